import { App as ManifestApp } from 'cdk8s';
import { App } from 'cdktf';
import type { Program } from '../lib/cli';
import { gatewayFiles } from '../lib/k8s/graph/gateway-node';
import { ServiceGraph } from '../lib/k8s/graph/service-graph';
import { NamespaceChart } from '../lib/k8s/manifest/namespace-chart';
import { NamespaceBaseline } from '../lib/k8s/namespace/namespace-baseline';
import { WebService } from '../lib/k8s/workload/web-service';
import { runBench } from './runner';

const amounts = { cpu: '100m', memory: '128Mi' };
const size = { requests: amounts, limits: { memory: '256Mi' } };

/** A namespace of so many autoscaled services, each behind the gateway and calling the one before it. */
function build(count: number, outdir: string): Program {
  const chart = new NamespaceChart(new ManifestApp({ outdir }), 'bench', {
    namespace: 'bench',
    partOf: 'bench',
    environment: 'bench',
    kubernetesVersion: '1.36',
  });
  new NamespaceBaseline(chart, 'namespace', {
    defaults: { requests: amounts, limits: { cpu: '1', memory: '1Gi' } },
  });
  const graph = new ServiceGraph(chart, 'graph');
  const service = (name: string, port: number) =>
    new WebService(chart, name, {
      image: `registry.example.com/${name}:1.0.0`,
      ports: { http: port },
      size,
      scale: { min: 2, max: 10, cpuPercent: 70 },
    });
  const gateway = service('gateway', 8080);
  const files = gatewayFiles('gateway');
  gateway.addVolume('routes', { path: files.path, configMap: files.configMap }, gateway);
  const routes = graph.gateway(gateway);
  let previous: WebService | undefined;
  for (let index = 0; index < count; index += 1) {
    const name = `service-${String(index).padStart(4, '0')}`;
    const made = service(name, 5000);
    routes.routes(`/api/${name}`, made);
    if (previous) graph.workload(made).calls(previous);
    previous = made;
  }
  return { app: new App({ outdir, stackTraces: false }), stacks: [], charts: [chart], problems: [] };
}

runBench((count) => (outdir) => build(count, outdir));
