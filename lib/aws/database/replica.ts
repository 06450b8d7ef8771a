import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { Construct } from 'constructs';
import { checkedName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { addAlarms } from './alarms';
import { defaults } from './defaults';
import { type DatabaseParts, sharedConfig } from './instance-config';
import { addLogGroups } from './logs';
import type { DatabaseProps } from './props';

/** What a {@link Replica} is made from. */
export interface ReplicaProps {
  /** Its name among the replicas. */
  readonly name: string;
  /** The database it replicates. */
  readonly source: DbInstance;
  /** Identifier of the database, known at synth. */
  readonly sourceIdentifier: string;
  /** The database's props, its own settings among them. */
  readonly database: DatabaseProps;
  /** What it shares with the database. */
  readonly parts: DatabaseParts;
}

/** A read replica in the region of its source, with its own logs and alarms. */
export class Replica extends Construct {
  /** Host name of its endpoint. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: ReplicaProps) {
    super(scope, id);
    const { database, parts, source } = props;
    const own = database.replicas?.[props.name] ?? {};
    const identifier = checkedName(
      this,
      'aws_db_instance',
      `${props.sourceIdentifier}-replica-${props.name}`,
    );
    const protection = own.deletionProtection ?? database.deletionProtection ?? true;
    const instanceClass = own.instanceClass ?? database.instanceClass;
    // No engine, user, password, subnet group or key: RDS takes them from a source in the same region and refuses most of them.
    const config: DbInstanceConfig = {
      ...sharedConfig(database, parts, addLogGroups(this, identifier, database, parts)),
      identifier,
      instanceClass,
      replicateSourceDb: source.identifier,
      ...(own.version && { engineVersion: own.version }),
      ...(own.zone && { availabilityZone: own.zone }),
      multiAz: false,
      backupRetentionPeriod: own.backupRetentionDays ?? defaults.replicaBackupRetentionDays,
      backupWindow: database.backup?.window ?? defaults.backupWindow,
      // RDS refuses a final snapshot of a replica.
      skipFinalSnapshot: true,
      deletionProtection: protection,
      lifecycle: { preventDestroy: protection },
    };
    const replica = new DbInstance(
      this,
      'Resource',
      overridden(this, 'replica', config, database.overrides?.replica),
    );
    const name = `${database.name}-replica-${props.name}`;
    addAlarms(this, { identifier, instanceClass, name, role: 'replica' }, database);
    this.endpoint = replica.address;
  }
}
