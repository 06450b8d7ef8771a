import { Construct } from 'constructs';
import { collectProblems } from '../../../../../lib/core/report';
import { Volumes } from '../../../../../lib/k8s/workload/pod/volumes';
import { testChart } from '../support';

function build() {
  const chart = testChart();
  const owner = new Construct(chart, 'orders');
  return { owner, other: new Construct(chart, 'other'), volumes: new Volumes(owner) };
}

test('a claim is mounted and not listed', () => {
  const { owner, volumes } = build();
  volumes.add('data', { path: '/data', claim: true }, owner);
  expect(volumes.toVolumes()).toEqual([]);
  expect(volumes.toMounts()).toEqual([{ name: 'data', mountPath: '/data' }]);
});

test.each(['', 'data', '/', '/a/', '/a/../b', '/a:b', '/a b', '//a'])('path %j', (path) => {
  const { owner, volumes } = build();
  volumes.add('a', { path, sizeLimit: '1Mi' }, owner);
  expect(collectProblems(owner)).toMatchObject([{ code: 'workload/volume-path', found: `"${path}"` }]);
});

test('one path for two', () => {
  const { owner, other, volumes } = build();
  volumes.add('a', { path: '/x', sizeLimit: '1Mi' }, owner);
  volumes.add('b', { path: '/x', configMap: 'c' }, other);
  volumes.add('c', { path: '/x/y', configMap: 'c' }, other);
  expect(collectProblems(owner)).toMatchObject([
    {
      code: 'workload/volume-path',
      found: '/x, where volume a of microshop-test/orders is; asked for by microshop-test/other',
    },
  ]);
});

test('one name for two keeps the first', () => {
  const { owner, other, volumes } = build();
  volumes.add('a', { path: '/x', sizeLimit: '1Mi' }, owner);
  volumes.add('a', { path: '/y', sizeLimit: '1Mi' }, other);
  expect(collectProblems(owner)).toMatchObject([
    {
      code: 'workload/volume-name',
      path: 'microshop-test/orders.volumes.a',
      found: '"a", from microshop-test/orders and from microshop-test/other',
    },
  ]);
  expect(volumes.toMounts()).toEqual([{ name: 'a', mountPath: '/x' }]);
});

test.each(['A', 'a_b', '-a', 'a'.repeat(64), ''])('name %j', (name) => {
  const { owner, volumes } = build();
  volumes.add(name, { path: '/x', sizeLimit: '1Mi' }, owner);
  expect(collectProblems(owner)).toMatchObject([{ code: 'workload/volume-name' }]);
});
