import { App } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import { NamespaceChart } from '../../../../lib/k8s/manifest/namespace-chart';
import { PriorityClasses } from '../../../../lib/k8s/namespace';

function testChart() {
  return new NamespaceChart(new App(), 'chart', {
    namespace: 'microshop-prod',
    partOf: 'microshop',
    environment: 'prod',
    kubernetesVersion: '1.36',
  });
}

describe('PriorityClasses', () => {
  test('are of the cluster, under the name of the system, and none holds for pods that name none', () => {
    const chart = testChart();
    const classes = new PriorityClasses(chart, 'priorities');
    expect(collectProblems(chart)).toEqual([]);
    expect(classes.names).toEqual({
      batch: 'microshop-batch',
      critical: 'microshop-critical',
      default: 'microshop-default',
    });
    const objects = chart.toJson();
    expect(
      objects.map((one) => [one.metadata.name, one.value, one.preemptionPolicy, one.globalDefault]),
    ).toEqual([
      ['microshop-batch', 1000, 'Never', false],
      ['microshop-critical', 1000000, 'PreemptLowerPriority', false],
      ['microshop-default', 100000, 'PreemptLowerPriority', false],
    ]);
    expect(objects.every((one) => !('namespace' in one.metadata))).toBe(true);
    expect(objects[0]).toMatchObject({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' });
    expect(objects.every((one) => one.description.length > 10)).toBe(true);
  });

  test('can be others', () => {
    const classes = new PriorityClasses(testChart(), 'priorities', {
      prefix: 'shop',
      classes: { urgent: { value: 1_000_000_000, preemption: 'never', description: 'Now.' } },
    });
    expect(classes.names).toEqual({ urgent: 'shop-urgent' });
  });

  test.each([1_000_000_001, -2_147_483_649, 1.5])('%d is no priority', (value) => {
    const chart = testChart();
    const classes = { urgent: { value, preemption: 'never' as const, description: 'Now.' } };
    new PriorityClasses(chart, 'priorities', { classes });
    expect(collectProblems(chart).map((one) => [one.code, one.path])).toEqual([
      ['namespace/priority', 'chart/priorities.classes.urgent.value'],
    ]);
  });

  test('a bad name is a mistake', () => {
    const chart = testChart();
    new PriorityClasses(chart, 'priorities', { prefix: 'Shop' });
    expect(collectProblems(chart).map((one) => one.code)).toEqual(Array(3).fill('manifest/name'));
  });
});
