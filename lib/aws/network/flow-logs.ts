import { FlowLog, type FlowLogConfig } from '@cdktf/provider-aws/lib/flow-log';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { EncryptionKey } from '../encryption/encryption-key';
import { LogGroup } from '../logs/log-group';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { policyDocument } from '../stack/policy';
import { Role } from '../stack/role';
import type { CloudWatchFlowLogs, NetworkProps } from './props';

/**
 * Fields of a record, in this order (VPC User Guide, "Flow log records"): those of version 2, which every reader expects first,
 * then the ones that say which instance it was, which way, by which path, and where a packet came from behind NAT.
 */
export const flowLogFields = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
  'vpc-id',
  'subnet-id',
  'instance-id',
  'tcp-flags',
  'type',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'region',
  'az-id',
  'pkt-src-aws-service',
  'pkt-dst-aws-service',
  'flow-direction',
  'traffic-path',
] as const;

/** What {@link FlowLogs} are made from. */
export interface FlowLogsProps {
  /** The network's own props. */
  readonly network: NetworkProps;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** The network's name within project and environment. */
  readonly name: string;
}

/** A record of all traffic of a VPC, every minute. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { network, vpcId, name }: FlowLogsProps) {
    super(scope, id);
    const target = network.flowLogs ?? { destination: 'cloudwatch' };
    const config: FlowLogConfig = {
      vpcId,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      // The field names have the form of Terraform references; doubled, the sign stands for itself.
      logFormat: flowLogFields.map((field) => `$\${${field}}`).join(' '),
      tags: { Name: AwsStack.of(this).prefixed(name) },
      ...(target.destination === 's3'
        ? toS3(target.bucketArn)
        : this.toCloudWatch(target, name, network.deletionProtection ?? true)),
    };
    new FlowLog(this, 'Resource', overridden(this, 'flowLog', config, network.overrides?.flowLog));
  }

  private toCloudWatch(target: CloudWatchFlowLogs, name: string, deletionProtection: boolean) {
    const stack = AwsStack.of(this);
    const key = new EncryptionKey(this, 'key', {
      name: `${name}-flow-logs`,
      description: `Flow logs of ${stack.prefixed(name)}`,
      deletionProtection,
    });
    const group = new LogGroup(this, 'group', {
      name: `/aws/vpc/${stack.prefixed(name)}/flow-logs`,
      key,
      ...(target.retention !== undefined && { retention: target.retention }),
    });
    const role = new Role(this, 'role', {
      name: physicalName(this, 'aws_iam_role', stack.region, name, 'flow-logs'),
      path: '/',
      description: `Lets the flow logs of ${stack.prefixed(name)} be written`,
      assumeRolePolicy: this.trust(stack),
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'write',
      role: role.id,
      policy: this.permissions(group.logGroupArn),
    });
    return {
      logDestinationType: 'cloud-watch-logs',
      // By the group's name, so that the group is there first.
      logDestination: stack.arn('logs', `log-group:${group.logGroupName}`),
      iamRoleArn: role.arn,
      dependsOn: [policy],
    };
  }

  /** Conditions of VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs": only for flow logs of this account. */
  private trust(stack: AwsStack): string {
    return policyDocument(this, [
      {
        sid: 'Trust',
        actions: ['sts:AssumeRole'],
        principals: { services: ['vpc-flow-logs.amazonaws.com'] },
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': stack.arn('ec2', 'vpc-flow-log/*') },
        },
      },
    ]);
  }

  /** Without `logs:CreateLogGroup`: AWS would bring a deleted group back without its key and retention. */
  private permissions(logGroupArn: string): string {
    return policyDocument(this, [
      {
        sid: 'Write',
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [logGroupArn, `${logGroupArn}:*`],
      },
      // It knows no resource (Service Authorization Reference, Amazon CloudWatch Logs).
      { sid: 'Find', actions: ['logs:DescribeLogGroups'], resources: ['*'] },
    ]);
  }
}

function toS3(bucketArn: string) {
  return {
    logDestinationType: 's3',
    logDestination: bucketArn,
    destinationOptions: { fileFormat: 'parquet', hiveCompatiblePartitions: true, perHourPartition: true },
  };
}
