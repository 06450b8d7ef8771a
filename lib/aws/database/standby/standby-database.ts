import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { Construct } from 'constructs';
import { report } from '../../../core/report';
import { postgresVersions } from '../../../core/versions/postgres';
import { checkSupport } from '../../../core/versions/support';
import type { Connections } from '../../connections/connections';
import { AwsStack, physicalName } from '../../stack/aws-stack';
import { overridden } from '../../stack/override';
import type { PolicyStatement } from '../../stack/policy';
import { addAlarms } from '../alarms';
import { engineVersion } from '../checks/version';
import { defaults } from '../defaults';
import { databaseErrors } from '../errors';
import { type DatabaseParts, sharedConfig } from '../instance-config';
import { addLogGroups } from '../logs';
import { masterSecretName } from '../master-secret';
import { addParts, claimIdentifier } from '../parts';
import type { DatabaseSettings } from '../props';
import { connectStatement, type IOwnDatabase, readSecretStatements } from '../reference';
import { reportFaults } from '../report-faults';
import { standbyFaults } from './checks';
import type { StandbyDatabaseProps, StandbyRole } from './props';
import { generationName, isDefaultKey, type StandbySource, sourceOf } from './source';

/**
 * A database in another region than its source: an encrypted read replica with a key, parameters, subnets, logs, alarms and backups
 * of its own, so that nothing is missing from the moment it is promoted. Its user, its password and its data are those of the source.
 *
 * Promotion is `role: 'promoted'` and one apply. Its plan changes two arguments of the instance in place, `replicate_source_db`
 * (gone: the provider calls PromoteReadReplica and waits) and `skip_final_snapshot` (off: a replica can leave none), and removes the
 * alarm on the lag. Endpoint, resource id, key and data stay. Change nothing else in the same apply. The source goes on by itself and
 * knows nothing of it: nobody may write there any more.
 *
 * An instance never follows again: the provider refuses to give it a source ("cannot elect new source database for replication") and
 * RDS has no such call. After such an apply say `promoted` and apply again: the state then holds what was refused. Back leads a new generation. Each step is an apply of one stack, and none replaces or removes an instance:
 * 1. in the source's region a `StandbyDatabase` of generation 2 that follows the promoted one, beside the old instance;
 * 2. once its lag is nothing and nobody writes, its `role: 'promoted'`: it serves;
 * 3. in this region a `StandbyDatabase` of the next generation that follows it.
 * The old instances stay as they are until they are released: first `deletionProtection: false`, then, in a second apply, without the
 * construct (a `Database`: as `ReleasedDatabase`, which keeps the secret), which leaves a final snapshot. (RDS User Guide, "Promoting a read replica"; provider, resource aws_db_instance.)
 *
 * Reports `database/*`, `versions/*`, `logs/retention` and `stack/name`.
 */
export class StandbyDatabase extends Construct implements IOwnDatabase {
  readonly identifier: string;
  readonly databaseArn: string;
  readonly source: StandbySource;
  readonly endpoint: string;
  readonly port: number;
  readonly databaseName: string;
  readonly resourceId: string;
  /** ARN of the secret as a policy takes it: its last six characters are `??????`, since the copy is made in another state. */
  readonly secretArn: string;
  readonly keyArn: string;
  readonly connections: Connections;
  /** Whether it follows its source or stands on its own. */
  readonly role: StandbyRole;
  /** The instance. */
  readonly instance: DbInstance;

  constructor(scope: Construct, id: string, props: StandbyDatabaseProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    this.check(props, stack);
    const name = generationName(props.name, props.generation ?? 1);
    const settings: DatabaseSettings = { ...props, name };
    this.role = props.role;
    this.identifier = physicalName(this, 'aws_db_instance', name);
    this.databaseArn = stack.arn('rds', `db:${this.identifier}`);
    claimIdentifier(this, this.identifier);
    this.port = props.network.port ?? defaults.port;
    this.databaseName = props.databaseName;

    const parts = addParts(this, settings, this.identifier, props.key);
    const config = this.instanceConfig(props, settings, parts);
    const instance = new DbInstance(this, 'Resource', config);
    this.instance = instance;
    addAlarms(
      this,
      {
        identifier: this.identifier,
        instanceClass: props.instanceClass,
        name,
        role: props.role === 'standby' ? 'replica' : 'source',
      },
      settings,
    );
    this.source = sourceOf(this.databaseArn, stack.region, settings, config);
    this.endpoint = instance.address;
    this.resourceId = instance.resourceId;
    const secretName = props.secret.name ?? masterSecretName(this, props.name);
    this.secretArn = stack.arn('secretsmanager', `secret:${secretName}-??????`);
    this.keyArn = props.secret.keyArn;
    this.connections = parts.securityGroup.connections;
  }

  connectStatement(user: string): PolicyStatement {
    return connectStatement(this, this.resourceId, user);
  }

  readSecretStatements(): readonly PolicyStatement[] {
    return readSecretStatements(this, this);
  }

  private check(props: StandbyDatabaseProps, stack: AwsStack): void {
    const { region, today } = stack;
    const { major } = engineVersion(props.version ?? defaults.version);
    checkSupport(this, 'version', postgresVersions, major, today);
    reportFaults(this, standbyFaults(props, { region, today }));
    if (props.key && AwsStack.of(props.key) !== stack) {
      report(this, databaseErrors['standby-key'], {
        at: 'key',
        found: `${props.key.node.path}, a key of another stack`,
        fix: `give a key of ${stack.node.path}: logs and insights need it in this region and this state`,
      });
    }
  }

  /**
   * Both positions differ in what follows the role, and in nothing else: a promotion must not wait for another change. No engine, user,
   * database, password or size: RDS takes them from the source.
   */
  private instanceConfig(
    props: StandbyDatabaseProps,
    settings: DatabaseSettings,
    parts: DatabaseParts,
  ): DbInstanceConfig {
    const { network, backup = {}, maintenance = {}, source } = props;
    const protection = props.deletionProtection ?? true;
    const follows = props.role === 'standby';
    const config: DbInstanceConfig = {
      ...sharedConfig(settings, parts, addLogGroups(this, this.identifier, settings, parts)),
      identifier: this.identifier,
      instanceClass: props.instanceClass,
      engineVersion: props.version ?? defaults.version,
      allowMajorVersionUpgrade: maintenance.majorUpgrade === 'allowed',
      ...(follows && source && { replicateSourceDb: source.arn }),
      kmsKeyId: parts.key.keyArn,
      dbSubnetGroupName: network.subnetGroupName,
      multiAz: props.availability !== 'singleAz',
      ...(network.zone && { availabilityZone: network.zone }),
      backupRetentionPeriod: backup.retentionDays ?? defaults.backupRetentionDays,
      backupWindow: backup.window ?? defaults.backupWindow,
      // RDS refuses a final snapshot of a replica; the name counts from the promotion on.
      skipFinalSnapshot: follows,
      finalSnapshotIdentifier: `${this.identifier}-${backup.finalSnapshot ?? defaults.finalSnapshot}`,
      deletionProtection: protection,
      lifecycle: { preventDestroy: protection },
    };
    const whole = overridden(this, 'instance', config, props.overrides?.instance);
    this.checkWhole(whole);
    return whole;
  }

  /** An override may take away what makes the copy possible. */
  private checkWhole({ kmsKeyId, storageEncrypted, manageMasterUserPassword }: DbInstanceConfig): void {
    if (isDefaultKey(kmsKeyId) || storageEncrypted !== true) {
      report(this, databaseErrors['standby-key'], {
        at: 'overrides.instance',
        found: storageEncrypted === true ? `the key ${kmsKeyId ?? 'aws/rds'}` : 'storage without encryption',
        fix: 'leave the key and the encryption to the construct: a copy across regions needs a key of its region',
      });
    }
    if (manageMasterUserPassword !== undefined) {
      report(this, databaseErrors['standby-password'], {
        at: 'overrides.instance.manageMasterUserPassword',
        found: String(manageMasterUserPassword),
        fix: 'leave it out: the password is that of the source, in its secret',
      });
    }
  }
}
