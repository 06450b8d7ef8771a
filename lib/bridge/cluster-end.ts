import { Construct } from 'constructs';
import { attachAll, report } from '../core/report';
import type { IWorkload } from '../k8s/workload/pod/reference';
import { checkSpec } from './check';
import { bridgeErrors } from './errors';
import { externalSecret } from './external-secret';
import type { BindingGraph } from './graph';
import type { BindingSpec } from './spec';

/** Where the cluster end of a binding is made. */
export interface ClusterSide {
  /** The region of the environment, for the SecretStore. */
  readonly region: string;
  /**
   * Opens the way to what is bound.
   * @default - nothing is opened
   */
  readonly graph?: BindingGraph;
}

/** The end of a binding in the manifests; made by `Binding.clusterEnd`. */
export class ClusterEnd extends Construct {
  /** The workload that has it. */
  readonly workload: IWorkload;

  constructor(scope: Construct, spec: BindingSpec<never>, workload: IWorkload, side: ClusterSide) {
    super(scope, `binding-${spec.name}`);
    this.workload = workload;
    const problems = checkSpec(this.node.path, spec);
    attachAll(this, problems);
    this.checkIdentity(spec);
    // Nothing of it reaches a manifest: an endpoint written there by mistake must not be found in a half-written output.
    if (problems.length > 0) return;
    for (const key of [...spec.keys].sort()) {
      workload.addVariable(`${spec.prefix}_${key}`, { configMap: spec.name, key }, this);
    }
    const secrets = Object.keys(spec.secrets).sort();
    if (secrets.length > 0) externalSecret(this, spec.name, side.region, spec.secrets);
    for (const key of secrets) {
      workload.addVariable(`${spec.prefix}_${key}`, { secret: spec.name, key }, this);
    }
    for (const egress of spec.egress) side.graph?.workload(workload).reaches(egress);
  }

  private checkIdentity({ workload: bound }: BindingSpec<never>): void {
    const { namespace, serviceAccountName } = this.workload;
    if (namespace === bound.namespace && serviceAccountName === bound.serviceAccount) return;
    report(this, bridgeErrors['no-identity'], {
      found: `${this.workload.node.path} runs as ${namespace}/${serviceAccountName}, the binding grants to ${bound.namespace}/${bound.serviceAccount}`,
      fix: 'give the binding the namespace and service account of the workload',
    });
  }
}
