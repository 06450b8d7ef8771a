import { collectProblems } from '../../../../lib/core/report';
import { Agent, type AgentProps } from '../../../../lib/k8s/workload';
import { faultsOf, image, manifests, size, testChart } from './support';

function build(props: Partial<AgentProps> = {}) {
  const chart = testChart();
  new Agent(chart, 'logs', { image, size, health: 'unchecked', ...props });
  return chart;
}

test('a DaemonSet on every node', () => {
  const chart = build();
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  expect(Object.keys(all).sort()).toEqual(['DaemonSet/logs', 'ServiceAccount/logs']);
  const { template, ...spec } = all['DaemonSet/logs']?.['spec'] ?? {};
  expect(spec).toEqual({
    selector: {
      matchLabels: { 'app.kubernetes.io/name': 'logs', 'app.kubernetes.io/part-of': 'microshop' },
    },
    minReadySeconds: 5,
    revisionHistoryLimit: 5,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  });
  expect(template.spec.tolerations).toEqual([
    { effect: 'NoExecute', operator: 'Exists' },
    { effect: 'NoSchedule', operator: 'Exists' },
  ]);
  expect(template.spec).not.toHaveProperty('topologySpreadConstraints');
});

test('what is asked for is there', () => {
  const chart = build({
    maxUnavailable: '10%',
    ports: { metrics: 9100 },
    health: { path: '/metrics' },
    nodes: { tolerations: [] },
  });
  const spec = manifests(chart)['DaemonSet/logs']?.['spec'];
  expect(collectProblems(chart)).toEqual([]);
  expect(spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
  expect(spec.template.spec.tolerations).toEqual([]);
});

test.each([0, 1.5, '0%', '101%', '1'])('maxUnavailable %j', (maxUnavailable) => {
  expect(faultsOf(build({ maxUnavailable }))).toEqual([
    'workload/rollout at microshop-test/logs.maxUnavailable',
  ]);
});
