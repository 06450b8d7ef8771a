import type { SecretReplicas } from '../secret/replicas';
import type { DatabaseAlarmSettings } from './settings/alarm-settings';
import type { DatabaseMaintenance } from './settings/maintenance';
import type { DatabaseLogs, DatabaseMonitoring } from './settings/monitoring';
import type { DatabaseOverrides } from './settings/overrides';
import type { DatabaseReplica } from './settings/replica';
import type { DatabaseRestore } from './settings/restore';

/** Where a database is reached. */
export interface DatabaseNetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Name of the database subnet group, with subnets in two zones at least. */
  readonly subnetGroupName: string;
  /**
   * The zones of the group's subnets, to check against.
   * @default - not checked
   */
  readonly zones?: readonly string[];
  /**
   * The zone of a database in a single zone, for example `us-east-1a`. A change of it replaces the database.
   * @default - AWS chooses
   */
  readonly zone?: string;
  /**
   * The port, 1150 to 65535 (RDS API, CreateDBInstance).
   * @default 5432
   */
  readonly port?: number;
  /**
   * Whether clients have to speak TLS: the parameter `rds.force_ssl`.
   * @default 'tlsOnly'
   */
  readonly transport?: 'tlsOnly' | 'plaintextAllowed';
}

/** gp3 storage (RDS User Guide, "gp3 storage"). */
export interface DatabaseStorage {
  /** Size at creation in GiB, 20 to 65536. Autoscaling may raise it later; it never shrinks. */
  readonly sizeGiB: number;
  /**
   * Size in GiB that autoscaling may reach, at least a tenth above `sizeGiB`; AWS recommends a quarter. `fixed`: it stays as it
   * is, and the database stops when it is full.
   * @default - twice `sizeGiB`
   */
  readonly maxGiB?: number | 'fixed';
  /**
   * Operations a second, 12000 to 64000, from 400 GiB on only: below, gp3 has 3000 and nothing can be set.
   * @default - what the size brings
   */
  readonly iops?: number;
  /**
   * MiB a second, 500 to 4000 and at most a quarter of `iops`, from 400 GiB on only; given together with `iops`.
   * @default - what the size brings
   */
  readonly throughput?: number;
}

/** Automated backups: what point-in-time recovery restores from. They are kept when the database is deleted. */
export interface DatabaseBackup {
  /**
   * How many days back a point in time can be restored, 1 to 35 (RDS API, CreateDBInstance).
   * @default 30
   */
  readonly retentionDays?: number;
  /**
   * When the daily snapshot is taken, `hh:mm-hh:mm` in UTC, 30 minutes at least. Must not meet the maintenance window.
   * @default '03:00-04:00'
   */
  readonly window?: string;
  /**
   * Last part of the name of the snapshot that is taken before the database is deleted: `<identifier>-<finalSnapshot>`. Change it
   * when a snapshot of this name exists from an earlier life.
   * @default 'final'
   */
  readonly finalSnapshot?: string;
}

/** What the props of a database and those of a standby in another region have in common. */
export type DatabaseSettings = Pick<
  DatabaseProps,
  | 'name'
  | 'instanceClass'
  | 'network'
  | 'storage'
  | 'version'
  | 'availability'
  | 'backup'
  | 'maintenance'
  | 'monitoring'
  | 'logs'
  | 'alarms'
  | 'parameters'
  | 'deletionProtection'
  | 'overrides'
>;

/** What a {@link Database} is made from. */
export interface DatabaseProps {
  /** Last part of the identifier, `<project>-<environment>-<name>`. */
  readonly name: string;
  /**
   * Name of the first database: a letter, then letters, digits and underscores, up to 63. A change of it replaces everything. A
   * restored database keeps the name it had: give that.
   */
  readonly databaseName: string;
  /**
   * Name of the master user: a letter, then letters, digits and underscores, up to 16 (RDS API, CreateDBInstance); PostgreSQL and
   * RDS reserve some, `admin` among them. A change of it replaces everything. A restored database keeps the user it had.
   */
  readonly masterUsername: string;
  /** For example `db.t3.medium`. */
  readonly instanceClass: string;
  /** Where it is reached. */
  readonly network: DatabaseNetwork;
  /** How much it can hold. */
  readonly storage: DatabaseStorage;
  /**
   * Major version (`17`), or major and minor (`17.10`), which pins it.
   * @default '17'
   */
  readonly version?: string;
  /**
   * Whether a standby in a second zone takes over.
   * @default 'multiAz'
   */
  readonly availability?: 'multiAz' | 'singleAz';
  /**
   * Automated backups and the final snapshot.
   * @default - 30 days, at 03:00
   */
  readonly backup?: DatabaseBackup;
  /**
   * When and which upgrades happen.
   * @default - Sunday 04:30, minor upgrades by RDS, major ones refused
   */
  readonly maintenance?: DatabaseMaintenance;
  /**
   * How a change that needs a restart is made: in place, or on a copy that takes over (RDS Blue/Green Deployments, which rules out read
   * replicas). A blue/green update does not pass a new password on: set `inPlace` while you raise `passwordVersion`.
   * @default 'inPlace'
   */
  readonly updates?: 'inPlace' | 'blueGreen';
  /**
   * Enhanced monitoring and Database Insights.
   * @default - both on
   */
  readonly monitoring?: DatabaseMonitoring;
  /**
   * The log of PostgreSQL and that of upgrades, in CloudWatch.
   * @default - kept for 365 days, with changes of schema and statements over a second
   */
  readonly logs?: DatabaseLogs;
  /**
   * Alarms on CPU, storage, connections and the lag of replicas.
   * @default - made, and nobody hears of them
   */
  readonly alarms?: DatabaseAlarmSettings;
  /**
   * Parameters of PostgreSQL by name, beside and over those that Isthmus sets. Static ones wait for a restart.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Read replicas in this region by name, up to 15.
   * @default - none
   */
  readonly replicas?: Readonly<Record<string, DatabaseReplica>>;
  /**
   * What the database is made from, instead of empty. It counts at creation only; leave it in place as long as the database lives, for
   * a change of it replaces the database.
   * @default - a new, empty database
   */
  readonly restore?: DatabaseRestore;
  /**
   * Whether Terraform and RDS refuse to destroy it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Raise it to rotate the master password. A whole number from 1.
   * @default 1
   */
  readonly passwordVersion?: number;
  /**
   * Regions that the master user's secret is copied to under the same name, by their names: what a standby there reads. See
   * `SecretProps.replicas` for what a region's removal does.
   * @default - none
   */
  readonly secretReplicas?: SecretReplicas;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: DatabaseOverrides;
}
