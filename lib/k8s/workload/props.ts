import type { QueueScaling, UsageScaling } from '../autoscaling/props';
import type { Toleration } from '../manifest/kinds';
import type { Health } from './pod/health';
import type { Size } from './pod/size';
import type { GracefulStop } from './pod/stop';

/** Files that a container reads: one folder, made from one ConfigMap `<name>-<key>`. */
export interface ConfigFolder {
  /** Where the folder is. */
  readonly path: string;
  /** Contents by file name. Nothing secret. */
  readonly files: Readonly<Record<string, string>>;
}

/** A folder that a container writes to; lost with the pod. */
export interface WritableFolder {
  /** Where it is. */
  readonly path: string;
  /** Most that it holds, for example `64Mi`; a pod with more is evicted. */
  readonly sizeLimit: string;
}

/** The nodes that a workload runs on. */
export interface NodeChoice {
  /**
   * Labels that a node must have.
   * @default - any node
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints of nodes that do not keep it away.
   * @default - none; an Agent runs on every node, whatever its taints
   */
  readonly tolerations?: readonly Toleration[];
}

/** What every workload is made from. */
export interface WorkloadProps {
  /**
   * Name of the workload and of what is made for it.
   * @default - the construct's id
   */
  readonly name?: string;
  /** Its image, by digest or by a tag that is never moved. */
  readonly image: string;
  /** What it may take of a node. */
  readonly size: Size;
  /**
   * What runs, instead of the image's own entry point.
   * @default - the image's
   */
  readonly command?: readonly string[];
  /**
   * Its arguments, instead of the image's own.
   * @default - the image's
   */
  readonly args?: readonly string[];
  /**
   * Variables with their texts. Nothing secret; others come by `addVariable`.
   * @default - none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Files that it reads, by a name of one's own. Its pods roll when one changes.
   * @default - none
   */
  readonly config?: Readonly<Record<string, ConfigFolder>>;
  /**
   * Folders that it writes to beside /tmp, by a name of one's own. `tmp` changes /tmp itself.
   * @default - /tmp with 128Mi
   */
  readonly writable?: Readonly<Record<string, WritableFolder>>;
  /**
   * Who it runs as; the group also owns its volumes. Never root.
   * @default - 10001 and 10001
   */
  readonly user?: { readonly uid: number; readonly gid: number };
  /**
   * `mounted` gives its pods the token of its service account, for one that talks to the Kubernetes API. Pod Identity needs none.
   * @default 'none'
   */
  readonly apiToken?: 'none' | 'mounted';
  /**
   * Its part in the system: label `app.kubernetes.io/component`.
   * @default - `service`, `worker`, `task`, `store` or `agent`
   */
  readonly component?: string;
  /**
   * Name of its PriorityClass.
   * @default - the cluster's
   */
  readonly priorityClass?: string;
  /**
   * How it ends.
   * @default - 20 s to drain, for a WebService after 10 s more of service
   */
  readonly gracefulStop?: GracefulStop;
  /**
   * Which nodes it runs on.
   * @default - any without a taint
   */
  readonly nodes?: NodeChoice;
}

/** A fixed number of replicas. */
export interface FixedScale {
  /** How many; 0 switches it off. */
  readonly replicas: number;
}

/** A replica count, or what scales it; never both. */
export type Scale = FixedScale | UsageScaling | QueueScaling;

/** How pods stand apart. `prefer` never leaves a pod pending, `require` does. */
export interface Spread {
  /**
   * Over zones.
   * @default 'prefer'
   */
  readonly zones?: 'prefer' | 'require' | 'none';
  /**
   * Over nodes.
   * @default 'prefer'
   */
  readonly hosts?: 'prefer' | 'require' | 'none';
}

/** How many pods a drain may take at a time. `none` makes no PodDisruptionBudget. */
export type Disruption = { readonly maxUnavailable: number } | { readonly minAvailable: number } | 'none';

/** How new pods take the place of old ones. */
export interface Rollout {
  /**
   * Pods beyond the replicas while it goes on; none is ever missing.
   * @default 1
   */
  readonly maxSurge?: number;
  /**
   * Seconds that a new pod must be ready before it counts.
   * @default 5
   */
  readonly minReadySeconds?: number;
  /**
   * Seconds without progress after which a rollout has failed.
   * @default 600
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * Old revisions kept for going back.
   * @default 5
   */
  readonly revisionHistoryLimit?: number;
}

/** What workloads that run all the time have beside {@link WorkloadProps}. */
export interface ReplicatedProps extends WorkloadProps {
  /**
   * How pods stand apart.
   * @default - preferably over zones and over nodes
   */
  readonly spread?: Spread;
  /**
   * How many a drain may take at a time.
   * @default - one, from two replicas on
   */
  readonly disruption?: Disruption;
}

/** What a {@link WebService} is made from. */
export interface WebServiceProps extends ReplicatedProps {
  /** Ports that it listens on, by name, from 1024 on. Its Service has the same. */
  readonly ports: Readonly<Record<string, number>>;
  /**
   * Name of the port that callers use.
   * @default - `http`, or the only one
   */
  readonly mainPort?: string;
  /**
   * What is spoken on a port, as `appProtocol`, for example `kubernetes.io/h2c`.
   * @default - `http` on each
   */
  readonly protocols?: Readonly<Record<string, string>>;
  /** How many there are. */
  readonly scale: Scale;
  /**
   * How one learns whether it is well.
   * @default - GET /health on the main port
   */
  readonly health?: Health;
  /**
   * How new pods take the place of old ones.
   * @default - one more at a time, none missing
   */
  readonly rollout?: Rollout;
}

/** What a {@link Worker} is made from. */
export interface WorkerProps extends ReplicatedProps {
  /** How many there are. */
  readonly scale: Scale;
  /** How one learns whether it is well; `unchecked` is only started again when it ends. */
  readonly health: Health | 'unchecked';
  /**
   * Ports for health and metrics. Nobody calls it: there is no Service.
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * How new pods take the place of old ones.
   * @default - one more at a time, none missing
   */
  readonly rollout?: Rollout;
}

/** A volume that each pod of a {@link StatefulService} has for itself. */
export interface VolumeClaim {
  /** Where it is. */
  readonly path: string;
  /** Its size, for example `10Gi`. It cannot be changed here later: grow the claims themselves. */
  readonly size: string;
  /**
   * Its StorageClass.
   * @default - the cluster's default
   */
  readonly storageClass?: string;
}

/** What a {@link StatefulService} is made from. */
export interface StatefulServiceProps extends ReplicatedProps {
  /** Ports that it listens on, by name, from 1024 on. */
  readonly ports: Readonly<Record<string, number>>;
  /**
   * Name of the port that callers use.
   * @default - `http`, or the only one
   */
  readonly mainPort?: string;
  /**
   * What is spoken on a port, as `appProtocol`.
   * @default - `http` on a port of that name, not said of others
   */
  readonly protocols?: Readonly<Record<string, string>>;
  /** How many there are. */
  readonly replicas: number;
  /** How one learns whether it is well. */
  readonly health: Health;
  /** Its volumes, by name. Kept when pods or the whole are deleted. */
  readonly volumeClaims: Readonly<Record<string, VolumeClaim>>;
  /**
   * Whether pods start one after the other or together.
   * @default 'OrderedReady'
   */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /**
   * How new pods take the place of old ones.
   * @default - one after the other, from the last on
   */
  readonly rollout?: Pick<Rollout, 'minReadySeconds' | 'revisionHistoryLimit'>;
}

/** How long a task may take and how often it is tried. */
export interface RunLimits {
  /**
   * Times that it is tried again. Pods that a drain ended do not count.
   * @default 2
   */
  readonly retries?: number;
  /**
   * Seconds that all tries may take together.
   * @default 3600
   */
  readonly deadlineSeconds?: number;
}

/** What a {@link Job} is made from. */
export interface JobProps extends WorkloadProps {
  /**
   * Appended to the name. A Job that exists cannot be changed, so a new revision is a new Job.
   * @default - none
   */
  readonly revision?: string;
  /**
   * How long and how often.
   * @default - three tries within an hour
   */
  readonly limits?: RunLimits;
  /**
   * Seconds that it is kept after its end. Applied again after that, it runs again.
   * @default 86400
   */
  readonly ttlSecondsAfterFinished?: number;
}

/** What a {@link CronTask} is made from. */
export interface CronTaskProps extends WorkloadProps {
  /** When it runs: minute, hour, day of the month, month, day of the week, for example `30 2 * * *`. */
  readonly schedule: string;
  /**
   * The time zone of the schedule.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * What happens when the last run is still at work.
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /**
   * Seconds that a run may start late; later it is left out.
   * @default 300
   */
  readonly startingDeadlineSeconds?: number;
  /**
   * How long and how often each run.
   * @default - three tries within an hour
   */
  readonly limits?: RunLimits;
  /**
   * Runs that are kept for looking at.
   * @default - 3 and 3
   */
  readonly history?: { readonly successful: number; readonly failed: number };
}

/** What an {@link Agent} is made from. */
export interface AgentProps extends WorkloadProps {
  /** How one learns whether it is well; `unchecked` is only started again when it ends. */
  readonly health: Health | 'unchecked';
  /**
   * Ports for health and metrics. There is no Service.
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * Nodes whose agent may be missing during an update: a number, or a percentage such as `10%`.
   * @default 1
   */
  readonly maxUnavailable?: number | string;
}
