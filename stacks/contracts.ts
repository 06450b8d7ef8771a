import { Contract } from '../lib/aws/stack/contract';
import { type BucketContract, bucketContract } from '../lib/aws/storage/contract';

/** What every stack of a region needs to make alarms heard. */
export const alarmContract = new Contract('alarms', { topic_arn: 'text' });

/** What the roles of an environment have to know of a further place of its states. */
export const stateStoreContract = new Contract('state_store', { bucket_arn: 'text', key_arn: 'text' });

/** The key that a region's copies of secrets are encrypted with. */
export const secretsKeyContract = new Contract('secrets_key', { arn: 'text' });

const buckets = new Map<string, BucketContract>();

/** The contract of one of an environment's buckets, by the bucket's name there. Publisher and readers get the same one. */
export function bucketContractOf(name: string): BucketContract {
  const contract = buckets.get(name) ?? bucketContract(`bucket_${name.replaceAll('-', '_')}`);
  buckets.set(name, contract);
  return contract;
}
