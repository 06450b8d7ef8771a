import { cachePort, type ICache } from '../aws/cache/reference';
import { Binding } from './binding';
import { type BoundWorkload, podIdentityAgent } from './spec';

/** What a binding to a cache is made from, beside its workload. */
export interface CacheBindingOptions {
  /** Name of the binding and of its ConfigMap, a DNS label that is unique in the namespace. */
  readonly name: string;
  /** The user of the cache, as in the cache's props. It signs in with IAM. */
  readonly user: string;
  /** Ranges of the subnets that the cache stands in, known at synth. */
  readonly ranges: readonly string[];
  /**
   * The cache's name, as the platform stack knows it.
   * @default 'main'
   */
  readonly cache?: string;
  /**
   * What the variables begin with.
   * @default 'REDIS'
   */
  readonly prefix?: string;
}

/** What {@link cacheBinding} takes. */
export interface CacheBindingProps extends CacheBindingOptions {
  /** Whose binding it is. */
  readonly workload: BoundWorkload;
}

/** What follows the prefix in the variables of every cache, managed or in the cluster. */
export const cacheKeys = ['AUTH', 'HOST', 'PORT', 'TLS', 'USER'] as const;

/**
 * A workload's binding to a cache of the Redis protocol. Variables: `REDIS_HOST`, `REDIS_PORT`, `REDIS_USER`, `REDIS_TLS` (`true`), `REDIS_AUTH`
 * (`iam` here) and, for the token that IAM asks for, `REDIS_GROUP`, the replication group that it is made out to. The role gets
 * `elasticache:Connect` for this cache and user.
 */
export function cacheBinding(props: CacheBindingProps): Binding<ICache> {
  const source = props.cache ?? 'main';
  return new Binding<ICache>({
    kind: 'cache',
    source,
    name: props.name,
    workload: props.workload,
    prefix: props.prefix ?? 'REDIS',
    keys: [...cacheKeys, 'GROUP'],
    secrets: {},
    egress: [{ ranges: props.ranges, port: cachePort, reason: `cache ${source}` }, podIdentityAgent],
    port: cachePort,
    texts: { user: props.user },
    publish: (cache) => ({
      values: {
        AUTH: 'iam',
        GROUP: cache.replicationGroupId,
        HOST: cache.endpoint,
        PORT: String(cache.port),
        TLS: 'true',
        USER: Object.hasOwn(cache.userIds, props.user) ? (cache.userIds[props.user] ?? '') : '',
      },
      statements: [cache.connectStatement(props.user)],
      port: cache.port,
      opens: cache.connections,
    }),
  });
}
