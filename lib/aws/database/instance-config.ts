import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { ITerraformDependable } from 'cdktf';
import type { SecurityGroup } from '../connections/security-group';
import type { EncryptionKey } from '../encryption/encryption-key';
import { maxStorageGiB } from './checks/storage';
import { engineVersion } from './checks/version';
import { defaults } from './defaults';
import type { MonitoringRole } from './monitoring-role';
import type { DatabaseSettings } from './props';

/** What a database and its replicas share. */
export interface DatabaseParts {
  /** The key of storage, insights, logs and secret. */
  readonly key: EncryptionKey;
  /** Who may connect. */
  readonly securityGroup: SecurityGroup;
  /** The parameters. */
  readonly parameterGroup: DbParameterGroup;
  /** The role of enhanced monitoring; none when that is off. */
  readonly monitoringRole: MonitoringRole | undefined;
}

/** The logs that RDS for PostgreSQL exports (RDS User Guide, "RDS for PostgreSQL database log files"). */
export const logExports = ['postgresql', 'upgrade'] as const;

/**
 * What is the same for a database and for each of its replicas.
 * @param props - the database
 * @param parts - what they share
 * @param logGroups - the instance's own, made first: RDS would make them without key and without an end
 */
export function sharedConfig(
  props: DatabaseSettings,
  parts: DatabaseParts,
  logGroups: readonly ITerraformDependable[],
): Omit<DbInstanceConfig, 'instanceClass'> {
  const { maintenance = {}, storage, network } = props;
  const max = maxStorageGiB(storage);
  const pinned = engineVersion(props.version ?? defaults.version).minor !== undefined;
  return {
    storageType: 'gp3',
    storageEncrypted: true,
    ...(max !== undefined && { maxAllocatedStorage: max }),
    ...(storage.iops !== undefined && { iops: storage.iops }),
    ...(storage.throughput !== undefined && { storageThroughput: storage.throughput }),
    port: network.port ?? defaults.port,
    vpcSecurityGroupIds: [parts.securityGroup.securityGroupId],
    publiclyAccessible: false,
    caCertIdentifier: 'rds-ca-rsa2048-g1',
    iamDatabaseAuthenticationEnabled: true,
    parameterGroupName: parts.parameterGroup.name,
    maintenanceWindow: maintenance.window ?? defaults.maintenanceWindow,
    autoMinorVersionUpgrade: maintenance.autoMinorUpgrade ?? !pinned,
    applyImmediately: maintenance.apply === 'immediately',
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    enabledCloudwatchLogsExports: [...logExports],
    ...insights(props, parts),
    monitoringInterval: monitoringSeconds(props),
    ...(parts.monitoringRole && { monitoringRoleArn: parts.monitoringRole.roleArn }),
    dependsOn: [...logGroups, ...(parts.monitoringRole ? [parts.monitoringRole.ready] : [])],
  };
}

/**
 * Seconds between two points of enhanced monitoring; 0 is off.
 * @param props - the database
 */
export function monitoringSeconds({ monitoring }: DatabaseSettings): number {
  const seconds = monitoring?.intervalSeconds ?? defaults.monitoringSeconds;
  return seconds === 'off' ? 0 : seconds;
}

/** Database Insights still goes by the arguments of Performance Insights. */
function insights({ monitoring }: DatabaseSettings, { key }: DatabaseParts): Partial<DbInstanceConfig> {
  const chosen = monitoring?.insights ?? { mode: 'standard' };
  if (chosen === 'off') return { performanceInsightsEnabled: false, databaseInsightsMode: 'standard' };
  return {
    databaseInsightsMode: chosen.mode,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.keyArn,
    performanceInsightsRetentionPeriod: chosen.retentionDays ?? (chosen.mode === 'advanced' ? 465 : 7),
  };
}
