import type { IConstruct } from 'constructs';
import { report } from '../../../core/report';
import { storageErrors } from '../errors';
import { checkPrefix } from '../grants';
import type { IBucket } from '../props';
import type { BucketReplicationProps } from './props';

/** Everything about a replication that S3 or CloudWatch would refuse, or that would not help. */
export function checkReplication(scope: IConstruct, props: BucketReplicationProps): void {
  const { source, destination } = props;
  if (source.region === destination.region) {
    report(scope, storageErrors['replication-region'], {
      at: 'destination',
      found: `a bucket in ${destination.region}, as the source is`,
      fix: 'give a bucket of another region',
    });
  }
  for (const [at, bucket] of [
    ['source', source],
    ['destination', destination],
  ] as const) {
    checkVersioning(scope, at, bucket);
    checkKey(scope, at, bucket);
  }
  if ((source.keyArn === undefined) !== (destination.keyArn === undefined)) {
    report(scope, storageErrors['replication-key'], {
      at: 'destination',
      found: `${destination.keyArn ? 'a key' : 'no key'}, while the source has ${source.keyArn ? 'one' : 'none'}`,
      fix: 'encrypt both with a key of their region',
    });
  }
  checkPrefixes(scope, props.prefixes);
  checkTopics(scope, props.alarms?.topicArns ?? {});
}

function checkVersioning(scope: IConstruct, at: string, bucket: IBucket): void {
  if (bucket.versioning === 'enabled') return;
  report(scope, storageErrors['replication-versioning'], {
    at,
    found: `${bucket.node.path}, which is not known to keep versions`,
    fix: "leave versioning to the Bucket, or say versioning: 'enabled' of one that exists and keeps them",
  });
}

function checkKey(scope: IConstruct, at: string, { keyArn, region }: IBucket): void {
  if (keyArn === undefined || keyArn.includes('${')) return;
  if (keyArn.split(':')[3] === region && !keyArn.includes(':alias/aws/')) return;
  report(scope, storageErrors['replication-key'], {
    at,
    found: `the key ${keyArn}, of a bucket in ${region}`,
    fix: `encrypt it with a key of yours in ${region}`,
  });
}

function checkPrefixes(scope: IConstruct, prefixes: readonly string[] | undefined): void {
  if (!prefixes) return;
  for (const prefix of prefixes) checkPrefix(scope, 'prefixes', prefix);
  const within = prefixes.filter((one, index) =>
    prefixes.some((other, place) => place !== index && one.startsWith(other)),
  );
  if (prefixes.length > 0 && within.length === 0) return;
  report(scope, storageErrors['replication-prefixes'], {
    at: 'prefixes',
    found: prefixes.length === 0 ? 'none' : `"${within.join('", "')}", within another one`,
    fix: 'name prefixes beside each other, or leave them out for the whole bucket',
  });
}

function checkTopics(scope: IConstruct, topicArns: Readonly<Record<string, string>>): void {
  for (const [region, topicArn] of Object.entries(topicArns)) {
    if (topicArn.includes('${') || topicArn.split(':')[3] === region) continue;
    report(scope, storageErrors['replication-topic'], {
      at: `alarms.topicArns.${region}`,
      found: `"${topicArn}"`,
      fix: `give the ARN of a topic in ${region}`,
    });
  }
}
