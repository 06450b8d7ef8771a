import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Ec2Tag } from '@cdktf/provider-aws/lib/ec2-tag';
import { SqsQueue, type SqsQueueConfig } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { Construct } from 'constructs';
import { sortedEntries } from '../../../core/sorted-entries';
import { AwsStack, checkedName } from '../../stack/aws-stack';
import { type Override, overridden } from '../../stack/override';
import { policyDocument } from '../../stack/policy';
import type { AccessEntries } from '../access';
import type { Identities } from '../identities';
import type { PodIdentity } from '../identity';
import type { ClusterNaming } from '../naming';
import { NodeRole } from '../node-role';
import type { ClusterOverrides, KarpenterProps } from '../props';
import { interruptionEvents } from './events';
import { karpenterStatements } from './policy';

/** The tag by which Karpenter finds the subnets and security groups of a cluster; its value is the cluster's name. */
export const discoveryTag = 'karpenter.sh/discovery';

/** What {@link Karpenter} is made from. */
export interface KarpenterContext {
  /** Names of the cluster's parts. */
  readonly naming: ClusterNaming;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** Id of the cluster's security group. */
  readonly securityGroupId: string;
  /** Where the controller's role comes from. */
  readonly identities: Identities;
  /** Where its nodes are let in. */
  readonly access: AccessEntries;
  /** Whether people may open a shell on its nodes. */
  readonly nodeAccess: 'none' | 'sessionManager';
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: ClusterOverrides;
}

/**
 * Karpenter's half in the cloud: the controller's identity, the role of the nodes it makes, the queue that tells it of
 * interruptions, and the discovery tag on the cluster's security group (subnets are tagged by their own stack). Where spot is
 * used for the first time in an account, its service-linked role has to exist (EC2 User Guide, "Service-linked role for Spot").
 */
export class Karpenter extends Construct {
  /** Name of the role of its nodes, for the node class. */
  readonly nodeRoleName: string;
  /** ARN of the role of its nodes. */
  readonly nodeRoleArn: string;
  /** Name of the interruption queue, for the controller's settings. */
  readonly queueName: string;
  /** The controller's identity. */
  readonly controller: PodIdentity;

  constructor(scope: Construct, id: string, context: KarpenterContext, props: KarpenterProps) {
    super(scope, id);
    const { naming, clusterArn, overrides } = context;
    const { account, partition, region } = AwsStack.of(this);
    const role = new NodeRole(this, 'node-role', {
      name: naming.role('karpenter-node'),
      description: `Nodes that Karpenter makes for EKS cluster ${naming.cluster}`,
      joins: 'managed',
      access: context.nodeAccess,
      ...(overrides?.nodeRole && { override: overrides.nodeRole }),
    });
    context.access.grantNodes('karpenter-nodes', role.roleArn);
    this.queueName = checkedName(this, 'aws_sqs_queue', naming.regional('karpenter'));
    const queue = interruptionQueue(this, naming, overrides?.interruptionQueue);
    const { namespace = 'kube-system', serviceAccount = 'karpenter' } = props;
    this.controller = context.identities.of(namespace, serviceAccount, { name: 'karpenter' });
    for (const statement of karpenterStatements({
      partition,
      region,
      account,
      clusterName: naming.cluster,
      clusterArn,
      nodeRoleArn: role.roleArn,
      queueArn: queue.arn,
    })) {
      this.controller.allow(statement);
    }
    new Ec2Tag(this, 'discovery', {
      resourceId: context.securityGroupId,
      key: discoveryTag,
      value: naming.cluster,
    });
    this.nodeRoleName = role.roleName;
    this.nodeRoleArn = role.roleArn;
  }
}

/** The queue, encrypted, written to over TLS and by our rules only, and the rules. */
function interruptionQueue(
  scope: Construct,
  naming: ClusterNaming,
  override: Override<SqsQueueConfig> | undefined,
): SqsQueue {
  const stack = AwsStack.of(scope);
  const config: SqsQueueConfig = {
    name: naming.regional('karpenter'),
    // A spot instance has two minutes; what is older than five tells Karpenter nothing.
    messageRetentionSeconds: 300,
    sqsManagedSseEnabled: true,
  };
  const queue = new SqsQueue(scope, 'queue', overridden(scope, 'interruptionQueue', config, override));
  const events = sortedEntries(interruptionEvents);
  const ruleName = (name: string) =>
    checkedName(scope, 'aws_cloudwatch_event_rule', naming.regional('karpenter', name));
  new SqsQueuePolicy(scope, 'queue-policy', {
    queueUrl: queue.url,
    policy: policyDocument(scope, [
      {
        sid: 'RulesSend',
        actions: ['sqs:SendMessage'],
        resources: [queue.arn],
        principals: { services: ['events.amazonaws.com'] },
        conditions: {
          ArnEquals: {
            'aws:SourceArn': events.map(([name]) => stack.arn('events', `rule/${ruleName(name)}`)),
          },
        },
      },
      {
        sid: 'TlsOnly',
        effect: 'Deny',
        actions: ['sqs:*'],
        resources: [queue.arn],
        principals: 'everyone',
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]),
  });
  for (const [name, event] of events) {
    const rule = new CloudwatchEventRule(scope, name, {
      name: ruleName(name),
      description: `${event.detailType} for Karpenter in EKS cluster ${naming.cluster}`,
      eventPattern: JSON.stringify({ 'detail-type': [event.detailType], source: [event.source] }),
    });
    new CloudwatchEventTarget(scope, `${name}-target`, {
      rule: rule.name,
      targetId: 'karpenter',
      arn: queue.arn,
    });
  }
  return queue;
}
