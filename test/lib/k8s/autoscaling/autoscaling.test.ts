import { Autoscaling, type UsageScaling } from '../../../../lib/k8s/autoscaling';
import { faultsOf, manifests, testChart } from '../workload/support';

function build(scaling: Partial<UsageScaling> = {}) {
  const chart = testChart();
  const target = { kind: 'Deployment', name: 'orders' } as const;
  new Autoscaling(chart, 'autoscaling', { target, min: 2, max: 10, cpuPercent: 70, ...scaling });
  return chart;
}

test('an autoscaler by processor time: up at once, down with care', () => {
  const chart = build();
  expect(faultsOf(chart)).toEqual([]);
  expect(manifests(chart)['HorizontalPodAutoscaler/orders']).toMatchObject({
    apiVersion: 'autoscaling/v2',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [
            { type: 'Percent', value: 100, periodSeconds: 60 },
            { type: 'Pods', value: 4, periodSeconds: 60 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          selectPolicy: 'Max',
          policies: [
            { type: 'Percent', value: 25, periodSeconds: 60 },
            { type: 'Pods', value: 1, periodSeconds: 60 },
          ],
        },
      },
    },
  });
});

test('memory and a pace of one’s own', () => {
  const chart = build({ memoryPercent: 80, behaviour: { down: { stabilizationSeconds: 600 } } });
  const spec = manifests(chart)['HorizontalPodAutoscaler/orders']?.['spec'];
  expect(spec.metrics[1].resource).toEqual({
    name: 'memory',
    target: { type: 'Utilization', averageUtilization: 80 },
  });
  expect(spec.behavior.scaleDown).toMatchObject({ stabilizationWindowSeconds: 600 });
  expect(spec.behavior.scaleDown.policies).toHaveLength(2);
});

test.each<[string, Partial<UsageScaling>]>([
  ['autoscaling/bounds at microshop-test/autoscaling.min', { min: 0 }],
  ['autoscaling/bounds at microshop-test/autoscaling.min', { min: 11 }],
  ['autoscaling/bounds at microshop-test/autoscaling.max', { max: 0.5 }],
  ['autoscaling/bounds at microshop-test/autoscaling.max', { max: 2 ** 31 }],
  ['autoscaling/target at microshop-test/autoscaling.cpuPercent', { cpuPercent: 0 }],
  ['autoscaling/target at microshop-test/autoscaling.memoryPercent', { memoryPercent: 0 }],
  [
    'autoscaling/behaviour at microshop-test/autoscaling.behaviour.up.percent',
    { behaviour: { up: { percent: 0 } } },
  ],
  [
    'autoscaling/behaviour at microshop-test/autoscaling.behaviour.up.pods',
    { behaviour: { up: { pods: 0 } } },
  ],
  [
    'autoscaling/behaviour at microshop-test/autoscaling.behaviour.down.stabilizationSeconds',
    { behaviour: { down: { stabilizationSeconds: 3601 } } },
  ],
  [
    'autoscaling/behaviour at microshop-test/autoscaling.behaviour.down.periodSeconds',
    { behaviour: { down: { periodSeconds: 1801 } } },
  ],
])('%s', (fault, scaling) => {
  expect(faultsOf(build(scaling))).toEqual([fault]);
});

test('min may be max', () => {
  expect(faultsOf(build({ min: 10 }))).toEqual([]);
});
