import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { Edge } from './edge';
import type { IEdge } from './reference';

/** What the layer with the public entry promises to the layers above it. */
export const edgeContract = new Contract('edge', {
  host: 'text',
  load_balancer_arn: 'text',
  load_balancer_arn_suffix: 'text',
  load_balancer_dns_name: 'text',
  load_balancer_zone_id: 'text',
  security_group_id: 'text',
  target_group_arn: 'text',
  target_group_arn_suffix: 'text',
  target_group_name: 'text',
});

/** Publishes an entry as outputs of its stack. */
export function publishEdge(stack: AwsStack, edge: IEdge): void {
  edgeContract.publish(stack, {
    host: edge.host,
    load_balancer_arn: edge.loadBalancerArn,
    load_balancer_arn_suffix: edge.loadBalancerArnSuffix,
    load_balancer_dns_name: edge.loadBalancerDnsName,
    load_balancer_zone_id: edge.loadBalancerZoneId,
    security_group_id: edge.connections.securityGroupId,
    target_group_arn: edge.targetGroupArn,
    target_group_arn_suffix: edge.targetGroupArnSuffix,
    target_group_name: edge.targetGroupName,
  });
}

/**
 * The entry that another stack publishes.
 * @param scope - in the reading stack
 * @param id - of the imported entry, and its name in rules; rules that let it out are made below it
 * @param publisher - the stack that called {@link publishEdge}
 */
export function importEdge(scope: Construct, id: string, publisher: AwsStack): IEdge {
  const values = edgeContract.read(AwsStack.of(scope), publisher);
  return Edge.fromAttributes(scope, id, {
    name: id,
    host: values.host,
    loadBalancerArn: values.load_balancer_arn,
    loadBalancerArnSuffix: values.load_balancer_arn_suffix,
    loadBalancerDnsName: values.load_balancer_dns_name,
    loadBalancerZoneId: values.load_balancer_zone_id,
    securityGroupId: values.security_group_id,
    targetGroupArn: values.target_group_arn,
    targetGroupArnSuffix: values.target_group_arn_suffix,
    targetGroupName: values.target_group_name,
  });
}
