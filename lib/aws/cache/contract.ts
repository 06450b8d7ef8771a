import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { Cache } from './cache';
import type { ICache } from './reference';

/** What the layer with the cache promises to the layers above it. */
export const cacheContract = new Contract('cache', {
  arn: 'text',
  endpoint: 'text',
  port: 'text',
  reader_endpoint: 'text',
  replication_group_id: 'text',
  security_group_id: 'text',
  user_ids: 'map',
});

/** Publishes a cache as outputs of its stack. Nothing in them is secret. */
export function publishCache(stack: AwsStack, cache: ICache): void {
  cacheContract.publish(stack, {
    arn: cache.cacheArn,
    endpoint: cache.endpoint,
    port: String(cache.port),
    reader_endpoint: cache.readerEndpoint,
    replication_group_id: cache.replicationGroupId,
    security_group_id: cache.connections.securityGroupId,
    user_ids: cache.userIds,
  });
}

/**
 * The cache that another stack publishes.
 * @param scope - in the reading stack
 * @param id - of the imported cache; rules that open it are made below it
 * @param publisher - the stack that called {@link publishCache}
 */
export function importCache(scope: Construct, id: string, publisher: AwsStack): ICache {
  const values = cacheContract.read(AwsStack.of(scope), publisher);
  return Cache.fromAttributes(scope, id, {
    name: id,
    replicationGroupId: values.replication_group_id,
    cacheArn: values.arn,
    endpoint: values.endpoint,
    readerEndpoint: values.reader_endpoint,
    securityGroupId: values.security_group_id,
    userIds: values.user_ids,
  });
}
