import { App } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import { NamespaceChart, type NamespaceChartProps, renderManifests } from '../../../../lib/k8s/manifest';
import { IntOrString, KubeConfigMap, KubeDeployment } from '../../../../lib/k8s/manifest/kinds';

/** A chart for a test: namespace shop, environment test, us-east-1, Kubernetes 1.36. */
export function testChart(props: Partial<NamespaceChartProps> = {}, id = 'chart'): NamespaceChart {
  return new NamespaceChart(new App(), id, {
    namespace: 'shop',
    partOf: 'shop',
    environment: 'test',
    region: 'us-east-1',
    kubernetesVersion: '1.36',
    ...props,
  });
}

/** A Deployment of one container; what is given is laid over the pod's spec. */
export function deployment(
  chart: NamespaceChart,
  name: string,
  pod: Record<string, unknown> = {},
): KubeDeployment {
  const labels = { 'app.kubernetes.io/name': name };
  return new KubeDeployment(chart, name, {
    metadata: { name },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name,
              image: `${name}:1`,
              livenessProbe: { httpGet: { path: '/', port: IntOrString.fromNumber(80) } },
            },
          ],
          ...pod,
        },
      },
    },
  });
}

/** A ConfigMap. */
export function configMap(
  chart: NamespaceChart,
  name: string,
  data: Record<string, string> = { a: 'b' },
  id = name,
): KubeConfigMap {
  return new KubeConfigMap(chart, id, { metadata: { name }, data });
}

/** Code and path of everything reported when charts are written, each once. */
export function problemsOf(...charts: readonly NamespaceChart[]): [string, string][] {
  renderManifests(charts);
  return charts.flatMap((chart) => collectProblems(chart.node.root)).map((one) => [one.code, one.path]);
}
