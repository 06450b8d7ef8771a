import type { Construct } from 'constructs';
import type { ICache } from '../aws/cache/reference';
import type { ICluster } from '../aws/cluster/icluster';
import type { IDatabase } from '../aws/database/reference';
import type { PlatformNamespace } from '../aws/platform/platform-namespace';
import type { IBucket } from '../aws/storage/props';
import { type Problem, problem } from '../core/errors';
import type { IWorkload } from '../k8s/workload/pod/reference';
import type { Binding } from './binding';
import { type BucketBindingOptions, bucketBinding } from './bucket-binding';
import { type CacheBindingOptions, cacheBinding } from './cache-binding';
import type { CloudEnd } from './cloud-end';
import type { ClusterEnd } from './cluster-end';
import { type DatabaseBindingOptions, databaseBinding } from './database-binding';
import { bridgeErrors } from './errors';
import type { BindingGraph } from './graph';
import { type InClusterBindingProps, InClusterEnd } from './in-cluster';
import { type IQueue, type QueueBindingOptions, queueBinding } from './queue-binding';
import { type SecretBindingOptions, secretBinding } from './secret-binding';
import type { BindingKind, BoundWorkload } from './spec';

/** The place that a set of bindings belongs to. */
export interface BindingsProps {
  /** `<environment>/<region>`, for errors. */
  readonly place: string;
  /** The region. */
  readonly region: string;
  /**
   * The service graph of the cluster.
   * @default - nothing is opened
   */
  readonly graph?: BindingGraph;
}

/** What the platform stack has for bindings, by the names that they know it by. */
export interface CloudSources {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The namespaces that the stack makes. */
  readonly namespaces: readonly PlatformNamespace[];
  /**
   * Databases.
   * @default - none
   */
  readonly databases?: Readonly<Record<string, IDatabase>>;
  /**
   * Caches.
   * @default - none
   */
  readonly caches?: Readonly<Record<string, ICache>>;
  /**
   * Buckets.
   * @default - none
   */
  readonly buckets?: Readonly<Record<string, IBucket>>;
  /**
   * Queues.
   * @default - none
   */
  readonly queues?: Readonly<Record<string, IQueue>>;
}

interface Entry {
  readonly binding: Binding;
  readonly cluster: ClusterEnd[];
  cloud?: CloudEnd;
  /** Why there is no cloud end. */
  lacking?: Lack;
}

interface Lack {
  readonly code: 'missing-cloud-end' | 'no-namespace';
  readonly found: string;
  readonly fix: string;
}

const neverMade: Lack = {
  code: 'missing-cloud-end',
  found: 'no stack of the place has made the cloud ends',
  fix: "call bindings.cloudEnds(...) in the place's platform stack, after the manifests",
};

/**
 * All bindings of one place. The manifests are built first and say what they need; then the platform stack makes the cloud's ends of
 * all of it, and {@link check} finds what has one end only.
 */
export class Bindings {
  private readonly byBinding = new Map<unknown, Entry>();
  private readonly doubles: Problem[] = [];
  private readonly names = new Map<string, string>();

  constructor(private readonly props: BindingsProps) {}

  /** Binds a workload to a managed database. */
  bindDatabase(workload: IWorkload, options: DatabaseBindingOptions): void {
    this.bind(databaseBinding({ ...options, workload: boundOf(workload) }), workload);
  }

  /** Binds a workload to a managed cache. */
  bindCache(workload: IWorkload, options: CacheBindingOptions): void {
    this.bind(cacheBinding({ ...options, workload: boundOf(workload) }), workload);
  }

  /** Binds a workload to objects of a bucket. */
  bindBucket(workload: IWorkload, options: BucketBindingOptions): void {
    this.bind(bucketBinding({ ...options, workload: boundOf(workload) }), workload);
  }

  /** Binds a workload to an SQS queue. */
  bindQueue(workload: IWorkload, options: QueueBindingOptions): void {
    this.bind(queueBinding({ ...options, workload: boundOf(workload) }), workload);
  }

  /** Gives a workload secrets of Secrets Manager. */
  bindSecret(workload: IWorkload, options: SecretBindingOptions): void {
    this.bind(secretBinding({ ...options, workload: boundOf(workload) }), workload);
  }

  /** Binds a workload to a service in its own cluster, which the workload cannot tell from the managed one. */
  bindInCluster(workload: IWorkload, props: InClusterBindingProps): void {
    if (this.isTwice(`${workload.namespace}/${props.name}`, workload.node.path)) return;
    new InClusterEnd(workload, props, this.props.graph);
  }

  /** Adds a binding of plain data, of which nothing is made yet. Reports `bridge/duplicate-name` by {@link check}. */
  add<Target>(binding: Binding<Target>): void {
    this.entry(binding, `${this.props.place}.${binding.key}`);
  }

  /**
   * Adds a binding, unless it is there already, and makes its cluster end. Workloads that share a service account may share a binding.
   * Reports `bridge/duplicate-name` by {@link check}.
   */
  bind<Target>(binding: Binding<Target>, workload: IWorkload): void {
    const entry = this.entry(binding, workload.node.path);
    if (!entry || entry.cluster.some((one) => one.workload === workload)) return;
    const { graph, region } = this.props;
    entry.cluster.push(binding.clusterEnd(workload, { region, ...(graph && { graph }) }));
  }

  /** Namespaces that the bindings need, sorted: the platform stack has to make them. */
  namespaces(): string[] {
    return [...new Set(this.entries.map((one) => one.binding.spec.workload.namespace))].sort();
  }

  /** Names of the secrets that External Secrets has to read, sorted. */
  secretNames(): string[] {
    return [...new Set(this.entries.flatMap((one) => one.binding.secretNames))].sort();
  }

  /** Makes the cloud ends of all bindings, in the stack that has what they are bound to. Call it once, after the manifests. */
  cloudEnds(scope: Construct, sources: CloudSources): void {
    for (const entry of this.entries) {
      // With a fault in its data there is no telling what would be granted to whom.
      if (entry.binding.check(this.props.place).length === 0) makeCloudEnd(scope, entry, sources);
    }
  }

  /**
   * What is wrong with the bindings as a whole, once both halves are made: `bridge/duplicate-name`, `bridge/missing-cloud-end`,
   * `bridge/missing-cluster-end` and `bridge/no-namespace`. What is wrong with one of them is reported at its ends.
   */
  check(): Problem[] {
    return [...this.doubles, ...this.entries.flatMap((one) => this.checkEnds(one))];
  }

  private checkEnds({ binding, cluster, cloud, lacking = neverMade }: Entry): Problem[] {
    const known = binding.check(`${this.props.place}.${binding.key}`);
    if (known.length > 0) return cluster.length > 0 ? [] : known;
    const problems: Problem[] = [];
    if (cluster.length === 0) {
      problems.push(
        problem(bridgeErrors['missing-cluster-end'], cloud?.node.path ?? this.props.place, {
          found: `binding ${binding.key}, which no workload in the manifests has`,
          fix: 'bind a workload to it: bindings.bind(binding, workload), or remove it',
        }),
      );
    }
    if (cloud) return problems;
    const path = cluster[0]?.node.path ?? `${this.props.place}.${binding.key}`;
    const { code, found, fix } = lacking;
    problems.push(problem(bridgeErrors[code], path, { found, fix }));
    return problems;
  }

  private get entries(): Entry[] {
    return [...this.byBinding.values()];
  }

  /** The entry of a binding, made the first time; none when another binding has its name. */
  private entry<Target>(binding: Binding<Target>, path: string): Entry | undefined {
    const known = this.byBinding.get(binding);
    if (known) return known;
    if (this.isTwice(binding.key, path)) return undefined;
    const made: Entry = { binding: binding as unknown as Binding, cluster: [] };
    this.byBinding.set(binding, made);
    return made;
  }

  private isTwice(key: string, path: string): boolean {
    const other = this.names.get(key);
    if (other === undefined) {
      this.names.set(key, path);
      return false;
    }
    this.doubles.push(
      problem(bridgeErrors['duplicate-name'], path, {
        found: `a second binding ${key}, beside that of ${other}`,
        fix: 'give each binding of a namespace its own name',
      }),
    );
    return true;
  }
}

function boundOf({ namespace, serviceAccountName }: IWorkload): BoundWorkload {
  return { namespace, serviceAccount: serviceAccountName };
}

function makeCloudEnd(scope: Construct, entry: Entry, sources: CloudSources): void {
  const { spec } = entry.binding;
  const namespace = sources.namespaces.find((one) => one.namespaceName === spec.workload.namespace);
  const target = targetOf(sources, spec.kind, spec.source);
  if (!namespace) {
    const made = sources.namespaces.map((one) => one.namespaceName).sort();
    entry.lacking = {
      code: 'no-namespace',
      found: `namespace ${spec.workload.namespace}, where ${scope.node.path} makes ${made.join(', ') || 'none'}`,
      fix: 'let the platform stack make the namespace, or move the workload',
    };
  } else if (target === undefined && spec.kind !== 'secret') {
    entry.lacking = {
      code: 'missing-cloud-end',
      found: `${scope.node.path} has no ${spec.kind} "${spec.source}"`,
      fix: `add the ${spec.kind} to the region, or bind the workload to a service in the cluster`,
    };
  } else {
    const { cluster } = sources;
    entry.cloud = entry.binding.cloudEnd(scope, { target: target as never, cluster, namespace });
  }
}

function targetOf(sources: CloudSources, kind: BindingKind, name: string): unknown {
  const kinds: Readonly<Record<BindingKind, Readonly<Record<string, unknown>> | undefined>> = {
    database: sources.databases,
    cache: sources.caches,
    bucket: sources.buckets,
    queue: sources.queues,
    secret: undefined,
  };
  const some = kinds[kind] ?? {};
  return Object.hasOwn(some, name) ? some[name] : undefined;
}
