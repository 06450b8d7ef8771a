import type { Toleration } from '../../../../../lib/k8s/manifest/kinds';
import { tolerationFaults } from '../../../../../lib/k8s/workload/pod/tolerations';

test.each<Toleration>([
  { operator: 'Exists' },
  { operator: 'Exists', effect: 'NoSchedule' },
  { key: 'example.com/gpu', operator: 'Exists', effect: 'PreferNoSchedule' },
  { key: 'dedicated', operator: 'Equal', value: 'batch', effect: 'NoExecute', tolerationSeconds: 60 },
  { key: 'dedicated', value: '' },
])('%j is well', (one) => {
  expect(tolerationFaults([one])).toEqual([]);
  expect(tolerationFaults()).toEqual([]);
});

test.each<[keyof Toleration, Toleration]>([
  ['operator', { key: 'a', operator: 'Equals' }],
  ['effect', { key: 'a', effect: 'NoScheduled' }],
  ['value', { key: 'a', operator: 'Exists', value: 'b' }],
  ['value', { key: 'a', value: 'b c' }],
  ['key', { value: 'b' }],
  ['key', { key: 'a b', operator: 'Exists' }],
  ['tolerationSeconds', { key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }],
  ['tolerationSeconds', { key: 'a', tolerationSeconds: 5 }],
])('%s: %j', (field, one) => {
  expect(tolerationFaults([{ operator: 'Exists' }, one])).toMatchObject([
    { error: 'toleration', at: `nodes.tolerations.1.${field}` },
  ]);
});
