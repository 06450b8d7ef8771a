import {
  CloudwatchEventRule,
  type CloudwatchEventRuleConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';
import { canonicalJson } from '../../core/canonical-json';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';

/** What a {@link FailureRule} is made from. */
export interface FailureRuleProps {
  /** Last part of the rule's name. */
  readonly name: string;
  /** What it tells of, for people. */
  readonly description: string;
  /** Types of the events, spelled as AWS Backup sends them. */
  readonly detailTypes: readonly string[];
  /** Which of them, in the terms of an event pattern. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** ARN of the topic that hears of them. */
  readonly topicArn: string;
  /**
   * Changes to the rule itself.
   * @default - none
   */
  readonly override?: Override<CloudwatchEventRuleConfig>;
}

/** States in which a job ends without what it was to make (AWS Backup API Reference, "BackupJob", "CopyJob", "RestoreJobsListMember"). */
export const failedStates = ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'];

/**
 * Tells a topic of failed jobs. By EventBridge, not by the vault's own notifications: those for failed and expired jobs are
 * accepted and never sent any more, and the one that replaced them comes after every success too (AWS Backup API Reference,
 * PutBackupVaultNotifications; events: Developer Guide, "Monitoring AWS Backup events using Amazon EventBridge").
 */
export class FailureRule extends Construct {
  constructor(scope: Construct, id: string, props: FailureRuleProps) {
    super(scope, id);
    const pattern = {
      source: ['aws.backup'],
      account: [AwsStack.of(this).account],
      'detail-type': props.detailTypes,
      detail: props.detail,
    };
    const config: CloudwatchEventRuleConfig = {
      name: physicalName(this, 'aws_cloudwatch_event_rule', props.name),
      description: props.description,
      eventPattern: JSON.stringify(JSON.parse(canonicalJson(pattern))),
      state: 'ENABLED',
    };
    const rule = new CloudwatchEventRule(
      this,
      'Resource',
      overridden(this, 'failures', config, props.override),
    );
    new CloudwatchEventTarget(this, 'target', { rule: rule.name, targetId: 'topic', arn: props.topicArn });
  }
}
