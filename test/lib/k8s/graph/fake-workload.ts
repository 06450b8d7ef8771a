import { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { selectorLabels } from '../../../../lib/k8s/manifest/labels';
import { NamespaceChart } from '../../../../lib/k8s/manifest/namespace-chart';
import type { IWorkload, VariableSource } from '../../../../lib/k8s/workload/pod/reference';

/** A workload without objects, that remembers what it is told. */
export class FakeWorkload extends Construct implements IWorkload {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly mainPort: string | undefined;
  readonly serviceAccountName: string;
  readonly variables: Record<string, VariableSource> = {};
  readonly rolls: Record<string, string[]> = {};
  readonly askedBy: IConstruct[] = [];

  constructor(
    scope: Construct,
    readonly name: string,
    readonly ports: Readonly<Record<string, number>> = { http: 8080 },
    mainPort: string | undefined = Object.keys(ports)[0],
  ) {
    super(scope, name);
    this.namespace = NamespaceChart.of(this).namespaceName;
    this.selector = selectorLabels(this, name);
    this.mainPort = mainPort;
    this.serviceAccountName = name;
  }

  addVariable(name: string, source: VariableSource, from: IConstruct): void {
    this.variables[name] = source;
    this.askedBy.push(from);
  }

  rollOnChangeOf(key: string, content: string): void {
    this.rolls[key] = [...(this.rolls[key] ?? []), content].sort();
  }
}

/** A chart of a namespace. */
export function testChart(namespace = 'shop', app = new App(), environment = 'test', region = 'east') {
  return new NamespaceChart(app, region === 'east' ? namespace : `${region}-${namespace}`, {
    namespace,
    partOf: 'shop',
    environment,
    region,
    kubernetesVersion: '1.36',
  });
}
