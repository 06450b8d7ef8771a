import { App, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { collectProblems } from '../../../../lib/core/report';
import { NamespaceChart } from '../../../../lib/k8s/manifest';
import { Routing, type RoutingProps } from '../../../../lib/k8s/routing';
import type { IWorkload } from '../../../../lib/k8s/workload/pod/reference';

/** A service as a routing sees it. */
export class FakeService extends Construct implements IWorkload {
  readonly name = 'api-gateway';
  readonly namespace: string = 'shop-test';
  readonly selector = { 'app.kubernetes.io/name': 'api-gateway' };
  readonly ports: Readonly<Record<string, number>> = { http: 8080, metrics: 9113 };
  readonly mainPort: string | undefined = 'http';
  readonly serviceAccountName = 'api-gateway';

  addVariable() {}

  rollOnChangeOf() {}
}

/** One that nobody can call. */
export class FakeWorker extends FakeService {
  override readonly ports = {};
  override readonly mainPort = undefined;
}

/** One of another namespace. */
export class FakeStranger extends FakeService {
  override readonly namespace = 'shop-prod';
}

export const edge: RoutingProps['via'] = {
  kind: 'edge',
  targetGroupName: 'shop-test-api-8080',
  clients: ['10.0.102.0/24', '10.0.101.0/24'],
};

export const gateway: Extract<RoutingProps['via'], { kind: 'gateway' }> = {
  kind: 'gateway',
  gatewayClassName: 'envoy',
  implementation: 'envoyGateway',
  issuer: 'letsencrypt-prod',
  rateLimit: { requestsPerSecond: 100 },
};

export const nginx: Extract<RoutingProps['via'], { controller: 'nginx' }> = {
  kind: 'ingress',
  controller: 'nginx',
  issuer: 'letsencrypt-prod',
  rateLimit: { requestsPerSecond: 100 },
};

export const alb: Extract<RoutingProps['via'], { controller: 'alb' }> = {
  kind: 'ingress',
  controller: 'alb',
  reach: 'wholeInternet',
  clients: ['10.0.101.0/24'],
  rateLimit: { webAclName: 'shop-test-api' },
};

/** A routing in a chart of its own. */
export function made(change: Partial<RoutingProps> = {}, Service: typeof FakeService = FakeService) {
  const chart = new NamespaceChart(new App(), 'shop', {
    namespace: 'shop-test',
    partOf: 'shop',
    environment: 'test',
    kubernetesVersion: '1.36',
  });
  const service = new Service(chart, 'api-gateway');
  const routing = new Routing(chart, 'entry', { host: 'api.example.com', service, via: edge, ...change });
  return { chart, routing, service };
}

/** The objects, as JSON. */
export function objects(change: Partial<RoutingProps> = {}) {
  return Testing.synth(made(change).chart);
}

/** Code and place of every problem, relative to the routing. */
export function problems(change: Partial<RoutingProps>, Service?: typeof FakeService) {
  return collectProblems(made(change, Service).chart).map((one) => [
    one.code,
    one.path.replace(/^.*\/entry\.?/, ''),
  ]);
}
