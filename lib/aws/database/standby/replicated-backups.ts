import {
  DbInstanceAutomatedBackupsReplication,
  type DbInstanceAutomatedBackupsReplicationConfig,
} from '@cdktf/provider-aws/lib/db-instance-automated-backups-replication';
import { Construct } from 'constructs';
import { report } from '../../../core/report';
import { EncryptionKey, type IEncryptionKey } from '../../encryption/encryption-key';
import { AwsStack } from '../../stack/aws-stack';
import { type Override, overridden } from '../../stack/override';
import { defaults } from '../defaults';
import { databaseErrors } from '../errors';
import { reportFaults } from '../report-faults';
import { replicatedRetentionFaults, sourceFaults } from './checks';
import { isDefaultKey, type StandbySource } from './source';

/** What {@link ReplicatedBackups} are made from. */
export interface ReplicatedBackupsProps {
  /** Name of the database, for the alias of the key. */
  readonly name: string;
  /** The database whose automated backups are copied here from its region. */
  readonly source: StandbySource;
  /**
   * How many days back a point in time can be restored here, 1 to 35. A change of it starts the copy anew.
   * @default 30
   */
  readonly retentionDays?: number;
  /**
   * A key of this region.
   * @default - a key of its own
   */
  readonly key?: IEncryptionKey;
  /**
   * Whether Terraform refuses to end the copy, and to destroy its key.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly replication?: Override<DbInstanceAutomatedBackupsReplicationConfig> };
}

/**
 * The automated backups of a database of another region, snapshots and transaction logs, copied to this one: a database can be
 * restored here as it was minutes ago. Costs storage and transfer but no instance, and takes a restore (`Database.restore`)
 * instead of a promotion. AWS offers it between certain pairs of regions (RDS User Guide, "Replicating automated backups to another
 * AWS Region"). Reports `database/standby-*` and `database/retention`.
 */
export class ReplicatedBackups extends Construct {
  /** ARN of the copied backups: what `restore.pointInTime.source.automatedBackupsArn` takes. */
  readonly automatedBackupsArn: string;
  /** ARN of the key that they are encrypted with, and a restored database too. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: ReplicatedBackupsProps) {
    super(scope, id);
    const { region } = AwsStack.of(this);
    const protection = props.deletionProtection ?? true;
    reportFaults(this, [
      ...sourceFaults(props.source, region),
      ...replicatedRetentionFaults(props.retentionDays),
    ]);
    if (props.key) this.checkKey(props.key.keyArn, region);
    const key =
      props.key ??
      new EncryptionKey(this, 'key', {
        name: `database-${props.name}-backups`,
        description: `Backups of database ${props.name}, copied from ${props.source.region}`,
        deletionProtection: protection,
      });
    const config: DbInstanceAutomatedBackupsReplicationConfig = {
      sourceDbInstanceArn: props.source.arn,
      kmsKeyId: key.keyArn,
      retentionPeriod: props.retentionDays ?? defaults.backupRetentionDays,
      lifecycle: { preventDestroy: protection },
    };
    const copy = new DbInstanceAutomatedBackupsReplication(
      this,
      'Resource',
      overridden(this, 'replication', config, props.overrides?.replication),
    );
    this.automatedBackupsArn = copy.id;
    this.keyArn = key.keyArn;
  }

  private checkKey(keyArn: string, region: string): void {
    if (!isDefaultKey(keyArn) && (keyArn.includes('${') || keyArn.split(':')[3] === region)) return;
    report(this, databaseErrors['standby-key'], {
      at: 'key',
      found: `"${keyArn}"`,
      fix: `give a key of yours in ${region}, or leave it out`,
    });
  }
}
