import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { sortedEntries } from '../../core/sorted-entries';
import { KubePriorityClass } from '../manifest/kinds';
import { checkObjectName, NamespaceChart } from '../manifest/namespace-chart';
import { namespaceErrors } from './errors';

/** How urgent pods are. */
export interface Priority {
  /** Its number: pods of a higher one are scheduled first. At most 1000000000; cannot be changed. */
  readonly value: number;
  /** Whether pods of it push out pods of a lower one when there is no room. Cannot be changed. */
  readonly preemption: 'lowerPriority' | 'never';
  /** What it is for. */
  readonly description: string;
}

/** The priorities of a {@link PriorityClasses} that is told nothing: what people wait for, what serves them, what can wait. */
export const defaultPriorities = {
  critical: {
    value: 1_000_000,
    preemption: 'lowerPriority',
    description: 'What everything else waits for: the way in, and where data is kept.',
  },
  default: { value: 100_000, preemption: 'lowerPriority', description: 'Services that people wait for.' },
  batch: {
    value: 1_000,
    preemption: 'never',
    description: 'Work that can wait for room, and pushes nothing out.',
  },
} as const satisfies Readonly<Record<string, Priority>>;

/** What {@link PriorityClasses} are made from. */
export interface PriorityClassesProps<Name extends string = keyof typeof defaultPriorities> {
  /**
   * What the names begin with; they hold for the whole cluster.
   * @default - the chart's `partOf`
   */
  readonly prefix?: string;
  /**
   * Priorities by name.
   * @default - {@link defaultPriorities}: critical, default and batch
   */
  readonly classes?: Readonly<Record<Name, Priority>>;
}

const policies = { lowerPriority: 'PreemptLowerPriority', never: 'Never' } as const;

/**
 * The priority classes of a cluster, `<prefix>-<name>`. None is the global default: a pod says which it has, or has 0. They belong
 * to the cluster, so one chart per cluster makes them.
 *
 * Reports `namespace/priority` and `manifest/name`.
 */
export class PriorityClasses<Name extends string = keyof typeof defaultPriorities> extends Construct {
  /** Full names, as a pod gives them, by the names in the props. */
  readonly names: Readonly<Record<Name, string>>;

  constructor(scope: Construct, id: string, props: PriorityClassesProps<Name> = {}) {
    super(scope, id);
    const { prefix = NamespaceChart.of(this).partOf } = props;
    const classes: Readonly<Record<string, Priority>> = props.classes ?? defaultPriorities;
    const names: Record<string, string> = {};
    for (const [name, priority] of sortedEntries(classes)) {
      names[name] = checkObjectName(this, `${prefix}-${name}`);
      this.add(name, names[name], priority);
    }
    this.names = names as Record<Name, string>;
  }

  private add(id: string, name: string, { value, preemption, description }: Priority): void {
    if (!Number.isInteger(value) || value < -2_147_483_648 || value > 1_000_000_000) {
      report(this, namespaceErrors.priority, {
        at: `classes.${id}.value`,
        found: String(value),
        fix: 'give a whole number, at most 1000000000',
      });
    }
    const made = new KubePriorityClass(this, id, {
      metadata: { name },
      value,
      preemptionPolicy: policies[preemption],
      globalDefault: false,
      description,
    });
    made.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
