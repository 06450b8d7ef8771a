import { removedIn } from '../../../../lib/core/versions/kubernetes-apis';

test.each([
  ['policy/v1beta1', 'PodDisruptionBudget', 25],
  ['extensions/v1beta1', 'Ingress', 22],
  ['extensions/v1beta1', 'Deployment', 16],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 32],
  ['apps/v1', 'Deployment', undefined],
  ['storage.k8s.io/v1beta1', 'Unknown', undefined],
  ['constructor', 'name', undefined],
  ['policy/v1beta1', 'constructor', 25],
])('%s %s is gone in 1.%s', (apiVersion, kind, minor) => {
  expect(removedIn(apiVersion, kind)).toBe(minor);
});
