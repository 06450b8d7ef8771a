import { type ErrorDefinition, type Problem, problem, warning } from '../../../core/errors';
import { parseInstanceType } from '../../../core/instance-types';
import { nameFault } from '../../../core/names';
import { clusterErrors } from '../errors';
import { nodeLabelFault } from '../kubernetes-names';
import { skewFault } from '../version-skew';
import type { NodeGroupProps, NodeTaint } from './props';

/** What the check of a node group knows of its cluster. */
export interface NodeGroupContext {
  /** Path of the cluster's construct. */
  readonly path: string;
  /** Version of the control plane. */
  readonly version: string;
  /** Zones with a private subnet. */
  readonly zones: readonly string[];
}

/** Characters that the physical name adds to a group's own: a hyphen and eight digits. */
export const nodeGroupSuffix = 9;

/** Everything wrong with one node group. Pure. */
export function checkNodeGroup(context: NodeGroupContext, name: string, group: NodeGroupProps): Problem[] {
  const found: Problem[] = [];
  const add = (definition: ErrorDefinition, at: string, what: string, fix: string) => {
    found.push(problem(definition, context.path, { at: `nodeGroups.${name}${at}`, found: what, fix }));
  };
  const fault = nameFault('aws_eks_node_group', `${name}${'0'.repeat(nodeGroupSuffix)}`);
  if (name === '' || fault) {
    const most = 63 - nodeGroupSuffix;
    add(clusterErrors['node-group-name'], '', `"${name}"`, `use letters, digits, - and _, at most ${most}`);
  }
  checkSizes(group, add);
  checkInstanceTypes(group, add);
  checkDisk(group, add);
  checkZones(group, context.zones, add);
  checkLabels(group, add);
  checkTaints(group.taints ?? [], add);
  checkUpdate(group, add);
  const skew = group.version && skewFault(context.version, group.version);
  if (skew) add(clusterErrors['version-skew'], '.version', `nodes of ${group.version} and ${skew}`, skewFix);
  const types = new Set(group.instanceTypes).size;
  if (group.capacity === 'spot' && types > 0 && types < 3) {
    found.push(
      warning(clusterErrors['spot-types'], context.path, {
        at: `nodeGroups.${name}.instanceTypes`,
        found: `${group.instanceTypes.join(', ')} on spot`,
        fix: 'give three types or more of the same processors and memory',
      }),
    );
  }
  return found;
}

/** What to do about two versions that may not run together. */
export const skewFix = 'upgrade the control plane first, by one minor, then what follows it';

type Add = (definition: ErrorDefinition, at: string, found: string, fix: string) => void;

function checkSizes({ min, max, desired = min }: NodeGroupProps, add: Add): void {
  const whole = [min, desired, max].every((one) => Number.isInteger(one) && one >= 0);
  if (whole && max >= 1 && min <= desired && desired <= max) return;
  add(
    clusterErrors.capacity,
    '',
    `min ${min}, desired ${desired}, max ${max}`,
    'give whole numbers with 0 <= min <= desired <= max and max at least 1',
  );
}

function checkInstanceTypes({ instanceTypes }: NodeGroupProps, add: Add): void {
  const at = '.instanceTypes';
  const unique = [...new Set(instanceTypes)];
  // 20 is the limit of the EKS API (CreateNodegroup, instanceTypes).
  if (unique.length === 0 || unique.length !== instanceTypes.length || unique.length > 20) {
    const found = instanceTypes.length === 0 ? 'no instance type' : instanceTypes.join(', ');
    add(clusterErrors['instance-types'], at, found, 'name 1 to 20 instance types, each once');
  }
  for (const text of unique) {
    const type = parseInstanceType(text);
    if (!type) {
      add(clusterErrors['instance-type'], at, `"${text}"`, 'write it as EC2 does, for example t3.medium');
    } else if (type.size === 'nano' || type.size === 'micro') {
      // EKS allows 4 pods there, and vpc-cni, kube-proxy, the pod identity agent and the EBS node pod are 4.
      add(clusterErrors['instance-too-small'], at, `"${text}", with room for 4 pods`, 'take small or larger');
    }
  }
  const architectures = new Set(unique.map((one) => parseInstanceType(one)?.architecture).filter(Boolean));
  if (architectures.size > 1) {
    const mixed = unique.map((one) => `${one} (${parseInstanceType(one)?.architecture ?? 'unknown'})`);
    add(clusterErrors.architecture, at, mixed.join(', '), 'make one node group for each architecture');
  }
}

function checkDisk({ diskGiB = 50 }: NodeGroupProps, add: Add): void {
  if (Number.isInteger(diskGiB) && diskGiB >= 20 && diskGiB <= 16384) return;
  add(clusterErrors.disk, '.diskGiB', `${diskGiB} GiB`, 'give a whole number from 20 to 16384');
}

function checkZones({ zones }: NodeGroupProps, known: readonly string[], add: Add): void {
  if (!zones) return;
  const unknown = zones.filter((one) => !known.includes(one));
  if (zones.length > 0 && unknown.length === 0) return;
  const found = zones.length === 0 ? 'no zone' : `no private subnet in ${unknown.join(', ')}`;
  add(
    clusterErrors['node-zones'],
    '.zones',
    found,
    `choose among ${known.join(', ')}, or leave it out for all`,
  );
}

function checkLabels({ labels = {} }: NodeGroupProps, add: Add): void {
  for (const [key, value] of Object.entries(labels)) {
    const fault = nodeLabelFault(key, value);
    if (fault)
      add(
        clusterErrors.label,
        `.labels.${key}`,
        fault,
        'use a key of your own, for example team or shop.example/team',
      );
  }
}

/** The effects of Kubernetes as the EKS API spells them (API reference, Taint). */
export const taintEffects: ReadonlyMap<string, string> = new Map([
  ['NoSchedule', 'NO_SCHEDULE'],
  ['PreferNoSchedule', 'PREFER_NO_SCHEDULE'],
  ['NoExecute', 'NO_EXECUTE'],
]);

function checkTaints(taints: readonly NodeTaint[], add: Add): void {
  const fix = 'give each key and effect once, at most 50, each key and value of up to 63 characters';
  if (taints.length > 50) add(clusterErrors.taint, '.taints', `${taints.length} taints`, fix);
  const seen = new Set<string>();
  for (const { key, value = '', effect } of taints) {
    const text = `${key}=${value}:${effect}`;
    const known = taintEffects.has(effect);
    const formed = key.length > 0 && key.length <= 63 && !nodeTaintFault(key, value);
    if (!known || !formed || seen.has(`${key}:${effect}`)) add(clusterErrors.taint, '.taints', text, fix);
    seen.add(`${key}:${effect}`);
  }
}

/** Taints have the form of labels; their keys may have any prefix. */
function nodeTaintFault(key: string, value: string): string | undefined {
  const [name = '', ...rest] = key.split('/').reverse();
  if (rest.length > 1) return `"${key}" has more than one slash`;
  return nodeLabelFault(name, value);
}

function checkUpdate({ update }: NodeGroupProps, add: Add): void {
  if (!update) return;
  const amount = 'maxUnavailable' in update ? update.maxUnavailable : update.maxUnavailablePercentage;
  if (Number.isInteger(amount) && amount >= 1 && amount <= 100) return;
  add(clusterErrors.update, '.update', JSON.stringify(update), 'give a whole number from 1 to 100');
}
