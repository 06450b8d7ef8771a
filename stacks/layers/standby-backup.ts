import type { Construct } from 'constructs';
import { BackupRole } from '../../lib/aws/backup/backup-role';
import type { BackupVault } from '../../lib/aws/backup/backup-vault';
import { publishBackupVault } from '../../lib/aws/backup/contract';
import { EncryptionKey } from '../../lib/aws/encryption/encryption-key';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import type { Backups } from '../../lib/core/environment/backups';
import { databaseInstances, isWrittenInStandby, recoveryNames } from '../../lib/core/recovery';
import { secretsKeyContract } from '../contracts';
import { isProtected, type Place, stackId, stackProps } from '../place';
import type { NetworkStack } from './network';
import { addNightlyPlan, PLAN_NAME } from './nightly-plan';
import { addVault } from './vault';

/**
 * What a standby region keeps for the primary before either has data: the vault that backups are copied to, and the key that secrets copied
 * there are encrypted with. While it is the region that is written to, it has a plan of its own as well.
 */
export class StandbyBackupStack extends AwsStack {
  constructor(
    scope: Construct,
    private readonly place: Place,
    backups: Backups | undefined,
    network: NetworkStack,
  ) {
    super(scope, stackId(place, 'backup'), stackProps(place));
    if (backups) {
      const vault = addVault(this, place, backups, network);
      publishBackupVault(this, vault);
      this.backUp(backups, vault);
    }
    const key = new EncryptionKey(this, 'secrets-key', {
      name: 'secrets',
      description: `Secrets copied from ${place.environment.primaryRegion}`,
      deletionProtection: isProtected(place),
    });
    secretsKeyContract.publish(this, { arn: key.keyArn });
  }

  /** Without a copy: the other region is lost, or has the vault that copies come from. */
  private backUp(backups: Backups, vault: BackupVault): void {
    const { environment, standby } = this.place;
    // There all the time: IAM is changed in us-east-1 alone (AWS whitepaper "AWS Fault Isolation Boundaries", global services), which may be
    // what is lost, and after the way back the backups that are left end by their role.
    const role = new BackupRole(this, 'plan-role', {
      name: `backup-${PLAN_NAME}`,
      description: `Makes the backups of ${this.region} while ${environment.name} is written there`,
      may: 'backup',
    });
    if (!isWrittenInStandby(environment)) return;
    const volumes = standby?.layers.includes('platform') ?? false;
    const databaseArn = this.databaseArn();
    if (databaseArn === undefined && !volumes) return;
    addNightlyPlan(this, backups, { vault, role, databaseArn, volumes });
  }

  /** By its name alone: this stack comes before the one with the database. */
  private databaseArn(): string | undefined {
    const { environment } = this.place;
    const writer = databaseInstances(environment).find((one) => one.serves);
    return writer && this.arn('rds', `db:${recoveryNames(environment).database(writer.generation)}`);
  }
}
