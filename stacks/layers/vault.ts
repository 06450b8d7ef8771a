import { BackupVault } from '../../lib/aws/backup/backup-vault';
import type { AwsStack } from '../../lib/aws/stack/aws-stack';
import type { Backups } from '../../lib/core/environment/backups';
import { alarmContract } from '../contracts';
import { isProtected, type Place } from '../place';
import type { NetworkStack } from './network';

/** The vault of a region, whose failed jobs its alarms' topic hears of. */
export function addVault(
  stack: AwsStack,
  place: Place,
  { lock }: Backups,
  network: NetworkStack,
): BackupVault {
  return new BackupVault(stack, 'vault', {
    lock,
    topicArn: alarmContract.read(stack, network).topic_arn,
    deletionProtection: isProtected(place),
  });
}
