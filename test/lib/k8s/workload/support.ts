import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { collectProblems } from '../../../../lib/core/report';
import { NamespaceChart } from '../../../../lib/k8s/manifest';
import type { Size, WebServiceProps } from '../../../../lib/k8s/workload';

/** A manifest: content by path. */
// biome-ignore lint/suspicious/noExplicitAny: the content is JSON of any shape, and a test reads it by path
export type Manifest = Record<string, any>;

export const size: Size = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: '200m', memory: '256Mi' },
};

export const image = 'registry.example.com/microshop/order-service:1.4.2';

export const orders: WebServiceProps = { image, size, ports: { http: 5003 }, scale: { replicas: 2 } };

export function testChart(): NamespaceChart {
  return new NamespaceChart(new App(), 'microshop-test', {
    namespace: 'microshop-test',
    partOf: 'microshop',
    environment: 'test',
    kubernetesVersion: '1.36',
  });
}

/** The manifests of a chart by kind and name. */
export function manifests(chart: NamespaceChart): Record<string, Manifest> {
  const all: Manifest[] = chart.toJson();
  return Object.fromEntries(all.map((one) => [`${one['kind']}/${one['metadata'].name}`, one]));
}

/** Codes and places of what was reported, `code at place`. */
export function faultsOf(root: IConstruct): string[] {
  return collectProblems(root).map((one) => `${one.code} at ${one.path}`);
}
