import { json, jsonAnswer, withBody } from '../proxy/call';
import { clusterOf, isUnknown, type Json, merged, Updates, withCluster } from './eks';
import type { ClusterKey, GapFactory } from './gap';

interface Answer {
  cluster?: Json;
}

/** What a cluster has when CreateCluster does not say it. */
const defaults = {
  upgradePolicy: { supportType: 'EXTENDED' },
  zonalShiftConfig: { enabled: false },
  computeConfig: { enabled: false },
  storageConfig: { blockStorage: { enabled: false } },
  kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: false } },
  controlPlaneScalingConfig: { tier: 'standard' },
  deletionProtection: false,
};

/** Settings that the emulator does not keep. */
const kept = [...Object.keys(defaults), 'remoteNetworkConfig'];

/** The type of an update, by what it changes. */
const updateTypes: Readonly<Record<string, string>> = {
  logging: 'LoggingUpdate',
  accessConfig: 'AccessConfigUpdate',
  upgradePolicy: 'UpgradePolicyUpdate',
  zonalShiftConfig: 'ZonalShiftConfigUpdate',
  computeConfig: 'AutoModeUpdate',
  remoteNetworkConfig: 'RemoteNetworkConfigUpdate',
  deletionProtection: 'DeletionProtectionUpdate',
  controlPlaneScalingConfig: 'ControlPlaneScalingConfigUpdate',
};

/** A cluster keeps its settings, and takes other ones. */
export const eksClusterSettings: GapFactory = () => {
  const settings = new Map<string, Json>();
  const updates = new Updates();
  const say = (key: string, said: Json) => settings.set(key, merged(settings.get(key) ?? {}, said));
  return {
    name: 'eks-cluster-settings',
    service: 'eks',
    symptom:
      'a cluster loses upgrade policy, zonal shift, compute, storage, load balancing and deletion protection; none of them, nor its version, can be updated',
    documentation:
      'Amazon EKS API Reference, "CreateCluster"; "Cluster"; "UpdateClusterConfig"; "UpdateClusterVersion"; "DescribeUpdate"; "DeleteCluster": InvalidRequestException',
    resources: ['aws_eks_cluster'],
    matches: ({ path }) => /^\/clusters(\/[^/]+(\/update-config|\/updates(\/[^/]+)?)?)?$/.test(path),
    async handle(call, next) {
      const { path, method } = call;
      const key = idOf(clusterOf(call));
      if (method === 'DELETE') {
        if (settings.get(key)?.['deletionProtection'] === true) return refused(clusterOf(call).name);
        const answer = await next(call);
        if (answer.status < 300) settings.delete(key);
        return answer;
      }
      if (/\/updates\/[^/]+$/.test(path)) return updates.describe(call) ?? next(call);
      const answer = await next(call);
      if (method === 'POST' && isUnknown(answer)) {
        const { clientRequestToken: _, force: __, ...said } = json(call);
        say(key, said);
        return updates.answer(path.endsWith('/updates') ? 'VersionUpdate' : typeOf(said));
      }
      if (answer.status >= 300) return answer;
      const { cluster, ...rest } = json<Answer>(answer);
      if (!cluster) return answer;
      const id = idOf({ region: call.region, name: String(cluster['name']) });
      if (method === 'POST') {
        const said = json(call);
        settings.set(id, merged(defaults, only(said, kept)));
      }
      return withBody(answer, { ...rest, cluster: merged(cluster, settings.get(id) ?? {}) });
    },
    async isNeeded(send) {
      const wanted = { upgradePolicy: { supportType: 'STANDARD' }, zonalShiftConfig: { enabled: true } };
      return withCluster(send, 'gap-settings', wanted, async (cluster) => {
        const path = '/clusters/gap-settings/update-config';
        const updated = await send({ service: 'eks', path, body: { upgradePolicy: wanted.upgradePolicy } });
        return !cluster['upgradePolicy'] || !cluster['zonalShiftConfig'] || updated.status >= 300;
      });
    },
  };
};

function idOf({ region, name }: ClusterKey): string {
  return `${region}/${name}`;
}

function only(said: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(said).filter(([name]) => names.includes(name)));
}

function typeOf(said: Json): string {
  const vpc = said['resourcesVpcConfig'];
  if (vpc) return 'subnetIds' in (vpc as Json) ? 'VpcConfigUpdate' : 'EndpointAccessUpdate';
  return (
    Object.keys(said)
      .map((name) => updateTypes[name])
      .find((type) => type !== undefined) ?? 'ConfigUpdate'
  );
}

function refused(name: string) {
  const answer = jsonAnswer(400, {
    message: `The cluster ${name} cannot be deleted while deletion protection is enabled`,
    clusterName: name,
  });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': 'InvalidRequestException' } };
}
