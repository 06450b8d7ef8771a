import type { Construct } from 'constructs';
import { publishBackupVault } from '../lib/aws/backup/contract';
import { EncryptionKey } from '../lib/aws/encryption/encryption-key';
import { AwsStack } from '../lib/aws/stack/aws-stack';
import type { Backups } from '../lib/core/environment/backups';
import { secretsKeyContract } from './contracts';
import type { NetworkStack } from './network';
import { isProtected, type Place, stackId, stackProps } from './place';
import { addVault } from './vault';

/**
 * What a standby region keeps for the primary before either has data: the vault that backups are copied to, and the key that secrets copied
 * there are encrypted with.
 */
export class StandbyBackupStack extends AwsStack {
  constructor(scope: Construct, place: Place, backups: Backups | undefined, network: NetworkStack) {
    super(scope, stackId(place, 'backup'), stackProps(place));
    if (backups) publishBackupVault(this, addVault(this, place, backups, network));
    const key = new EncryptionKey(this, 'secrets-key', {
      name: 'secrets',
      description: `Secrets copied from ${place.environment.primaryRegion}`,
      deletionProtection: isProtected(place),
    });
    secretsKeyContract.publish(this, { arn: key.keyArn });
  }
}
