import type { IConstruct } from 'constructs';
import { dnsLabel } from '../../../core/dns-names';
import { report } from '../../../core/report';
import { Quantity, type Volume, type VolumeMount } from '../../manifest/kinds';
import { type WorkloadFault, workloadErrors } from '../errors';

/** What a pod finds at a path: an empty folder to write to, or the keys of a ConfigMap or a Secret as files. */
export type VolumeSource =
  | { readonly path: string; readonly sizeLimit: string }
  | { readonly path: string; readonly configMap: string }
  | { readonly path: string; readonly secret: string };

/** What stands at a path; a claim's volume comes from the StatefulSet. */
type Entry = VolumeSource | { readonly path: string; readonly claim: true };

/** Read by owner and group: the files are root's, and the group is the pod's fsGroup. */
const readOnlyMode = 0o440;

/** The volumes of a pod, each with its one path. */
export class Volumes {
  private readonly entries = new Map<string, { readonly entry: Entry; readonly from: IConstruct }>();

  /** @param owner - the workload: where mistakes are reported */
  constructor(private readonly owner: IConstruct) {}

  /** Takes a volume. Reports `workload/volume-name` and `workload/volume-path`. */
  add(name: string, entry: Entry, from: IConstruct): void {
    for (const { error, ...finding } of [
      ...this.nameFaults(name, from),
      ...this.pathFaults(name, entry, from),
    ]) {
      report(this.owner, workloadErrors[error], finding);
    }
    if (!this.entries.has(name)) this.entries.set(name, { entry, from });
  }

  /** The volumes by name, without those that are claimed. */
  toVolumes(): Volume[] {
    return this.sorted().flatMap(([name, entry]): Volume[] => {
      if ('claim' in entry) return [];
      if ('sizeLimit' in entry)
        return [{ name, emptyDir: { sizeLimit: Quantity.fromString(entry.sizeLimit) } }];
      if ('secret' in entry)
        return [{ name, secret: { secretName: entry.secret, defaultMode: readOnlyMode } }];
      return [{ name, configMap: { name: entry.configMap, defaultMode: readOnlyMode } }];
    });
  }

  /** Where they are, by name. */
  toMounts(): VolumeMount[] {
    return this.sorted().map(([name, entry]) => ({
      name,
      mountPath: entry.path,
      ...(('configMap' in entry || 'secret' in entry) && { readOnly: true }),
    }));
  }

  private sorted(): [string, Entry][] {
    return [...this.entries]
      .map(([name, { entry }]): [string, Entry] => [name, entry])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private nameFaults(name: string, from: IConstruct): WorkloadFault[] {
    const other = this.entries.get(name);
    const at = `volumes.${name}`;
    if (other) {
      const found = `"${name}", from ${other.from.node.path} and from ${from.node.path}`;
      return [{ error: 'volume-name', at, found, fix: 'give one of the two another name' }];
    }
    if (name.length <= 63 && dnsLabel.test(name)) return [];
    const fix = 'give lower-case letters, digits and hyphens, at most 63';
    return [{ error: 'volume-name', at, found: `"${name}" (${name.length} characters)`, fix }];
  }

  private pathFaults(name: string, { path }: Entry, from: IConstruct): WorkloadFault[] {
    const at = `volumes.${name}.path`;
    if (!/^(?:\/[^/:\s]+)+$/.test(path) || path.split('/').includes('..')) {
      const fix = 'give an absolute path below /, without .. and without a slash at its end';
      return [{ error: 'volume-path', at, found: `"${path}"`, fix }];
    }
    const other = [...this.entries].find(([key, { entry }]) => key !== name && entry.path === path);
    if (!other) return [];
    const found = `${path}, where volume ${other[0]} of ${other[1].from.node.path} is; asked for by ${from.node.path}`;
    return [{ error: 'volume-path', at, found, fix: 'mount one of the two elsewhere' }];
  }
}
