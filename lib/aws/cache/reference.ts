import { Construct } from 'constructs';
import { report } from '../../core/report';
import { Connections, type IConnectable } from '../connections/connections';
import { Port } from '../connections/port';
import { AwsStack } from '../stack/aws-stack';
import type { PolicyStatement } from '../stack/policy';
import { cacheErrors } from './errors';

/** The port of every cache. */
export const cachePort = 6379;

/** A cache, made here or elsewhere. */
export interface ICache extends IConnectable {
  /** Id of the replication group; IAM tokens are made out to it. */
  readonly replicationGroupId: string;
  /** ARN of the replication group. */
  readonly cacheArn: string;
  /** Host name to connect to: the primary's, or in cluster mode the configuration endpoint. TLS only. */
  readonly endpoint: string;
  /** Host name for reads from replicas; in cluster mode the same as {@link endpoint}, where clients find the replicas. */
  readonly readerEndpoint: string;
  /** TCP port. */
  readonly port: number;
  /** Ids of the users by name; a user's id is also the user name that it signs in with. */
  readonly userIds: Readonly<Record<string, string>>;
  /**
   * What a role needs to sign in as a user of the cache. Reports `cache/unknown-user`.
   * @param user - the user's name, as in the cache's props
   */
  connectStatement(user: string): PolicyStatement;
}

/** What is known of a cache that exists already. */
export interface CacheAttributes {
  /** A short name, for ids and descriptions of rules, for example `cache-main`. */
  readonly name: string;
  /** Id of the replication group. */
  readonly replicationGroupId: string;
  /** ARN of the replication group. */
  readonly cacheArn: string;
  /** Host name of the primary, or the configuration endpoint. */
  readonly endpoint: string;
  /**
   * Host name for reads.
   * @default - the endpoint
   */
  readonly readerEndpoint?: string;
  /** Id of its security group. */
  readonly securityGroupId: string;
  /** Ids of the users by name. */
  readonly userIds: Readonly<Record<string, string>>;
}

/** A cache of another stack or program. */
export class ImportedCache extends Construct implements ICache {
  readonly replicationGroupId: string;
  readonly cacheArn: string;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly port = cachePort;
  readonly userIds: Readonly<Record<string, string>>;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, attributes: CacheAttributes) {
    super(scope, id);
    this.replicationGroupId = attributes.replicationGroupId;
    this.cacheArn = attributes.cacheArn;
    this.endpoint = attributes.endpoint;
    this.readerEndpoint = attributes.readerEndpoint ?? attributes.endpoint;
    this.userIds = attributes.userIds;
    this.connections = new Connections({
      scope: this,
      name: attributes.name,
      securityGroupId: attributes.securityGroupId,
      defaultPort: Port.tcp(cachePort),
    });
  }

  connectStatement(user: string): PolicyStatement {
    return connectStatement(this, this, user);
  }
}

/**
 * The statement behind {@link ICache.connectStatement}: the action needs the replication group and the user (ElastiCache User
 * Guide, "Authenticating with IAM").
 */
export function connectStatement(scope: Construct, cache: ICache, user: string): PolicyStatement {
  const userId = Object.hasOwn(cache.userIds, user) ? cache.userIds[user] : undefined;
  if (userId === undefined) {
    report(scope, cacheErrors['unknown-user'], {
      found: `user "${user}"`,
      fix: `name one of ${Object.keys(cache.userIds).sort().join(', ')}, or add it to the cache's users`,
    });
  }
  return {
    sid: `Connect${camel(cache.connections.name)}${camel(user)}`,
    actions: ['elasticache:Connect'],
    resources: [cache.cacheArn, AwsStack.of(scope).arn('elasticache', `user:${userId ?? user}`)],
  };
}

/** `cache-main` as `CacheMain`: a sid has letters and digits only, and is unique in its policy. */
function camel(text: string): string {
  return text.replace(
    /[^A-Za-z0-9]*([A-Za-z0-9]+)/g,
    (_, word: string) => word[0]?.toUpperCase() + word.slice(1),
  );
}
