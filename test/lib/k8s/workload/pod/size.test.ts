import fc from 'fast-check';
import { formatBytes, formatCpu } from '../../../../../lib/core/quantity';
import { type Size, sizeFaults } from '../../../../../lib/k8s/workload/pod/size';

const well: Size = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };
const places = (size: Size, writable = {}) =>
  sizeFaults(size, writable).map(({ error, at }) => `${error} ${at}`);

test('a size that is well', () => {
  expect(places(well)).toEqual([]);
  expect(places({ ...well, limits: { cpu: '0.1', memory: '128Mi' } })).toEqual([]);
  expect(places({ ...well, limits: { cpu: '2', memory: '1G' } }, { a: { sizeLimit: '1Mi' } })).toEqual([]);
});

test.each<[string, Size]>([
  ['quantity size.requests.cpu', { ...well, requests: { cpu: '0', memory: '128Mi' } }],
  ['quantity size.limits.cpu', { ...well, limits: { cpu: 'one', memory: '256Mi' } }],
  ['quantity size.limits.memory', { ...well, limits: { memory: '256 MB' } }],
  ['quantity size.limits.memory', { ...well, limits: { memory: '256' } }],
  ['quantity size.requests.cpu', { ...well, requests: { cpu: '100Mi', memory: '128Mi' } }],
  ['quantity size.requests.cpu', { ...well, requests: { cpu: '100k', memory: '128Mi' } }],
  ['quantity size.requests.cpu', { ...well, requests: { cpu: '1.5m', memory: '128Mi' } }],
  ['quantity size.limits.cpu', { ...well, limits: { cpu: '1Gi', memory: '256Mi' } }],
  ['quantity size.requests.memory', { ...well, requests: { cpu: '1', memory: '128m' } }],
  ['request-over-limit size.requests.memory', { ...well, limits: { memory: '64Mi' } }],
  ['quantity size.ephemeralStorage.request', { ...well, ephemeralStorage: { request: 'x', limit: '1Gi' } }],
  ['quantity size.ephemeralStorage.limit', { ...well, ephemeralStorage: { request: '1Gi', limit: 'x' } }],
  [
    'request-over-limit size.ephemeralStorage.request',
    { ...well, ephemeralStorage: { request: '2Gi', limit: '1Gi' } },
  ],
])('%s', (fault, size) => {
  expect(places(size)).toEqual([fault]);
});

test('writable folders fit the limit, and say how they do not', () => {
  expect(places(well, { a: { sizeLimit: '512Mi' }, b: { sizeLimit: '512Mi' } })).toEqual([]);
  expect(places(well, { a: { sizeLimit: 'much' } })).toEqual(['quantity writable.a.sizeLimit']);
  expect(sizeFaults(well, { a: { sizeLimit: '64m' } })).toMatchObject([
    { error: 'quantity', found: '"64m", less than 1Mi', fix: 'write it as 128Mi or 1Gi: with its unit' },
  ]);
  expect(sizeFaults(well, { b: { sizeLimit: '1Gi' }, a: { sizeLimit: '1Mi' } })).toMatchObject([
    { error: 'ephemeral-storage', found: 'a 1Mi + b 1Gi is more than the limit of 1Gi' },
  ]);
});

test('a request over its limit is found, and only that', () => {
  const amount = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(amount, amount, amount, amount, (cpu, cpuLimit, mib, mibLimit) => {
      const memory = (count: number) => formatBytes(count * 2 ** 20);
      const found = places({
        requests: { cpu: formatCpu(cpu), memory: memory(mib) },
        limits: { cpu: formatCpu(cpuLimit), memory: memory(mibLimit) },
      });
      expect(found).toEqual([
        ...(cpu > cpuLimit ? ['request-over-limit size.requests.cpu'] : []),
        ...(mib > mibLimit ? ['request-over-limit size.requests.memory'] : []),
      ]);
    }),
  );
});
