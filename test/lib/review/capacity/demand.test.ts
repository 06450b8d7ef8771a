import { podDemand } from '../../../../lib/review/capacity/demand';
import { containerLimits } from '../../../../lib/review/capacity/limit-range';
import { Workloads } from '../../../../lib/review/workload';
import { deployment, manifest, resources } from '../manifests';

const MiB = 2 ** 20;
const limitRange = (item: object, name = 'defaults') =>
  manifest('v1', 'LimitRange', name, {
    limits: [
      { type: 'Pod', max: { cpu: '1m' } },
      { type: 'Container', ...item },
    ],
  });
const none = containerLimits([]);

function demand(pod: object, range: object = {}) {
  const [workload] = new Workloads([deployment('orders', { pod: { ...pod } })]).all;
  if (!workload) throw new Error();
  return podDemand(workload, containerLimits([limitRange(range)])('shop'));
}

const one = (cpu: string, memory: string, more: object = {}) => ({
  name: cpu,
  ...resources(cpu, memory),
  ...more,
});

describe('what a pod asks for', () => {
  test('is the sum of its containers and sidecars', () => {
    const pod = {
      containers: [one('100m', '64Mi'), one('50m', '32Mi')],
      initContainers: [one('25m', '16Mi', { restartPolicy: 'Always' })],
    };
    expect(demand(pod).requests).toMatchObject({ cpu: 175, memory: 112 * MiB });
  });

  test('is that of its greediest init container, with the sidecars before it, when that is more', () => {
    const sidecar = one('25m', '16Mi', { restartPolicy: 'Always' });
    const init = one('500m', '32Mi');
    const containers = [one('100m', '64Mi')];
    expect(demand({ containers, initContainers: [init, sidecar] }).requests).toMatchObject({
      cpu: 500,
      memory: 80 * MiB,
    });
    expect(demand({ containers, initContainers: [sidecar, init] }).requests).toMatchObject({
      cpu: 525,
      memory: 80 * MiB,
    });
    const small = one('10m', '1Mi');
    expect(demand({ containers, initContainers: [small, small] }).requests.cpu).toBe(100);
  });

  test('has the overhead of its runtime class, and gives way to what is said of the pod as a whole', () => {
    const containers = [one('100m', '64Mi')];
    const overhead = { cpu: '10m' };
    expect(demand({ containers, overhead }).requests.cpu).toBe(110);
    const whole = { requests: { cpu: '300m' }, limits: { cpu: '400m' } };
    expect(demand({ containers: [{ name: 'a' }], resources: whole, overhead })).toMatchObject({
      requests: { cpu: 310 },
      limits: { cpu: 410 },
      unset: [],
    });
  });

  test('is its limit where it says no request', () => {
    expect(demand({ containers: [{ name: 'a', resources: { limits: { cpu: '70m' } } }] }).requests.cpu).toBe(
      70,
    );
  });
});

describe('a LimitRange', () => {
  const bare = { containers: [{ name: 'a' }] };

  test('gives what containers do not state', () => {
    const range = {
      default: { cpu: '500m', memory: '512Mi' },
      defaultRequest: { cpu: '100m', memory: '128Mi' },
    };
    expect(demand(bare, range)).toMatchObject({
      requests: { cpu: 100, memory: 128 * MiB },
      limits: { cpu: 500, memory: 512 * MiB },
    });
    expect(demand({ containers: [one('10m', '1Mi')] }, range)).toMatchObject({
      requests: { cpu: 10, memory: MiB },
      limits: { cpu: 10, memory: MiB },
    });
  });

  test('is completed as the API server completes it', () => {
    expect(demand(bare, { max: { cpu: '2' } })).toMatchObject({
      requests: { cpu: 2000 },
      limits: { cpu: 2000 },
    });
    expect(demand(bare, { default: { cpu: '1' } })).toMatchObject({
      requests: { cpu: 1000 },
      limits: { cpu: 1000 },
    });
    expect(demand(bare, { min: { cpu: '5m' } })).toMatchObject({ requests: { cpu: 5 }, limits: { cpu: 0 } });
  });

  test('names what is stated nowhere', () => {
    expect(demand(bare, { default: { cpu: '1', memory: '1Gi' } }).unset).toEqual([
      { what: 'requests.ephemeral-storage', container: 'a' },
      { what: 'limits.ephemeral-storage', container: 'a' },
    ]);
  });

  test('the first by name counts, of its own namespace only', () => {
    const [a, b] = [limitRange({ default: { cpu: '1' } }, 'a'), limitRange({ default: { cpu: '2' } }, 'b')];
    expect(containerLimits([b, a])('shop').limits).toEqual({ cpu: 1000 });
    expect(containerLimits([b, a])('other')).toEqual(none('other'));
  });

  test.each([
    [{ default: { memory: '512Mi' } }, { requests: { memory: '512Mi' } }, undefined],
    [
      { default: { memory: '512Mi' } },
      { requests: { memory: '513Mi' } },
      'asks for 513Mi of memory and may have 512Mi (with what shop/LimitRange/defaults gives)',
    ],
    [{ max: { cpu: '1' } }, { limits: { cpu: '1' } }, undefined],
    [
      { max: { cpu: '1' } },
      { limits: { cpu: '1001m' } },
      'may have 1001m of cpu, and shop/LimitRange/defaults allows 1',
    ],
    [{ min: { cpu: '10m' } }, { limits: { cpu: '10m' } }, undefined],
    [
      { min: { cpu: '10m' } },
      { limits: { cpu: '9m' } },
      'asks for 9m of cpu, and shop/LimitRange/defaults wants 10m at least',
    ],
  ])('%j and a container with %j', (range, stated, found) => {
    const { problems } = demand({ containers: [{ name: 'a', resources: stated }] }, range);
    expect(problems).toEqual(
      found === undefined
        ? []
        : [
            {
              code: 'capacity/limit-range',
              severity: 'error',
              path: 'shop/Deployment/orders.a.resources',
              found,
              fix: expect.any(String),
            },
          ],
    );
  });

  test('an amount that cannot be read is an error, not a nothing', () => {
    expect(
      demand({ containers: [{ name: 'a', resources: { limits: { memory: '128mi' } } }] }).problems,
    ).toMatchObject([
      { code: 'capacity/quantity', path: 'shop/Deployment/orders.a.limits.memory', found: '"128mi"' },
    ]);
  });
});
