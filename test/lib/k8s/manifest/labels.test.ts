import { NAME_LABEL, NAMESPACE_NAME_LABEL, selectorLabels } from '../../../../lib/k8s/manifest';
import { testChart } from './fixture';

test('a selector has nothing of the construct path in it', () => {
  expect(selectorLabels(testChart({}, 'here'), 'orders')).toEqual({
    [NAME_LABEL]: 'orders',
    'app.kubernetes.io/part-of': 'shop',
  });
  expect(selectorLabels(testChart({}, 'there'), 'orders')).toEqual(
    selectorLabels(testChart({}, 'here'), 'orders'),
  );
});

test('the labels are those that Kubernetes recommends and sets', () => {
  expect([NAME_LABEL, NAMESPACE_NAME_LABEL]).toEqual([
    'app.kubernetes.io/name',
    'kubernetes.io/metadata.name',
  ]);
});
