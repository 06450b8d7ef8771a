import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, type ControlPlanePrograms, startControlPlane } from '../cluster/control-plane';
import type { ClusterKey, Clusters } from '../gaps/gap';
import { stopAll } from '../process';
import { type ClusterAccess, clusterId } from './access';
import { playAccessPolicies } from './access-policies';
import type { Authenticator } from './authenticator';

/** Real control planes in the place of the emulated EKS clusters: one each, started when it is first asked for. */
export class ControlPlanes implements Clusters {
  private readonly running = new Map<string, Promise<ControlPlane>>();
  private readonly processes: Record<string, number> = {};
  private readonly access: Record<string, ClusterAccess> = {};
  /** The file that says how clusters are reached, for the `aws` of the sandbox and for other processes. */
  readonly accessFile: string;

  /**
   * @param programs - of a control plane
   * @param folder - data and logs
   * @param authenticator - says who stands behind a token
   * @param started - told of each control plane
   */
  constructor(
    private readonly programs: ControlPlanePrograms,
    private readonly folder: string,
    private readonly authenticator: Pick<Authenticator, 'url'>,
    private readonly started: (key: ClusterKey, plane: ControlPlane) => Promise<void>,
  ) {
    mkdirSync(folder, { recursive: true });
    this.accessFile = join(folder, 'access.json');
    this.writeAccess();
  }

  /** The control plane of a cluster, running. */
  plane(key: ClusterKey): Promise<ControlPlane> {
    const id = clusterId(key);
    const known = this.running.get(id);
    if (known) return known;
    const plane = this.start(key);
    this.running.set(id, plane);
    return plane;
  }

  async endpoint(key: ClusterKey): Promise<{ url: string; certificateAuthority: string }> {
    return this.plane(key);
  }

  async remove(key: ClusterKey): Promise<void> {
    const id = clusterId(key);
    const plane = this.running.get(id);
    this.running.delete(id);
    delete this.access[id];
    for (const name of Object.keys(this.processes))
      if (name.startsWith(`${id}/`)) delete this.processes[name];
    this.writeAccess();
    await (await plane)?.stop();
    rmSync(this.folderOf(key), { recursive: true, force: true });
  }

  /** Process ids of those that are up, by `<region>/<cluster>/<program>`. */
  pids(): Record<string, number> {
    return { ...this.processes };
  }

  /** Ends all of them. */
  async stop(): Promise<void> {
    await stopAll(this.running.values());
    this.running.clear();
  }

  private async start(key: ClusterKey): Promise<ControlPlane> {
    const plane = await startControlPlane(this.programs, this.folderOf(key), {
      authenticator: this.authenticator.url(key),
    });
    await playAccessPolicies(plane.client).catch(async (error: unknown) => {
      await plane.stop();
      throw error;
    });
    this.access[clusterId(key)] = { url: plane.url, token: plane.token };
    for (const [program, pid] of Object.entries(plane.pids))
      this.processes[`${clusterId(key)}/${program}`] = pid;
    this.writeAccess();
    await this.started(key, plane);
    return plane;
  }

  private folderOf({ region, name }: ClusterKey): string {
    return join(this.folder, region, name);
  }

  private writeAccess(): void {
    writeFileSync(this.accessFile, JSON.stringify(this.access), { mode: 0o600 });
  }
}
