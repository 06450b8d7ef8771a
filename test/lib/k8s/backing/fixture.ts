import { App, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { collectProblems } from '../../../../lib/core/report';
import type { InClusterPostgresProps, InClusterRedisProps, RabbitMqProps } from '../../../../lib/k8s/backing';
import { NamespaceChart } from '../../../../lib/k8s/manifest';

/** A size that suits a test. */
export const size = {
  requests: { cpu: '100m', memory: '256Mi' },
  limits: { memory: '512Mi' },
} as const;

export const postgres: InClusterPostgresProps = { size, database: 'shop', volume: { size: '10Gi' } };

export const redis: InClusterRedisProps = { size };

export const rabbitMq: RabbitMqProps = {
  size,
  replicas: 3,
  volume: { size: '10Gi' },
  queues: ['orders'],
  user: 'shop',
};

type Class<T, Props> = new (scope: Construct, id: string, props: Props) => T;

/** A backing service in a chart of its own. */
export function made<T, Props>(Backing: Class<T, Props>, id: string, props: Props) {
  const chart = new NamespaceChart(new App(), 'shop', {
    namespace: 'shop-test',
    partOf: 'shop',
    environment: 'test',
    kubernetesVersion: '1.36',
  });
  return { chart, service: new Backing(chart, id, props) };
}

/** The objects as JSON, by kind and name. */
export function objects<T, Props>(Backing: Class<T, Props>, id: string, props: Props) {
  // biome-ignore lint/suspicious/noExplicitAny: the content is JSON of any shape, and a test reads it by path
  const all: any[] = Testing.synth(made(Backing, id, props).chart);
  return Object.fromEntries(all.map((one) => [`${one.kind}/${one.metadata.name}`, one]));
}

/** Code and place of every problem, relative to the service. */
export function problems<T, Props>(Backing: Class<T, Props>, id: string, props: Props) {
  return collectProblems(made(Backing, id, props).chart).map((one) => [
    one.code,
    one.path.replace(/^[^/]*\/[^./]*\.?/, ''),
  ]);
}
