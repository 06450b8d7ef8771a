import {
  CloudwatchLogGroup,
  type CloudwatchLogGroupConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { type RetentionDays, retentionDays } from '../../core/retention';
import { type EncryptionKey, keyUseActions } from '../encryption/encryption-key';
import { AwsStack, checkedName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { logErrors } from './errors';

export { type RetentionDays, retentionDays };

/** What a {@link LogGroup} is made from. */
export interface LogGroupProps {
  /** The whole name, for example `/aws/eks/microshop-prod/cluster`. Some services fix it. */
  readonly name: string;
  /** The key that encrypts it; the group's service is let in to it. */
  readonly key: EncryptionKey;
  /**
   * How long events are kept.
   * @default 365
   */
  readonly retention?: RetentionDays;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly group?: Override<CloudwatchLogGroupConfig> };
}

/** Capitals keep `a-b` and `ab` apart: with one sid for both, the key would let in only one of them. */
function camel(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** A CloudWatch log group, encrypted with a key of ours and kept for a limited time. */
export class LogGroup extends Construct {
  /** ARN of the group, without the trailing `:*`; known at synth. */
  readonly logGroupArn: string;
  /** The group's name, as a reference: who uses it waits until the group exists. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    const retention = props.retention ?? 365;
    if (!retentionDays.includes(retention)) {
      report(this, logErrors.retention, {
        at: 'retention',
        found: `${retention} days`,
        fix: `choose one of ${retentionDays.join(', ')}`,
      });
    }
    this.logGroupArn = stack.arn('logs', `log-group:${props.name}`);
    // CloudWatch Logs checks at creation that it may use the key, for this very group (CloudWatch Logs, "Encrypt log data").
    props.key.addToPolicy({
      sid: `Logs${camel(props.name)}`,
      actions: keyUseActions,
      resources: ['*'],
      principals: { services: [`logs.${stack.region}.amazonaws.com`] },
      conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': this.logGroupArn } },
    });
    const config: CloudwatchLogGroupConfig = {
      name: checkedName(this, 'aws_cloudwatch_log_group', props.name),
      retentionInDays: retention,
      kmsKeyId: props.key.keyArn,
    };
    const group = new CloudwatchLogGroup(
      this,
      'Resource',
      overridden(this, 'group', config, props.overrides?.group),
    );
    this.logGroupName = group.name;
  }
}
