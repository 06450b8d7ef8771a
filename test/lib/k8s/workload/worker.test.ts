import { collectProblems } from '../../../../lib/core/report';
import { Worker } from '../../../../lib/k8s/workload';
import { image, manifests, size, testChart } from './support';

test('a Deployment that nobody calls', () => {
  const chart = testChart();
  const worker = new Worker(chart, 'mailer', { image, size, scale: { replicas: 2 }, health: 'unchecked' });
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  expect(Object.keys(all).sort()).toEqual([
    'Deployment/mailer',
    'PodDisruptionBudget/mailer',
    'ServiceAccount/mailer',
  ]);
  expect({ ports: worker.ports, mainPort: worker.mainPort }).toEqual({ ports: {}, mainPort: undefined });
  const pod = all['Deployment/mailer']?.['spec'].template.spec;
  expect(pod.terminationGracePeriodSeconds).toBe(20);
  for (const key of ['ports', 'lifecycle', 'livenessProbe', 'env'])
    expect(pod.containers[0]).not.toHaveProperty(key);
  expect(all['Deployment/mailer']?.['metadata'].labels['app.kubernetes.io/component']).toBe('worker');
});

test('scaled by its queue', () => {
  const chart = testChart();
  const address = { secret: 'rabbitmq', key: 'url' };
  const worker = new Worker(chart, 'mailer', {
    image,
    size,
    ports: { metrics: 9090 },
    health: { path: '/health' },
    scale: { min: 0, max: 5, queues: { orders: { rabbitmq: 'orders', messagesPerReplica: 20, address } } },
  });
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  expect(Object.keys(all).sort()).toEqual([
    'Deployment/mailer',
    'ScaledObject/mailer',
    'ServiceAccount/mailer',
    'TriggerAuthentication/mailer-orders',
  ]);
  expect(all['Deployment/mailer']?.['spec']).not.toHaveProperty('replicas');
  expect(worker.replicas).toEqual({ min: 0, max: 5 });
  expect(all['Deployment/mailer']?.['spec'].template.spec.containers[0].readinessProbe.httpGet.port).toBe(
    'metrics',
  );
});
