import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { dnsLabel, dnsSubdomain } from '../../core/dns-names';
import { IsthmusError, problem } from '../../core/errors';
import { report } from '../../core/report';
import { manifestErrors } from './errors';
import { checkLabels, checkLabelValue } from './label-check';

/** What a {@link NamespaceChart} is made from. */
export interface NamespaceChartProps {
  /** Name of the namespace, a DNS label. All objects of the chart that have a namespace are in it. */
  readonly namespace: string;
  /** The system that the objects belong to, for example `microshop`: label `app.kubernetes.io/part-of`. */
  readonly partOf: string;
  /** The environment's name, a DNS label: label `environment`, and a folder of the output. */
  readonly environment: string;
  /**
   * The region of the cluster, a DNS label: a folder of the output, `<environment>/<region>/<namespace>`.
   * @default 'local'
   */
  readonly region?: string;
  /** Minor version of the cluster that the manifests are for, for example `1.36`. */
  readonly kubernetesVersion: string;
  /**
   * Further labels of every object. Not part of any selector.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

const NAMESPACE_CHART = Symbol.for('isthmus.NamespaceChart');

/**
 * The manifests of one namespace in one cluster. Names are chosen by the constructs and carry no hash of the construct path, so
 * moving a construct renames nothing. Labels are the recommended ones (Kubernetes, "Recommended Labels"). Reports `manifest/name`,
 * `manifest/label` and `manifest/version`.
 */
export class NamespaceChart extends Chart {
  /** The system that the objects belong to. */
  readonly partOf: string;
  /** The environment's name. */
  readonly environment: string;
  /** The region of the cluster. */
  readonly region: string;
  /** Minor version of the cluster that the manifests are for. */
  readonly kubernetesVersion: string;
  /** Name of the namespace. */
  readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: NamespaceChartProps) {
    super(scope, id, {
      namespace: props.namespace,
      disableResourceNameHashes: true,
      labels: {
        ...props.labels,
        'app.kubernetes.io/part-of': props.partOf,
        'app.kubernetes.io/managed-by': 'isthmus',
        environment: props.environment,
      },
    });
    Object.defineProperty(this, NAMESPACE_CHART, { value: true });
    this.namespaceName = props.namespace;
    this.partOf = props.partOf;
    this.environment = props.environment;
    this.region = props.region ?? 'local';
    this.kubernetesVersion = props.kubernetesVersion;
    checkObjectName(this, props.namespace, 'label');
    checkLabelValue(this, 'partOf', props.partOf);
    // Both are folders of the output, and the environment's name is a label too.
    checkObjectName(this, props.environment, 'label', 'environment');
    checkObjectName(this, this.region, 'label', 'region');
    if (!/^1\.\d{1,3}$/.test(props.kubernetesVersion)) {
      report(this, manifestErrors.version, {
        at: 'kubernetesVersion',
        found: `"${props.kubernetesVersion}"`,
        fix: "give major and minor version and nothing else, for example '1.36'",
      });
    }
    checkLabels(this, 'labels', props.labels ?? {});
  }

  /**
   * The NamespaceChart that a construct stands in.
   * @throws IsthmusError `manifest/no-namespace-chart` when there is none
   */
  static override of(construct: IConstruct): NamespaceChart {
    const found = construct.node.scopes.find((one) => NAMESPACE_CHART in one);
    if (found) return found as unknown as NamespaceChart;
    throw new IsthmusError([
      problem(manifestErrors['no-namespace-chart'], construct.node.path, {
        found: 'none of its parents is a NamespaceChart',
        fix: 'create it within a NamespaceChart (isthmus/k8s/manifest)',
      }),
    ]);
  }

  /** A minor version of Kubernetes as a number that can be compared: 1.36 is 36. */
  get kubernetesMinor(): number {
    return Number(this.kubernetesVersion.split('.')[1]);
  }

  /** Every object of the chart. */
  objects(): ApiObject[] {
    return this.node.findAll().filter((one): one is ApiObject => one instanceof ApiObject);
  }
}

/** Forms of names (Kubernetes, "Object Names and IDs"): DNS labels for what becomes part of host names, subdomains for the rest. */
const nameForms = {
  label: {
    max: 63,
    pattern: dnsLabel,
    words: 'lower-case letters, digits and hyphens',
  },
  subdomain: {
    max: 253,
    pattern: dnsSubdomain,
    words: 'lower-case letters, digits, hyphens and dots',
  },
} as const;

/**
 * A name checked against the form that its kind needs; reports `manifest/name`. Gives the name back.
 * @param scope - where it is given
 * @param name - the name
 * @param form - what it must be
 * @param at - the property that holds it; the construct itself when left out
 */
export function checkObjectName(
  scope: IConstruct,
  name: string,
  form: keyof typeof nameForms = 'subdomain',
  at?: string,
): string {
  const { max, pattern, words } = nameForms[form];
  if (name.length > max || !pattern.test(name)) {
    report(scope, manifestErrors.name, {
      ...(at !== undefined && { at }),
      found: `"${name}" (${name.length} characters)`,
      fix: `give ${words}, at most ${max}, beginning and ending with a letter or digit`,
    });
  }
  return name;
}
