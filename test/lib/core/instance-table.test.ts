import { instanceSizes, maxPods } from '../../../lib/core/instance-table';

test.each([
  ['t3.small', 2, 2048, 11],
  ['t3.medium', 2, 4096, 17],
  ['t3a.small', 2, 2048, 8],
  ['t4g.2xlarge', 8, 32768, 58],
  ['t3.large', 2, 8192, 35],
  ['m5.large', 2, 8192, 29],
  ['m8g.4xlarge', 16, 65536, 234],
  ['c6i.2xlarge', 8, 16384, 58],
  ['r7i.xlarge', 4, 32768, 58],
])('%s has %d CPUs, %d MiB and %d pods', (type, cpus, memoryMiB, pods) => {
  const size = instanceSizes[type];
  expect(size).toMatchObject({ cpus, memoryMiB });
  expect(size && maxPods(size)).toBe(pods);
});

test('families end where they are said to', () => {
  expect(Object.keys(instanceSizes)).toHaveLength(3 * 5 + 6 * 4 + 4 * 3 + 3 * 3);
  expect(instanceSizes['c5.4xlarge']).toBeUndefined();
});
