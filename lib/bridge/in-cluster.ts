import { Construct, type IConstruct } from 'constructs';
import { report } from '../core/report';
import type { BackingAttributes } from '../k8s/backing/attributes';
import type { IWorkload, VariableSource } from '../k8s/workload/pod/reference';
import { cacheKeys } from './cache-binding';
import { databaseKeys } from './database-binding';
import { bridgeErrors } from './errors';
import type { BindingGraph } from './graph';

/** How a workload is bound to a service in the cluster. */
export interface InClusterBindingProps {
  /** Name of the binding, unique in the namespace. */
  readonly name: string;
  /** What it stands in for: its managed twin gives the same variables. `other` has none. */
  readonly kind: 'database' | 'cache' | 'other';
  /** The service. */
  readonly service: IConstruct & { attributes(): BackingAttributes };
  /**
   * What the variables begin with.
   * @default 'DB', 'REDIS' or, for another kind, anything
   */
  readonly prefix?: string;
}

const twins = {
  database: { prefix: 'DB', keys: databaseKeys },
  cache: { prefix: 'REDIS', keys: cacheKeys },
  other: { prefix: '', keys: [] },
} as const;

/** In the cluster there is no IAM to sign in with, of which the service itself knows nothing. */
const constants: Readonly<Record<string, string>> = { AUTH: 'password' };

/** The only end of a binding to a service in the cluster: both sides are workloads. Reports `bridge/missing-variable`. */
export class InClusterEnd extends Construct {
  /** The workload that has it. */
  readonly workload: IWorkload;
  /** Names of the variables that it gives, sorted. */
  readonly variables: readonly string[];

  constructor(workload: IWorkload, props: InClusterBindingProps, graph?: BindingGraph) {
    super(workload as unknown as Construct, `binding-${props.name}`);
    this.workload = workload;
    const { variables, peer } = props.service.attributes();
    const twin = twins[props.kind];
    const prefix = props.prefix ?? twin.prefix;
    const all: Record<string, VariableSource> = { ...variables };
    for (const key of twin.keys) {
      const name = `${prefix}_${key}`;
      const value = constants[key];
      if (all[name] !== undefined) continue;
      if (value !== undefined) all[name] = { value };
      else this.missing(name, variables, props.service);
    }
    this.variables = Object.keys(all).sort();
    for (const name of this.variables) {
      const source = all[name];
      if (source) workload.addVariable(name, source, this);
    }
    const node = graph?.workload(workload);
    if ('workload' in peer) node?.uses(peer.workload, { port: peer.port });
    else node?.reaches({ ...peer, reason: props.name });
  }

  private missing(name: string, variables: BackingAttributes['variables'], service: IConstruct): void {
    report(this, bridgeErrors['missing-variable'], {
      found: `no ${name} from ${service.node.path}, only ${Object.keys(variables).sort().join(', ') || 'nothing'}`,
      fix: 'let the service give it, or choose the prefix that its variables have',
    });
  }
}
