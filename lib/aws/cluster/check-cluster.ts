import { Address4, Address6 } from 'ip-address';
import { type Problem, problem, warning } from '../../core/errors';
import { isZoneOf } from '../../core/regions';
import { sortedEntries } from '../../core/sorted-entries';
import { clusterErrors } from './errors';
import { checkNodeGroup, skewFix } from './node-group/check';
import type { NodeGroupProps } from './node-group/props';
import type { AddonProps, ClusterEndpoint, ClusterNetwork, ClusterProps } from './props';
import { skewFault } from './version-skew';

/** Most ranges of a public endpoint (EKS User Guide, "Service quotas"). */
const mostRanges = 40;

/** Ranges that the internet does not route, which the public endpoint cannot see. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/**
 * Everything wrong with a cluster's props, except support dates. Pure.
 * @param path - path of the construct
 * @param region - of the stack
 * @param version - of the control plane
 * @param props - as given
 */
export function checkCluster(path: string, region: string, version: string, props: ClusterProps): Problem[] {
  return [
    ...checkNetwork(path, region, props.network),
    ...checkEndpoint(path, props.endpoint ?? 'private'),
    ...checkServiceRange(path, props.serviceRange),
    ...checkCompute(path, version, props),
  ];
}

function checkNetwork(path: string, region: string, network: ClusterNetwork): Problem[] {
  const zones = Object.keys(network.privateSubnetIds).sort();
  const foreign = zones.filter((one) => !isZoneOf(one, region));
  const at = 'network.privateSubnetIds';
  const found: Problem[] = [];
  if (foreign.length > 0) {
    const text = `${foreign.join(', ')} in a cluster of ${region}`;
    found.push(problem(clusterErrors.zones, path, { at, found: text, fix: `give zones of ${region}` }));
  }
  if (zones.length < 2) {
    const text = zones.length === 0 ? 'no zone' : `only ${zones.join()}`;
    found.push(
      problem(clusterErrors.zones, path, { at, found: text, fix: 'give subnets of two zones or more' }),
    );
  }
  return found;
}

function checkEndpoint(path: string, endpoint: ClusterEndpoint): Problem[] {
  if (endpoint === 'private' || 'public' in endpoint) return [];
  const at = 'endpoint.publicRanges';
  const found: Problem[] = [];
  const count = endpoint.publicRanges.length;
  if (count === 0 || count > mostRanges) {
    const fix = `give 1 to ${mostRanges} ranges, or endpoint: 'private'`;
    found.push(problem(clusterErrors['endpoint-ranges'], path, { at, found: `${count} ranges`, fix }));
  }
  for (const range of endpoint.publicRanges) {
    const fault = rangeFault(range);
    if (fault === 'wide') {
      const fix = "narrow it, or say endpoint: { public: 'wholeInternet' }";
      found.push(problem(clusterErrors['whole-internet'], path, { at, found: `"${range}"`, fix }));
    } else if (fault) {
      const fix = 'give the network address of a public range, for example 203.0.113.0/24';
      found.push(problem(clusterErrors['endpoint-range'], path, { at, found: `"${range}", ${fault}`, fix }));
    }
  }
  return found;
}

/** Why a range is not fit for the public endpoint; `wide` for one that is (almost) the whole internet. */
function rangeFault(range: string): string | undefined {
  if (/^[0-9a-f:.]+\/[0-7]$/i.test(range)) return 'wide';
  if (!range.includes('/')) return 'which is no range';
  if (Address4.isValid(range)) {
    const address = new Address4(range);
    if (address.startAddress().correctForm() !== address.correctForm()) return 'which is no network address';
    const hidden = privateRanges.some((one) => address.isInSubnet(new Address4(one)));
    return hidden ? 'which the internet does not route' : undefined;
  }
  if (!Address6.isValid(range)) return 'which is no range';
  const address = new Address6(range);
  return address.startAddress().correctForm() === address.correctForm()
    ? undefined
    : 'which is no network address';
}

function checkServiceRange(path: string, range: string | undefined): Problem[] {
  if (range === undefined) return [];
  if (Address4.isValid(range) && range.includes('/')) {
    const address = new Address4(range);
    const network = address.startAddress().correctForm() === address.correctForm();
    const hidden = privateRanges.slice(0, 3).some((one) => address.isInSubnet(new Address4(one)));
    if (network && hidden && address.subnetMask >= 12 && address.subnetMask <= 24) return [];
  }
  return [
    problem(clusterErrors['service-range'], path, {
      at: 'serviceRange',
      found: `"${range}"`,
      fix: 'give a network of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 with a prefix of 12 to 24',
    }),
  ];
}

function checkCompute(path: string, version: string, props: ClusterProps): Problem[] {
  if (props.compute === 'auto') {
    const extra = (['nodeGroups', 'addons', 'karpenter'] as const).filter((one) => props[one] !== undefined);
    const fix = "leave it out: Auto Mode has its own, or say compute: 'nodeGroups'";
    return extra.map((at) =>
      problem(clusterErrors.compute, path, { at, found: `${at} with Auto Mode`, fix }),
    );
  }
  const groups = sortedEntries(props.nodeGroups ?? {});
  const zones = Object.keys(props.network.privateSubnetIds).sort();
  const found = groups.flatMap(([name, group]) => checkNodeGroup({ path, version, zones }, name, group));
  const at = 'nodeGroups';
  if (groups.length === 0) {
    const fix = "give at least one, or say compute: 'auto'";
    found.push(problem(clusterErrors['no-node-group'], path, { at, found: 'no node group', fix }));
  } else if (!groups.some(([, one]) => takesAnyPod(one))) {
    const fix = 'start one group without taints with a node, or let coredns tolerate the taints';
    const text = `taints or no nodes in ${groups.map(([name]) => name).join(', ')}`;
    found.push(warning(clusterErrors['all-tainted'], path, { at, found: text, fix }));
  }
  return [...found, ...checkAddons(path, version, props)];
}

/** Whether a pod without tolerations finds a node of the group from the start. */
function takesAnyPod({ taints = [], min, desired = min }: NodeGroupProps): boolean {
  return desired > 0 && taints.every((one) => one.effect === 'PreferNoSchedule');
}

function checkAddons(path: string, version: string, { addons = {} }: ClusterProps): Problem[] {
  const found: Problem[] = [];
  for (const [name, addon] of Object.entries(addons) as [string, AddonProps | undefined][]) {
    const at = `addons.${name}.version`;
    if (addon?.version !== undefined && !/^v\d+\.\d+\.\d+(-eksbuild\.\d+)?$/.test(addon.version)) {
      const fix = 'write it as EKS does, for example v1.13.1-eksbuild.1';
      found.push(problem(clusterErrors['addon-version'], path, { at, found: `"${addon.version}"`, fix }));
    }
  }
  const proxy = addons.kubeProxy?.version;
  const skew = proxy && skewFault(version, proxy);
  if (skew) {
    const at = 'addons.kubeProxy.version';
    found.push(
      problem(clusterErrors['version-skew'], path, {
        at,
        found: `kube-proxy ${proxy} and ${skew}`,
        fix: skewFix,
      }),
    );
  }
  return found;
}
