import { isClusterScoped, orderGroup } from '../../../../lib/k8s/manifest/order';

test('what is needed comes before what needs it', () => {
  const kinds = [
    'Namespace',
    'PriorityClass',
    'ResourceQuota',
    'LimitRange',
    'ServiceAccount',
    'Role',
    'RoleBinding',
    'NetworkPolicy',
  ];
  kinds.push(
    'ConfigMap',
    'Secret',
    'SecretStore',
    'ExternalSecret',
    'PersistentVolumeClaim',
    'Service',
    'StatefulSet',
    'DaemonSet',
  );
  kinds.push(
    'Deployment',
    'Job',
    'CronJob',
    'HorizontalPodAutoscaler',
    'PodDisruptionBudget',
    'Gateway',
    'HTTPRoute',
    'Ingress',
  );
  const groups = kinds.map(orderGroup);
  expect(groups).toEqual([...groups].sort());
  expect(new Set(groups).size).toBe(groups.length);
  expect(groups[0]).toBe('00');
});

test('a kind without a place comes last', () => {
  expect(orderGroup('Rollout')).toBe('90');
});

test('kinds without a namespace', () => {
  expect(isClusterScoped('PriorityClass')).toBe(true);
  expect(isClusterScoped('Deployment')).toBe(false);
});
