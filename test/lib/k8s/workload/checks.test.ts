import { configFaults, nameFaults, userFaults } from '../../../../lib/k8s/workload/checks';

test.each(['a', 'order-service', 'o7', 'o'.repeat(52)])('name %s', (name) => {
  expect(nameFaults(name)).toEqual([]);
});

test.each(['', '7a', '-a', 'a-', 'a.b', 'A', 'a_b', 'o'.repeat(53)])('no name: %j', (name) => {
  expect(nameFaults(name)).toMatchObject([{ error: 'name' }]);
});

test('users', () => {
  expect(userFaults({ uid: 1, gid: 1 })).toEqual([]);
  expect(userFaults({ uid: -1, gid: 1.5 })).toMatchObject([{ at: 'user.uid' }, { at: 'user.gid' }]);
});

test('a file that is no text', () => {
  const files = { a: 'x', port: 8080 as unknown as string };
  expect(configFaults('x', files)).toMatchObject([{ error: 'config-file', found: 'port: number' }]);
});

test('files of a ConfigMap', () => {
  expect(configFaults('x', { 'nginx.conf': 'a', '.env': '', 'a..b': '', 'A_b-1': '' })).toEqual([]);
  for (const name of ['a/b', '..', '..data', '.', '', 'ä']) {
    expect(configFaults('x', { [name]: '' })).toMatchObject([{ error: 'config-file', found: `"${name}"` }]);
  }
  expect(configFaults('x', { a: 'x'.repeat(2 ** 20 - 1) })).toEqual([]);
  expect(configFaults('x', { a: 'x'.repeat(2 ** 20) })).toMatchObject([
    { error: 'config-file', found: '1048577 bytes, of 1048576' },
  ]);
});
