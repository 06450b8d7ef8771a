import { collectProblems } from '../../../../lib/core/report';
import { CronTask, type CronTaskProps } from '../../../../lib/k8s/workload';
import { faultsOf, image, manifests, size, testChart } from './support';

function build(props: Partial<CronTaskProps> = {}) {
  const chart = testChart();
  new CronTask(chart, 'report', { image, size, schedule: '30 2 * * *', ...props });
  return chart;
}

test('a CronJob that does not overtake itself', () => {
  const chart = build();
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  expect(Object.keys(all).sort()).toEqual(['CronJob/report', 'ServiceAccount/report']);
  const { jobTemplate, ...spec } = all['CronJob/report']?.['spec'] ?? {};
  expect(spec).toEqual({
    schedule: '30 2 * * *',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 300,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    suspend: false,
  });
  expect(jobTemplate.spec).toMatchObject({ backoffLimit: 2, activeDeadlineSeconds: 3600 });
  expect(jobTemplate.spec.template.spec.restartPolicy).toBe('Never');
  expect(jobTemplate.metadata.labels['app.kubernetes.io/name']).toBe('report');
});

test('what is asked for is there', () => {
  const chart = build({
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadlineSeconds: 60,
    history: { successful: 1, failed: 0 },
    gracefulStop: { preStopSeconds: 3 },
  });
  const spec = manifests(chart)['CronJob/report']?.['spec'];
  expect(spec).toMatchObject({
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadlineSeconds: 60,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 0,
  });
  expect(spec.jobTemplate.spec.template.spec.containers[0].lifecycle).toEqual({
    preStop: { sleep: { seconds: 3 } },
  });
});

test.each<[string, Partial<CronTaskProps>]>([
  ['workload/schedule at microshop-test/report.schedule', { schedule: '@daily' }],
  ['workload/time-zone at microshop-test/report.timeZone', { timeZone: 'Berlin' }],
  ['workload/rollout at microshop-test/report.startingDeadlineSeconds', { startingDeadlineSeconds: 9 }],
  ['workload/rollout at microshop-test/report.limits.retries', { limits: { retries: 1.5 } }],
  ['workload/rollout at microshop-test/report.history.failed', { history: { successful: 0, failed: -1 } }],
  [
    'workload/rollout at microshop-test/report.history.successful',
    { history: { successful: -1, failed: 0 } },
  ],
])('%s', (fault, props) => {
  expect(faultsOf(build(props))).toEqual([fault]);
});
