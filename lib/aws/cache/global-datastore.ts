import {
  ElasticacheGlobalReplicationGroup,
  type ElasticacheGlobalReplicationGroupConfig,
} from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { resourcesOf } from '../stack/depends-on';
import { type Override, overridden } from '../stack/override';
import type { Cache } from './cache';
import { cacheErrors } from './errors';
import { globalNodeTypeFaults } from './plan';

/** What a {@link GlobalDatastore} is made from. */
export interface GlobalDatastoreProps {
  /** Last part of its id, `<five letters of AWS>-<project>-<environment>-<name>`. */
  readonly name: string;
  /** Its first member, in this stack: engine, version, node type, shards and parameters of all members are its own. */
  readonly primary: Cache;
  /**
   * Whether Terraform refuses to destroy it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly datastore?: Override<ElasticacheGlobalReplicationGroupConfig> };
}

/** What the layer with the first member promises to those with the others. */
export const globalDatastoreContract = new Contract('global_datastore', { id: 'text' });

/**
 * Caches of several regions with the same keys: one takes writes, the others follow within a second or so. Others join by
 * `Cache.globalDatastore`. Failing over is a call of the API (`aws elasticache failover-global-replication-group`) that Terraform has
 * no argument for; endpoints stay, and which member is the first may change without Terraform minding. Changes of engine,
 * version and node type go through here (by `overrides`), not through a member. Reports `cache/global-node-type` and `stack/name`.
 */
export class GlobalDatastore extends Construct {
  /** Id of the global replication group; AWS puts five letters in front, so it is known only after a deploy. */
  readonly globalReplicationGroupId: string;

  constructor(scope: Construct, id: string, props: GlobalDatastoreProps) {
    super(scope, id);
    const { primary } = props;
    for (const { error, ...finding } of globalNodeTypeFaults(primary.nodeType)) {
      report(this, cacheErrors[error], { ...finding, at: 'primary' });
    }
    const config: ElasticacheGlobalReplicationGroupConfig = {
      globalReplicationGroupIdSuffix: physicalName(this, 'aws_elasticache_replication_group', props.name),
      globalReplicationGroupDescription: `Global datastore ${props.name}`,
      primaryReplicationGroupId: primary.replicationGroupId,
      // The members exist before: a text instead of a reference does not say so.
      dependsOn: resourcesOf(primary),
      lifecycle: {
        preventDestroy: props.deletionProtection ?? true,
        // A failover makes another member the first; taken for a change, it would replace the datastore.
        ignoreChanges: ['primary_replication_group_id'],
      },
    };
    const datastore = new ElasticacheGlobalReplicationGroup(
      this,
      'Resource',
      overridden(this, 'datastore', config, props.overrides?.datastore),
    );
    this.globalReplicationGroupId = datastore.globalReplicationGroupId;
  }
}

/** Publishes a global datastore as an output of its stack. */
export function publishGlobalDatastore(datastore: GlobalDatastore): void {
  globalDatastoreContract.publish(AwsStack.of(datastore), { id: datastore.globalReplicationGroupId });
}

/**
 * What `Cache.globalDatastore` takes, from the stack that published it.
 * @param reader - the stack of the cache that joins
 * @param publisher - the stack that called {@link publishGlobalDatastore}
 */
export function importGlobalDatastore(
  reader: AwsStack,
  publisher: AwsStack,
): { readonly globalReplicationGroupId: string } {
  return { globalReplicationGroupId: globalDatastoreContract.read(reader, publisher).id };
}
