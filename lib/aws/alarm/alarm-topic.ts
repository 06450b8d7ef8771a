import { SnsTopic, type SnsTopicConfig } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import type { EncryptionKey } from '../encryption/encryption-key';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { policyDocument } from '../stack/policy';

/** What an {@link AlarmTopic} is made from. */
export interface AlarmTopicProps {
  /** The key that encrypts messages; CloudWatch, EventBridge and RDS are let in to it, for this account. */
  readonly key: EncryptionKey;
  /**
   * Addresses that get an e-mail. Each has to confirm the subscription once.
   * @default - none
   */
  readonly emails?: readonly string[];
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly topic?: Override<SnsTopicConfig> };
}

/** Services that publish to an {@link AlarmTopic}. */
const publishers = ['cloudwatch.amazonaws.com', 'events.rds.amazonaws.com'];

/** EventBridge, which does not support conditions in the policy of a topic (EventBridge, "Amazon SNS permissions"). */
const EVENTBRIDGE = 'events.amazonaws.com';

/**
 * The topic that the alarms and events of a region publish to: encrypted, over TLS only. CloudWatch and RDS may publish for this account
 * only; EventBridge without that condition, which it does not support.
 */
export class AlarmTopic extends Construct {
  /** ARN of the topic. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    // With the key of SNS itself, aws/sns, alarms are dropped: CloudWatch has no right to it (SNS, "Key management").
    for (const publisher of publishers) props.key.grantService(publisher);
    props.key.grantService(EVENTBRIDGE, {});
    const config: SnsTopicConfig = {
      name: physicalName(this, 'aws_sns_topic', 'alarms'),
      kmsMasterKeyId: props.key.keyArn,
    };
    const topic = new SnsTopic(this, 'Resource', overridden(this, 'topic', config, props.overrides?.topic));
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument(this, [
        {
          sid: 'ServicesPublish',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: { services: publishers },
          conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
        },
        {
          sid: 'EventBridgePublishes',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: { services: [EVENTBRIDGE] },
        },
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: 'everyone',
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
    });
    for (const email of [...new Set(props.emails)].sort()) {
      new SnsTopicSubscription(this, email, { topicArn: topic.arn, protocol: 'email', endpoint: email });
    }
    this.topicArn = topic.arn;
  }
}
