import { Construct } from 'constructs';
import type { ICluster } from '../aws/cluster/icluster';
import { BindingConfigMap } from '../aws/platform/binding-config-map';
import type { PlatformNamespace } from '../aws/platform/platform-namespace';
import { AwsStack } from '../aws/stack/aws-stack';
import { report } from '../core/report';
import { bridgeErrors } from './errors';
import type { BindingSpec, BoundWorkload, Published } from './spec';

/** The end of a binding in the cloud; made by `Binding.cloudEnd`. */
export class CloudEnd extends Construct {
  /** Whom the grants are for; `undefined` when the binding grants nothing, as one to secrets. */
  readonly identity: BoundWorkload | undefined;

  constructor(
    scope: Construct,
    spec: BindingSpec<never>,
    side: { readonly target: unknown; readonly cluster: ICluster; readonly namespace: PlatformNamespace },
  ) {
    super(below(below(scope, 'binding'), spec.workload.namespace), spec.name);
    const published = (spec as BindingSpec<unknown>).publish(side.target);
    this.checkPort(spec, published);
    if (Object.keys(published.values).length > 0) {
      const { name } = spec;
      new BindingConfigMap(this, 'config', { name, namespace: side.namespace, values: published.values });
    }
    published.opens?.allowFrom(side.cluster);
    this.identity = published.statements.length > 0 ? spec.workload : undefined;
    if (this.identity) this.grant(this.identity, side.cluster, published);
  }

  private grant({ namespace, serviceAccount }: BoundWorkload, cluster: ICluster, published: Published): void {
    // A role's name is short: a namespace called as the environment would stand in it twice.
    const stack = AwsStack.of(this);
    const pod = namespace === stack.prefixed() ? serviceAccount : `${namespace}-${serviceAccount}`;
    const identity = cluster.identityFor(namespace, serviceAccount, { name: `pod-${pod}` });
    for (const statement of published.statements) identity.allow(statement);
  }

  private checkPort(spec: BindingSpec<never>, published: Published): void {
    if (spec.port === published.port) return;
    report(this, bridgeErrors.port, {
      at: 'port',
      found: `port ${published.port ?? 443}, where the binding opens ${spec.port ?? 443} to the workload`,
      fix: 'give the binding the port that the resource listens on',
    });
  }
}

function below(scope: Construct, id: string): Construct {
  return (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id);
}
