import { ElasticacheUser, type ElasticacheUserConfig } from '@cdktf/provider-aws/lib/elasticache-user';
import {
  ElasticacheUserGroup,
  type ElasticacheUserGroupConfig,
} from '@cdktf/provider-aws/lib/elasticache-user-group';
import { Construct } from 'constructs';
import { checkedName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import type { CachePlan } from './plan';
import type { CacheEngine, CacheOverrides } from './props';

/** What {@link CacheAccess} is made from. */
export interface CacheAccessProps {
  /** Id of the replication group; ids of users and of the group begin with it. */
  readonly replicationGroupId: string;
  /** The engine: it decides whether a default user is needed. */
  readonly engine: CacheEngine;
  /** Users, as planned. */
  readonly users: CachePlan['users'];
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: CacheOverrides;
}

/**
 * The users of a cache and their group. Every user signs in with IAM. A Redis OSS group has to contain a user named `default`
 * (CreateUserGroup: DefaultUserRequired), which here is off and may do nothing; a Valkey group takes no user without
 * authentication and turns the default user off by itself.
 */
export class CacheAccess extends Construct {
  /** Id of the user group, as a reference. */
  readonly userGroupId: string;
  /** Ids of the users by name, known at synth. */
  readonly userIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: CacheAccessProps) {
    super(scope, id);
    const { replicationGroupId, engine, users, overrides } = props;
    const userIds: Record<string, string> = {};
    const members: string[] = [];
    for (const { name, access } of users) {
      const userId = checkedName(this, 'aws_elasticache_user', `${replicationGroupId}-${name}`);
      const config: ElasticacheUserConfig = {
        userId,
        // For IAM the API wants the same text twice (CreateUser: InvalidParameterCombination).
        userName: userId,
        engine,
        accessString: access,
        authenticationMode: { type: 'iam' },
      };
      const user = new ElasticacheUser(
        this,
        `user-${name}`,
        overridden(this, 'user', config, overrides?.user),
      );
      userIds[name] = userId;
      members.push(user.userId);
    }
    if (engine === 'redis') members.unshift(this.defaultUser(replicationGroupId));
    const config: ElasticacheUserGroupConfig = {
      userGroupId: checkedName(this, 'aws_elasticache_user_group', replicationGroupId),
      engine,
      userIds: members,
    };
    const group = new ElasticacheUserGroup(
      this,
      'Resource',
      overridden(this, 'userGroup', config, overrides?.userGroup),
    );
    this.userGroupId = group.userGroupId;
    this.userIds = userIds;
  }

  private defaultUser(replicationGroupId: string): string {
    return new ElasticacheUser(this, 'default', {
      userId: checkedName(this, 'aws_elasticache_user', `${replicationGroupId}-default`),
      userName: 'default',
      engine: 'redis',
      accessString: 'off ~* -@all',
      authenticationMode: { type: 'no-password-required' },
    }).userId;
  }
}
