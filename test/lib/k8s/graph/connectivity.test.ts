import { App } from 'cdk8s';
import fc from 'fast-check';
import { collectProblems } from '../../../../lib/core/report';
import { ServiceGraph } from '../../../../lib/k8s/graph';
import { NamespaceBaseline } from '../../../../lib/k8s/namespace';
import { allowed } from './evaluator';
import { FakeWorkload, testChart } from './fake-workload';

const amounts = { cpu: '100m', memory: '128Mi' };
const count = 6;
const ports = [8080, 9090];

/** Six workloads, three in each of two namespaces, with the calls between them. */
function world(calls: readonly (readonly [number, number, number])[]) {
  const app = new App();
  const charts = [testChart('shop', app), testChart('bank', app)] as const;
  for (const chart of charts) {
    new NamespaceBaseline(chart, 'namespace', { defaults: { limits: amounts, requests: amounts } });
  }
  const workloads = Array.from(
    { length: count },
    (_, index) => new FakeWorkload(charts[index % 2 === 0 ? 0 : 1], `w${index}`, { http: 8080, admin: 9090 }),
  );
  const graph = new ServiceGraph(charts[0], 'graph');
  const at = (index: number) => workloads[index] as FakeWorkload;
  for (const [from, to, port] of calls) {
    graph.workload(at(from)).calls(at(to), { port: port === 8080 ? 'http' : 'admin' });
  }
  expect(collectProblems(app)).toEqual([]);
  const objects = charts.flatMap((chart) => chart.toJson());
  const pods = workloads.map(({ namespace, selector }) => ({
    namespace,
    labels: { ...selector, 'pod-template-hash': '1' },
  }));
  return { objects, pods };
}

const call = fc
  .tuple(fc.nat(count - 1), fc.nat(count - 1), fc.constantFrom(...ports))
  .filter(([from, to]) => from !== to);

const manyCalls = fc.uniqueArray(call, { selector: (one) => one.join(), maxLength: 20 });

describe('whatever is declared', () => {
  test('every declared call is let through at both ends, and no other', () => {
    fc.assert(
      fc.property(manyCalls, (calls) => {
        const { objects, pods } = world(calls);
        const declared = new Set(calls.map((one) => one.join()));
        for (const [from, caller] of pods.entries()) {
          for (const [to, callee] of pods.entries()) {
            for (const port of ports) {
              const open = allowed(objects, caller, callee, port);
              expect([from, to, port, open]).toEqual([from, to, port, declared.has([from, to, port].join())]);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the declarations changes nothing', () => {
    fc.assert(
      fc.property(
        manyCalls.chain((calls) =>
          fc.tuple(fc.constant(calls), fc.shuffledSubarray(calls, { minLength: calls.length })),
        ),
        ([calls, shuffled]) => {
          const sorted = (objects: readonly { metadata: { name: string; namespace?: string } }[]) =>
            objects.map((one) => JSON.stringify(one)).sort();
          expect(sorted(world(shuffled).objects)).toEqual(sorted(world(calls).objects));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('the evaluator itself: without a policy all is open, and one side is not enough', () => {
    const { objects, pods } = world([[0, 2, 8080]]);
    const [a, , c] = pods;
    if (!a || !c) throw new Error('no pods');
    expect(allowed([], a, c, 1)).toBe(true);
    const without = (name: string) => objects.filter((one) => one.metadata.name !== name);
    expect(allowed(without('w0-egress'), a, c, 8080)).toBe(false);
    expect(allowed(without('w2-ingress'), a, c, 8080)).toBe(false);
  });
});
