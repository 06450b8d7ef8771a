import { collectProblems } from '../../../../lib/core/report';
import { Job, type JobProps } from '../../../../lib/k8s/workload';
import { faultsOf, image, manifests, size, testChart } from './support';

function build(props: Partial<JobProps> = {}) {
  const chart = testChart();
  new Job(chart, 'migrate', { image, size, ...props });
  return chart;
}

test('a Job that is not started again', () => {
  const chart = build();
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  expect(Object.keys(all).sort()).toEqual(['Job/migrate', 'ServiceAccount/migrate']);
  const { template, ...spec } = all['Job/migrate']?.['spec'] ?? {};
  expect(spec).toEqual({
    backoffLimit: 2,
    activeDeadlineSeconds: 3600,
    ttlSecondsAfterFinished: 86_400,
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
  });
  expect(template.spec.restartPolicy).toBe('Never');
  expect(template.spec.containers[0]).not.toHaveProperty('livenessProbe');
  expect(all['Job/migrate']?.['metadata'].annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
    'kustomize.toolkit.fluxcd.io/force': 'enabled',
  });
});

test('a revision is part of the name of the Job alone', () => {
  const all = manifests(build({ revision: '1-4-2', limits: { retries: 0, deadlineSeconds: 60 } }));
  expect(Object.keys(all).sort()).toEqual(['Job/migrate-1-4-2', 'ServiceAccount/migrate']);
  expect(all['Job/migrate-1-4-2']?.['spec']).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 60 });
});

test.each<[string, Partial<JobProps>]>([
  ['workload/rollout at microshop-test/migrate.limits.retries', { limits: { retries: -1 } }],
  ['workload/rollout at microshop-test/migrate.limits.deadlineSeconds', { limits: { deadlineSeconds: 0 } }],
  ['workload/rollout at microshop-test/migrate.ttlSecondsAfterFinished', { ttlSecondsAfterFinished: -1 }],
  ['manifest/name at microshop-test/migrate', { revision: '1.4.2' }],
])('%s', (fault, props) => {
  expect(faultsOf(build(props))).toEqual([fault]);
});
