import type { Probe, ProbeAnswer } from '../../../../lib/drill';
import type { KubernetesClient } from '../../../cluster/kubernetes-client';
import type { Send } from '../../../gaps/gap';
import { all, child, readXml, textAt } from '../../../gaps/xml';

/** Where the entry of a region leads. */
export interface EntryCluster {
  /** The region. */
  readonly region: string;
  /** The API server of its cluster. */
  readonly client: KubernetesClient;
  /** The namespace of its workloads. */
  readonly namespace: string;
  /** The Deployment that its load balancer sends requests to. */
  readonly gateway: string;
}

/**
 * The entries of regions, asked as customers would: whoever comes to a load balancer is answered when it listens by HTTPS, sends requests
 * to a target group, and pods of the region's gateway are ready. The emulator's load balancers answer nobody themselves.
 */
export class Entries implements Probe {
  private readonly found = new Map<string, EntryCluster>();

  constructor(
    private readonly send: Send,
    private readonly clusters: readonly EntryCluster[],
  ) {}

  async health(name: string, at: string | undefined): Promise<ProbeAnswer> {
    if (at === undefined) return { good: false, found: `${name} leads nowhere` };
    return this.answerOf(at).catch((error: Error) => ({ good: false, found: error.message }));
  }

  /** What a load balancer answers, by its DNS name. */
  private async answerOf(dnsName: string): Promise<ProbeAnswer> {
    const cluster = this.found.get(dnsName) ?? (await this.behind(dnsName));
    if (!cluster) return { good: false, found: `no load balancer that listens is ${dnsName}` };
    this.found.set(dnsName, cluster);
    const { client, namespace, gateway } = cluster;
    const { body } = await client.get(`/apis/apps/v1/namespaces/${namespace}/deployments/${gateway}`);
    const { readyReplicas = 0 } = (body['status'] ?? {}) as { readyReplicas?: number };
    return readyReplicas > 0 ? { good: true, found: '200' } : { good: false, found: '503' };
  }

  /** The cluster behind a load balancer, when that has a listener by HTTPS and a target group. */
  private async behind(dnsName: string): Promise<EntryCluster | undefined> {
    for (const cluster of this.clusters) {
      const ask = async (Action: string, more: Record<string, string> = {}) =>
        readXml(
          await this.send({
            service: 'elasticloadbalancing',
            region: cluster.region,
            form: { Action, Version: '2015-12-01', ...more },
          }),
        );
      const balancer = all(
        await ask('DescribeLoadBalancers'),
        (one) => textAt(one, 'DNSName')?.toLowerCase() === dnsName.toLowerCase(),
      )[0];
      const LoadBalancerArn = textAt(balancer, 'LoadBalancerArn');
      if (!LoadBalancerArn) continue;
      const listeners = all(await ask('DescribeListeners', { LoadBalancerArn }), (one) => {
        return textAt(one, 'Protocol') === 'HTTPS' && child(one, 'ListenerArn') !== undefined;
      });
      const groups = all(
        await ask('DescribeTargetGroups', { LoadBalancerArn }),
        (one) => child(one, 'TargetGroupArn') !== undefined && child(one, 'TargetGroupName') !== undefined,
      );
      if (listeners.length > 0 && groups.length > 0) return cluster;
    }
    return undefined;
  }
}
