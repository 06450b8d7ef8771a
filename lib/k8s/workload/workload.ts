import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { canonicalJson } from '../../core/canonical-json';
import { report } from '../../core/report';
import { KubeConfigMap, KubeServiceAccount, type PodSpec, type PodTemplateSpec } from '../manifest/kinds';
import { checkLabels, checkLabelValue } from '../manifest/label-check';
import { selectorLabels } from '../manifest/labels';
import { checkObjectName, NamespaceChart } from '../manifest/namespace-chart';
import { configFaults, nameFaults, secretFaults, userFaults } from './checks';
import { type WorkloadFault, workloadErrors } from './errors';
import { Checksums } from './pod/checksums';
import type { Health } from './pod/health';
import { imageFaults } from './pod/image';
import { defaultUser, podTemplate } from './pod/pod';
import { portFaults } from './pod/ports';
import { type ProbePlan, planProbes } from './pod/probes';
import type { IWorkload, VariableSource } from './pod/reference';
import { sizeFaults } from './pod/size';
import { planStop, type StopPlan } from './pod/stop';
import { tolerationFaults } from './pod/tolerations';
import { Variables } from './pod/variables';
import { type VolumeSource, Volumes } from './pod/volumes';
import type { WorkloadProps, WritableFolder } from './props';

/** What a kind of workload adds to the props that all have. */
export interface WorkloadKind {
  /** Label `app.kubernetes.io/component`, unless the props say another. */
  readonly component: string;
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** The port that callers use; `undefined` when nobody calls. */
  readonly mainPort: string | undefined;
  /** How one learns whether it is well, or that nobody asks. */
  readonly health: Health | 'unchecked';
  /** Seconds before SIGTERM, unless the props say another figure. */
  readonly preStopSeconds: number;
}

const defaultTmp = { path: '/tmp', sizeLimit: '128Mi' } as const;

/**
 * What all workloads share: a service account of their own, variables, volumes and files, and pods within the restricted profile.
 * Variables, volumes and checksums are taken until the manifests are written. Reports `workload/*`, `manifest/name` and
 * `manifest/label`.
 */
export abstract class Workload extends Construct implements IWorkload {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly mainPort: string | undefined;
  readonly serviceAccountName: string;
  /** The object that makes the pods. */
  abstract readonly resource: ApiObject;

  /** Labels of the workload's objects, beside those of the chart. */
  protected readonly labels: Readonly<Record<string, string>>;
  /** How the pods end. */
  protected readonly stop: StopPlan;
  private readonly probes: ProbePlan | undefined;
  private readonly variables = new Variables(this);
  private readonly volumes = new Volumes(this);
  private readonly checksums = new Checksums();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkloadProps,
    kind: WorkloadKind,
  ) {
    super(scope, id);
    const chart = NamespaceChart.of(this);
    this.name = props.name ?? id;
    this.namespace = chart.namespaceName;
    this.selector = selectorLabels(this, this.name);
    this.ports = { ...kind.ports };
    this.mainPort = kind.mainPort;
    this.serviceAccountName = this.name;
    this.labels = {
      ...this.selector,
      'app.kubernetes.io/component': props.component ?? kind.component,
    };
    this.stop = planStop(props.gracefulStop, kind.preStopSeconds);
    this.probes =
      kind.health === 'unchecked' ? undefined : planProbes(kind.health, this.ports, this.mainPort);
    const writable: Readonly<Record<string, WritableFolder>> = { tmp: defaultTmp, ...props.writable };
    this.reportAll([
      ...nameFaults(this.name),
      ...imageFaults(props.image),
      ...userFaults(props.user ?? defaultUser),
      ...sizeFaults(props.size, writable),
      ...portFaults(this.ports),
      ...secretFaults(props),
      ...tolerationFaults(props.nodes?.tolerations),
      ...this.stop.faults,
      ...(this.probes?.faults ?? []),
    ]);
    if (props.component !== undefined) checkLabelValue(this, 'component', props.component);
    if (props.priorityClass !== undefined)
      checkObjectName(this, props.priorityClass, 'subdomain', 'priorityClass');
    checkLabels(this, 'nodes.labels', props.nodes?.labels ?? {});
    this.addServiceAccount();
    for (const key of Object.keys(writable).sort()) {
      const folder = writable[key];
      if (folder) this.addVolume(key, { path: folder.path, sizeLimit: folder.sizeLimit }, this);
    }
    this.addConfig();
    for (const [name, value] of Object.entries(props.variables ?? {}))
      this.addVariable(name, { value }, this);
  }

  addVariable(name: string, source: VariableSource, from: IConstruct): void {
    this.variables.add(name, source, from);
  }

  rollOnChangeOf(key: string, content: string): void {
    this.checksums.add(key, content);
  }

  /**
   * Gives its containers a folder. Reports `workload/volume-name` and `workload/volume-path`, with both paths.
   * @param name - of the volume
   * @param source - what is found there, and where
   * @param from - the construct that asks for it
   */
  addVolume(name: string, source: VolumeSource, from: IConstruct): void {
    this.volumes.add(name, source, from);
  }

  /** Mounts a volume that is claimed for each pod. */
  protected addClaim(name: string, path: string): void {
    this.volumes.add(name, { path, claim: true }, this);
  }

  /** Reports what pure checks found. */
  protected reportAll(faults: readonly WorkloadFault[]): void {
    for (const { error, ...finding } of faults) report(this, workloadErrors[error], finding);
  }

  /** The pod template, as it is at the time of asking. */
  protected template(
    extra: Pick<PodSpec, 'restartPolicy' | 'topologySpreadConstraints' | 'tolerations'> = {},
  ): PodTemplateSpec {
    return podTemplate({
      name: this.name,
      props: this.props,
      labels: { ...NamespaceChart.of(this).labels, ...this.labels },
      annotations: this.checksums.toAnnotations(),
      ports: this.ports,
      probes: this.probes,
      stop: this.stop,
      variables: this.variables,
      volumes: this.volumes,
      extra,
    });
  }

  private addServiceAccount(): void {
    new KubeServiceAccount(this, 'service-account', {
      metadata: { name: this.serviceAccountName, labels: { ...this.labels } },
      automountServiceAccountToken: false,
    });
  }

  private addConfig(): void {
    const config = this.props.config ?? {};
    for (const key of Object.keys(config).sort()) {
      const folder = config[key];
      if (!folder) continue;
      this.reportAll(configFaults(key, folder.files));
      const name = `${this.name}-${key}`;
      new KubeConfigMap(this, `config-${key}`, {
        metadata: { name, labels: { ...this.labels } },
        data: { ...folder.files },
      });
      this.addVolume(`config-${key}`, { path: folder.path, configMap: name }, this);
      this.rollOnChangeOf(name, canonicalJson(folder.files));
    }
  }
}
