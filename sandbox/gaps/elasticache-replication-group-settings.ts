import { withBody } from '../proxy/call';
import { completed } from './completed';
import type { GapFactory } from './gap';
import { all, readXml, setChild, textAt, writeXml, type XmlElement, xml } from './xml';

/** A replication group forgets its key and the kinds of its addresses; its nodes forget that they upgrade themselves. */
export const elasticacheReplicationGroupSettings: GapFactory = () => {
  const groups = completed({
    describes: (element) => element.name === 'ReplicationGroup' && textAt(element, 'ARN') !== undefined,
    operations: /^(Create|Modify)ReplicationGroup$/,
    says: settings,
  });
  return {
    name: 'elasticache-replication-group-settings',
    service: 'elasticache',
    symptom:
      'a replication group answers without key, network type, discovery and data tiering, its clusters without the choice of minor upgrades',
    documentation:
      'Amazon ElastiCache API Reference, "ReplicationGroup": KmsKeyId, NetworkType, IpDiscovery, DataTiering; "CacheCluster": AutoMinorVersionUpgrade',
    resources: ['aws_elasticache_replication_group'],
    matches: ({ operation }) => /ReplicationGroups?$|^DescribeCacheClusters$/.test(operation),
    async handle(call, next) {
      const answer = await groups.handle(call, next);
      if (call.operation !== 'DescribeCacheClusters' || answer.status >= 300) return answer;
      const root = readXml(answer);
      for (const cluster of all(root, 'CacheCluster')) {
        for (const one of groups.known(groupOf(cluster))) setChild(cluster, one);
      }
      return withBody(answer, writeXml(root));
    },
    async isNeeded(send) {
      const elasticache = (Action: string, more: Record<string, string> = {}) =>
        send({
          service: 'elasticache',
          form: { Action, Version: '2015-02-02', ReplicationGroupId: 'gap-settings', ...more },
        });
      const created = await elasticache('CreateReplicationGroup', {
        ReplicationGroupDescription: 'gap',
        Engine: 'valkey',
        CacheNodeType: 'cache.t3.small',
        AutoMinorVersionUpgrade: 'true',
        NetworkType: 'ipv4',
        IpDiscovery: 'ipv4',
      });
      const nodes = await send({
        service: 'elasticache',
        form: { Action: 'DescribeCacheClusters', Version: '2015-02-02' },
      });
      await elasticache('DeleteReplicationGroup');
      const [group] = all(readXml(created), 'ReplicationGroup');
      const [node] = all(readXml(nodes), 'CacheCluster');
      return !(textAt(group, 'NetworkType') && textAt(node, 'AutoMinorVersionUpgrade'));
    },
  };
};

function settings(parameters: URLSearchParams): XmlElement[] {
  const asSent = ['KmsKeyId', 'NetworkType', 'IpDiscovery', 'AutoMinorVersionUpgrade'].flatMap((name) => {
    const value = parameters.get(name);
    return value === null ? [] : [xml(name, value)];
  });
  const tiering = parameters.get('DataTieringEnabled');
  const tiered = tiering === 'true' ? 'enabled' : 'disabled';
  return tiering === null ? asSent : [...asSent, xml('DataTiering', tiered)];
}

/** The ARN of the group that a node belongs to, which its own ARN tells but for the last part. */
function groupOf(cluster: XmlElement): string {
  const arn = textAt(cluster, 'ARN') ?? '';
  const id = textAt(cluster, 'ReplicationGroupId') ?? '';
  return arn.replace(/:cluster:.*$/, `:replicationgroup:${id}`);
}
