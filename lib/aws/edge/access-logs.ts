import type { AwsStack } from '../stack/aws-stack';
import type { PolicyStatement } from '../stack/policy';

/**
 * What the policy of the access logs' bucket needs: Elastic Load Balancing may write the logs of this account's and region's load
 * balancers (Elastic Load Balancing, "Enable access logs for your Application Load Balancer").
 * @param stack - the stack of the load balancer
 * @param bucketArn - ARN of the bucket
 * @param prefix - the same as in the edge's accessLogs
 */
export function accessLogStatement(stack: AwsStack, bucketArn: string, prefix?: string): PolicyStatement {
  const folder = prefix ? `${prefix}/AWSLogs` : 'AWSLogs';
  return {
    sid: 'LoadBalancerAccessLogs',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/${folder}/${stack.account}/*`],
    principals: { services: ['logdelivery.elasticloadbalancing.amazonaws.com'] },
    conditions: {
      ArnLike: { 'aws:SourceArn': stack.arn('elasticloadbalancing', 'loadbalancer/*') },
    },
  };
}
