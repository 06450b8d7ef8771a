import fc from 'fast-check';
import { nameOf, namespaceOf, ofKind, specOf } from '../../../lib/review/manifest';
import { selects } from '../../../lib/review/selector';
import { shareOf, Workloads } from '../../../lib/review/workload';
import { autoscaler, deployment, manifest, workload } from './manifests';

describe('a manifest', () => {
  test('has what it says, and what the API server takes it to say', () => {
    const one = { path: 'a', object: { apiVersion: 'v1', kind: 'Namespace', metadata: {} } };
    expect([nameOf(one), namespaceOf(one), specOf(one)]).toEqual(['', 'default', {}]);
    expect(ofKind([one, deployment('a')], 'Namespace', 'Secret')).toEqual([one]);
  });
});

test.each([
  [10, 3, 3],
  [10, '25%', 3],
  [10, '30%', 3],
  [10, '31%', 4],
  [0, '50%', 0],
  [7, '2', 2],
])('of %d the share %p is %d', (whole, share, expected) => {
  expect(shareOf(whole, share)).toBe(expected);
});

describe('Workloads', () => {
  test('knows the bounds of each', () => {
    const { all } = new Workloads([
      deployment('fixed', { spec: { replicas: 4 } }),
      deployment('scaled', { spec: { replicas: 4 } }),
      autoscaler('scaled', 2, 10),
      deployment('single', { spec: { replicas: undefined } }),
      workload('DaemonSet', 'agent', { spec: { replicas: 9 } }),
      workload('Job', 'migrate', { spec: { parallelism: 3 } }),
    ]);
    expect(all.map(({ name, min, max }) => [name, min, max])).toEqual([
      ['fixed', 4, 4],
      ['scaled', 2, 10],
      ['single', 1, 1],
      ['agent', 1, 1],
      ['migrate', 3, 3],
    ]);
  });

  test('an autoscaler of another kind or namespace is not of this one', () => {
    const { all } = new Workloads([workload('StatefulSet', 'orders'), autoscaler('orders', 3, 9)]);
    expect(all).toMatchObject([{ kind: 'StatefulSet', min: 2, max: 2 }]);
  });

  test('finds by name and kind', () => {
    const workloads = new Workloads([deployment('orders')]);
    expect(workloads.named('shop', 'Deployment', 'orders')?.path).toBe('shop/Deployment/orders');
    expect(workloads.named('other', 'Deployment', 'orders')).toBeUndefined();
    expect(workloads.named('shop', 'StatefulSet', 'orders')).toBeUndefined();
  });

  test('finds by labels what a look at each would find', () => {
    const value = fc.constantFrom('1', '2');
    const anyLabels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value);
    fc.assert(
      fc.property(fc.array(anyLabels, { maxLength: 6 }), anyLabels, (each, matchLabels) => {
        const manifests = each.map((labels, index) =>
          manifest('apps/v1', 'Deployment', `d${index}`, { template: { metadata: { labels } } }),
        );
        const workloads = new Workloads(manifests);
        expect(workloads.selectedBy('shop', { matchLabels })).toEqual(
          workloads.all.filter(({ labels }) => selects({ matchLabels }, labels)),
        );
        expect(workloads.selectedBy('other', { matchLabels })).toEqual([]);
      }),
    );
  });
});
