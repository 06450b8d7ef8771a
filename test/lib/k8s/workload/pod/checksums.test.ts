import { Checksums } from '../../../../../lib/k8s/workload/pod/checksums';

function sum(...texts: readonly [string, string][]) {
  const checksums = new Checksums();
  for (const [key, content] of texts) checksums.add(key, content);
  return checksums.toAnnotations();
}

test('nothing to hash is no annotation', () => {
  expect(sum()).toEqual({});
});

test('order and repetition do not count, key and content do', () => {
  const one = sum(['a', '1'], ['b', '2']);
  expect(sum(['b', '2'], ['a', '1'], ['a', '1'])).toEqual(one);
  expect(sum(['a', '1'], ['a', '2'])).toEqual(sum(['a', '2'], ['a', '1']));
  const others = [
    sum(['a', '2'], ['b', '1']),
    sum(['a', '1']),
    sum(['a', '1'], ['b', '3']),
    sum(['a', '12']),
  ];
  expect(new Set([one, ...others].map((each) => each['checksum/config'])).size).toBe(5);
});
