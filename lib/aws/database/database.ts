import {
  DbInstance,
  type DbInstanceConfig,
  type DbInstanceRestoreToPointInTime,
} from '@cdktf/provider-aws/lib/db-instance';
import { Construct } from 'constructs';
import { warn } from '../../core/report';
import { postgresVersions } from '../../core/versions/postgres';
import { checkSupport } from '../../core/versions/support';
import type { Connections } from '../connections/connections';
import type { EncryptionKey } from '../encryption/encryption-key';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import type { PolicyStatement } from '../stack/policy';
import { addAlarms } from './alarms';
import { databaseFaults } from './checks';
import { engineVersion } from './checks/version';
import { defaults } from './defaults';
import { databaseErrors } from './errors';
import { type DatabaseParts, sharedConfig } from './instance-config';
import { addLogGroups } from './logs';
import { MasterSecret } from './master-secret';
import { addParts, claimIdentifier } from './parts';
import type { DatabaseProps } from './props';
import {
  connectStatement,
  type DatabaseAttributes,
  type IDatabase,
  ImportedDatabase,
  type IOwnDatabase,
  readSecretStatements,
} from './reference';
import { Replica } from './replica';
import { reportFaults } from './report-faults';
import type { DatabaseRestore } from './settings/restore';
import { type StandbySource, sourceOf } from './standby/source';

/**
 * RDS for PostgreSQL: a standby in a second zone, gp3 storage that grows, its own key, TLS forced, IAM authentication, enhanced
 * monitoring, Database Insights, logs in CloudWatch, backups with point-in-time recovery that outlive it, deletion protection
 * and a final snapshot, alarms. The master password is in no state, plan or output. Reports `database/*`, `versions/*`,
 * `logs/retention` and `stack/name`.
 */
export class Database extends Construct implements IOwnDatabase {
  readonly identifier: string;
  readonly databaseArn: string;
  readonly source: StandbySource;
  readonly endpoint: string;
  readonly port: number;
  readonly databaseName: string;
  readonly resourceId: string;
  readonly secretArn: string;
  readonly keyArn: string;
  readonly connections: Connections;
  /** Host names of the replicas' endpoints by the replicas' names. */
  readonly replicaEndpoints: Readonly<Record<string, string>>;
  private readonly updates: 'inPlace' | 'blueGreen';

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    this.check(props, stack);
    this.identifier = physicalName(this, 'aws_db_instance', props.name);
    this.databaseArn = stack.arn('rds', `db:${this.identifier}`);
    claimIdentifier(this, this.identifier);
    this.port = props.network.port ?? defaults.port;
    this.databaseName = props.databaseName;
    this.updates = props.updates ?? 'inPlace';

    const parts = addParts(this, props, this.identifier);
    const secret = this.addSecret(props, parts.key);
    const config = this.instanceConfig(props, parts, secret);
    const instance = new DbInstance(this, 'Resource', config);
    this.source = sourceOf(this.databaseArn, stack.region, props, config);
    secret.keep(instance, props.databaseName);
    const { identifier } = this;
    addAlarms(
      this,
      { identifier, instanceClass: props.instanceClass, name: props.name, role: 'source' },
      props,
    );

    this.endpoint = instance.address;
    this.resourceId = instance.resourceId;
    this.secretArn = secret.secretArn;
    this.keyArn = parts.key.keyArn;
    this.connections = parts.securityGroup.connections;
    this.replicaEndpoints = this.addReplicas(props, parts, instance);
  }

  /** A database that exists already. */
  static fromAttributes(scope: Construct, id: string, attributes: DatabaseAttributes): IDatabase {
    return new ImportedDatabase(scope, id, attributes);
  }

  connectStatement(user: string): PolicyStatement {
    if (this.updates === 'blueGreen') {
      warn(this, databaseErrors['blue-green-identity'], {
        at: 'updates',
        found: `'blueGreen', and ${user} connects with IAM`,
        fix: 'after a blue/green update deploy the stacks that connect at once: the new instance has a new resource id',
      });
    }
    return connectStatement(this, this.resourceId, user);
  }

  readSecretStatements(): readonly PolicyStatement[] {
    return readSecretStatements(this, this);
  }

  private check(props: DatabaseProps, { region, today }: AwsStack): void {
    const { major } = engineVersion(props.version ?? defaults.version);
    checkSupport(this, 'version', postgresVersions, major, today);
    reportFaults(this, databaseFaults(props, { region, today }));
  }

  private addSecret(props: DatabaseProps, key: EncryptionKey): MasterSecret {
    return new MasterSecret(this, 'master', {
      name: props.name,
      key,
      passwordVersion: props.passwordVersion ?? 1,
      deletionProtection: props.deletionProtection ?? true,
      ...(props.secretReplicas && { replicas: props.secretReplicas }),
      ...(props.overrides?.secret && { override: props.overrides.secret }),
    });
  }

  private instanceConfig(props: DatabaseProps, parts: DatabaseParts, secret: MasterSecret): DbInstanceConfig {
    const { network, backup = {}, maintenance = {}, restore } = props;
    const protection = props.deletionProtection ?? true;
    const config: DbInstanceConfig = {
      ...sharedConfig(props, parts, addLogGroups(this, this.identifier, props, parts)),
      identifier: this.identifier,
      instanceClass: props.instanceClass,
      engine: 'postgres',
      engineVersion: props.version ?? defaults.version,
      engineLifecycleSupport:
        maintenance.extendedSupport === 'paid'
          ? 'open-source-rds-extended-support'
          : 'open-source-rds-extended-support-disabled',
      allowMajorVersionUpgrade: maintenance.majorUpgrade === 'allowed',
      allocatedStorage: props.storage.sizeGiB,
      kmsKeyId: restore?.keyArn ?? parts.key.keyArn,
      dbSubnetGroupName: network.subnetGroupName,
      multiAz: props.availability !== 'singleAz',
      ...(network.zone && { availabilityZone: network.zone }),
      ...(restore ? origin(restore) : { dbName: props.databaseName, username: props.masterUsername }),
      passwordWo: secret.password,
      passwordWoVersion: props.passwordVersion ?? 1,
      backupRetentionPeriod: backup.retentionDays ?? defaults.backupRetentionDays,
      backupWindow: backup.window ?? defaults.backupWindow,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${this.identifier}-${backup.finalSnapshot ?? defaults.finalSnapshot}`,
      ...(this.updates === 'blueGreen' && { blueGreenUpdate: { enabled: true } }),
      deletionProtection: protection,
      lifecycle: { preventDestroy: protection },
    };
    return overridden(this, 'instance', config, props.overrides?.instance);
  }

  private addReplicas(
    database: DatabaseProps,
    parts: DatabaseParts,
    source: DbInstance,
  ): Readonly<Record<string, string>> {
    const names = Object.keys(database.replicas ?? {}).sort();
    const sourceIdentifier = this.identifier;
    return Object.fromEntries(
      names.map((name) => {
        const props = { name, source, sourceIdentifier, database, parts };
        return [name, new Replica(this, `replica-${name}`, props).endpoint];
      }),
    );
  }
}

/** User and database name are those of the source: RDS takes none, and another one would replace the instance for ever. */
function origin(restore: DatabaseRestore): Partial<DbInstanceConfig> {
  if ('snapshot' in restore) return { snapshotIdentifier: restore.snapshot };
  if (!restore.pointInTime) return {};
  const { source, time } = restore.pointInTime;
  const from: DbInstanceRestoreToPointInTime = {
    ...('identifier' in source && { sourceDbInstanceIdentifier: source.identifier }),
    ...('resourceId' in source && { sourceDbiResourceId: source.resourceId }),
    ...('automatedBackupsArn' in source && {
      sourceDbInstanceAutomatedBackupsArn: source.automatedBackupsArn,
    }),
    ...(time === 'latest' ? { useLatestRestorableTime: true } : { restoreTime: time }),
  };
  return { restoreToPointInTime: from };
}
