import { QueueAutoscaling, type QueueScaling } from '../../../../lib/k8s/autoscaling';
import { faultsOf, manifests, testChart } from '../workload/support';

const address = { secret: 'rabbitmq', key: 'url' };
const orders = { rabbitmq: 'orders', messagesPerReplica: 20, address };
const mails = {
  sqs: 'https://sqs.us-east-1.amazonaws.com/111122223333/mails.fifo',
  region: 'us-east-1',
  messagesPerReplica: 5,
};

function build(scaling: Partial<QueueScaling> = {}) {
  const chart = testChart();
  const target = { kind: 'Deployment', name: 'mailer' } as const;
  new QueueAutoscaling(chart, 'autoscaling', { target, min: 0, max: 5, queues: { orders }, ...scaling });
  return chart;
}

test('a ScaledObject, and what it signs in with', () => {
  const chart = build({ queues: { orders, mails } });
  expect(faultsOf(chart)).toEqual([]);
  const all = manifests(chart);
  expect(Object.keys(all).sort()).toEqual([
    'ScaledObject/mailer',
    'TriggerAuthentication/mailer-mails',
    'TriggerAuthentication/mailer-orders',
  ]);
  expect(all['ScaledObject/mailer']).toMatchObject({
    apiVersion: 'keda.sh/v1alpha1',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mailer' },
      minReplicaCount: 0,
      maxReplicaCount: 5,
      pollingInterval: 30,
      cooldownPeriod: 300,
      fallback: { failureThreshold: 3, replicas: 1 },
      advanced: {
        horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } },
      },
      triggers: [
        {
          type: 'aws-sqs-queue',
          metadata: { awsRegion: 'us-east-1', queueLength: '5', queueURL: mails.sqs },
          metricType: 'AverageValue',
          authenticationRef: { name: 'mailer-mails' },
        },
        {
          type: 'rabbitmq',
          metadata: { mode: 'QueueLength', queueName: 'orders', value: '20' },
          metricType: 'AverageValue',
          authenticationRef: { name: 'mailer-orders' },
        },
      ],
    },
  });
  expect(all['TriggerAuthentication/mailer-orders']?.['spec']).toEqual({
    secretTargetRef: [{ parameter: 'host', name: 'rabbitmq', key: 'url' }],
  });
  expect(all['TriggerAuthentication/mailer-mails']?.['spec']).toEqual({
    podIdentity: { provider: 'aws', identityOwner: 'keda' },
  });
});

test('figures of one’s own', () => {
  const chart = build({ min: 2, pollingSeconds: 10, cooldownSeconds: 0, fallbackReplicas: 4 });
  expect(manifests(chart)['ScaledObject/mailer']?.['spec']).toMatchObject({
    minReplicaCount: 2,
    pollingInterval: 10,
    cooldownPeriod: 0,
    fallback: { replicas: 4 },
  });
  expect(manifests(build({ min: 2 }))['ScaledObject/mailer']?.['spec'].fallback.replicas).toBe(2);
});

test.each<[string, Partial<QueueScaling>]>([
  ['autoscaling/queue at microshop-test/autoscaling.queues', { queues: {} }],
  ['manifest/name at microshop-test/autoscaling', { queues: { Orders: orders } }],
  [
    'autoscaling/queue at microshop-test/autoscaling.queues.o.rabbitmq',
    { queues: { o: { ...orders, rabbitmq: '' } } },
  ],
  [
    'autoscaling/queue at microshop-test/autoscaling.queues.o.sqs',
    { queues: { o: { ...mails, sqs: 'mails' } } },
  ],
  [
    'autoscaling/target at microshop-test/autoscaling.queues.o.messagesPerReplica',
    { queues: { o: { ...orders, messagesPerReplica: 0 } } },
  ],
  ['autoscaling/bounds at microshop-test/autoscaling.min', { min: -1 }],
  ['autoscaling/bounds at microshop-test/autoscaling.min', { min: 6 }],
  ['autoscaling/bounds at microshop-test/autoscaling.fallbackReplicas', { fallbackReplicas: -1 }],
  ['autoscaling/behaviour at microshop-test/autoscaling.pollingSeconds', { pollingSeconds: 0 }],
  ['autoscaling/behaviour at microshop-test/autoscaling.cooldownSeconds', { cooldownSeconds: -1 }],
  [
    'autoscaling/behaviour at microshop-test/autoscaling.behaviour.up.pods',
    { behaviour: { up: { pods: -1 } } },
  ],
])('%s', (fault, scaling) => {
  expect(faultsOf(build(scaling))).toEqual([fault]);
});
