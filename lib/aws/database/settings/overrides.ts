import type { CloudwatchLogGroupConfig } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { CloudwatchMetricAlarmConfig } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { DbParameterGroupConfig } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { KmsKeyConfig } from '@cdktf/provider-aws/lib/kms-key';
import type { SecretsmanagerSecretConfig } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { SecurityGroupConfig } from '@cdktf/provider-aws/lib/security-group';
import type { Override } from '../../stack/override';

/** Changes to the resources of a database; a keyed one is for each of its kind. */
export interface DatabaseOverrides {
  /**
   * The instance itself.
   * @default - none
   */
  readonly instance?: Override<DbInstanceConfig>;
  /**
   * Each read replica.
   * @default - none
   */
  readonly replica?: Override<DbInstanceConfig>;
  /**
   * The parameter group.
   * @default - none
   */
  readonly parameterGroup?: Override<DbParameterGroupConfig>;
  /**
   * The key.
   * @default - none
   */
  readonly key?: Override<KmsKeyConfig>;
  /**
   * The master user's secret.
   * @default - none
   */
  readonly secret?: Override<SecretsmanagerSecretConfig>;
  /**
   * The security group.
   * @default - none
   */
  readonly securityGroup?: Override<SecurityGroupConfig>;
  /**
   * The role of enhanced monitoring.
   * @default - none
   */
  readonly monitoringRole?: Override<IamRoleConfig>;
  /**
   * Each log group.
   * @default - none
   */
  readonly logGroup?: Override<CloudwatchLogGroupConfig>;
  /**
   * Each alarm.
   * @default - none
   */
  readonly alarm?: Override<CloudwatchMetricAlarmConfig>;
}
