import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { Bucket } from './bucket';
import type { IBucket } from './props';

const shape = { name: 'text', arn: 'text', keys: 'map' } as const;

/** What a layer promises about one bucket. */
export type BucketContract = Contract<typeof shape>;

/**
 * Declares a contract about one bucket. Keep it in a constant: publisher and readers have to use the same one.
 * @param name - tells it from other contracts of the stack, in snake_case, for example `assets_bucket`
 */
export function bucketContract(name: string): BucketContract {
  return new Contract(name, shape);
}

/** What is known of a published bucket at synth, by contract and stack: no state has to be read for it. */
const versionings = new WeakMap<BucketContract, WeakMap<AwsStack, IBucket['versioning']>>();

/** Publishes a bucket as outputs of its stack. */
export function publishBucket(contract: BucketContract, bucket: IBucket): void {
  // Whether there is a key is known at synth, and so a reader knows it too: a map with one entry or with none.
  const keys: Record<string, string> = bucket.keyArn ? { own: bucket.keyArn } : {};
  const known = versionings.get(contract) ?? new WeakMap();
  versionings.set(contract, known.set(AwsStack.of(bucket), bucket.versioning));
  contract.publish(AwsStack.of(bucket), { name: bucket.bucketName, arn: bucket.bucketArn, keys });
}

/**
 * The bucket as another stack sees it, also from another region.
 * @param scope - a construct of the reading stack
 * @param id - the construct's id
 * @param contract - what the bucket was published with
 * @param publisher - the stack that published it
 */
export function importBucket(
  scope: Construct,
  id: string,
  contract: BucketContract,
  publisher: AwsStack,
): IBucket {
  const { name, keys } = contract.read(AwsStack.of(scope), publisher);
  const keyArn = keys['own'];
  return Bucket.fromAttributes(scope, id, {
    bucketName: name,
    ...(keyArn && { keyArn }),
    region: publisher.region,
    versioning: versionings.get(contract)?.get(publisher) ?? 'unknown',
  });
}
