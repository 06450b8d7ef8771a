import type { Construct } from 'constructs';
import type { BackupVault } from '../../lib/aws/backup/backup-vault';
import { importBackupVault } from '../../lib/aws/backup/contract';
import { RestoreTest } from '../../lib/aws/backup/restore-test';
import { claimVolumeTags } from '../../lib/aws/backup/volume-tags';
import { importNetwork } from '../../lib/aws/network/contract';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import type { Backups } from '../../lib/core/environment/backups';
import { alarmContract } from '../contracts';
import { type Place, stackId, stackProps, workloadsOf } from '../place';
import type { DataStack } from './data';
import type { NetworkStack } from './network';
import { addNightlyPlan } from './nightly-plan';
import type { StandbyBackupStack } from './standby-backup';
import { addVault } from './vault';

/** What the backups of a region stand on. */
export interface BackupStackLayers {
  /** The region's network: where tests restore to, and whom alarms tell. */
  readonly network: NetworkStack;
  /** The region's database. */
  readonly data: DataStack | undefined;
  /** The vault of the standby region. @default - none: who loses the region loses its backups */
  readonly standby: StandbyBackupStack | undefined;
}

/** The backups of the region that serves: what is kept, for how long, where a copy goes, and whether it can be restored. */
export class BackupStack extends AwsStack {
  constructor(scope: Construct, place: Place, backups: Backups, layers: BackupStackLayers) {
    super(scope, stackId(place, 'backup'), stackProps(place));
    const vault = addVault(this, place, backups, layers.network);
    const copyTo = layers.standby && {
      vault: importBackupVault(this, layers.standby),
      retentionDays: backups.retentionDays,
    };
    addNightlyPlan(this, backups, {
      vault,
      ...(copyTo && { copyTo }),
      databaseArn: this.databaseArn(layers),
      volumes: workloadsOf(place) !== undefined,
    });
    if (backups.restoreTest) this.testRestoring(place, backups.restoreTest.schedule, vault, layers);
  }

  private testRestoring(
    place: Place,
    schedule: string,
    vault: BackupVault,
    { network, data }: BackupStackLayers,
  ): void {
    const { topic_arn: topicArn } = alarmContract.read(this, network);
    const test = new RestoreTest(this, 'restore-test', { vaults: [vault], schedule, topicArn });
    const database = data?.database;
    const subnetGroupName = importNetwork(this, network).databaseSubnetGroupName;
    if (database && subnetGroupName !== undefined) {
      // Its generation is part of the name: the provider never sends another ARN for a selection that is there.
      const generation = /-\d+$/.exec(database.identifier)?.[0] ?? '';
      const name = `database${generation}`;
      test.restoresDatabase(name, { arn: database.databaseArn, into: { subnetGroupName } });
    }
    if (workloadsOf(place)) test.restoresVolumes('volumes', { tags: claimVolumeTags(this) });
  }

  /** A text, which says nothing of the order by itself. */
  private databaseArn({ data }: BackupStackLayers): string | undefined {
    if (!data?.database) return undefined;
    this.addDependency(data);
    return data.database.databaseArn;
  }
}
