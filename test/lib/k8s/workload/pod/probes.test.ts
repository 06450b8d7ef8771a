import type { Health } from '../../../../../lib/k8s/workload/pod/health';
import { planProbes } from '../../../../../lib/k8s/workload/pod/probes';

const ports = { http: 8080, metrics: 9090 };
const places = (health: Health) =>
  planProbes(health, ports, 'http').faults.map(({ error, at }) => `${error} ${at}`);

test('each way to ask', () => {
  expect(planProbes({ path: '/h' }, ports, 'http').readinessProbe.httpGet).toMatchObject({
    path: '/h',
    port: { value: 'http' },
  });
  expect(planProbes({ path: '/h' }, { metrics: 9090 }, undefined).readinessProbe.httpGet).toMatchObject({
    port: { value: 'metrics' },
  });
  expect(planProbes({ path: '/h' }, ports, 'metrics').readinessProbe.httpGet).toMatchObject({
    port: { value: 'metrics' },
  });
  const command = planProbes({ command: ['pg_isready'], liveness: { command: ['true'] } }, ports, 'http');
  expect(command.readinessProbe.exec).toEqual({ command: ['pg_isready'] });
  expect(command.livenessProbe.exec).toEqual({ command: ['true'] });
  const tcp = planProbes({ tcp: 'http', startup: { tcp: 'metrics' } }, ports, 'http');
  expect(tcp.readinessProbe.tcpSocket).toMatchObject({ port: { value: 'http' } });
  expect(tcp.startupProbe.tcpSocket).toMatchObject({ port: { value: 'metrics' } });
  expect([...command.faults, ...tcp.faults]).toEqual([]);
});

test('figures of one probe replace its own defaults only', () => {
  const plan = planProbes(
    { path: '/', liveness: { periodSeconds: 20 }, startup: { failureThreshold: 6 } },
    ports,
    'http',
  );
  expect(plan.faults).toEqual([]);
  expect(plan.livenessProbe).toMatchObject({
    initialDelaySeconds: 30,
    periodSeconds: 20,
    failureThreshold: 3,
  });
  expect(plan.startupProbe).toMatchObject({ periodSeconds: 5, failureThreshold: 6 });
});

test.each<[string, Health]>([
  ['probe health.liveness', { path: '/', liveness: { path: 'live' } }],
  ['probe health.readiness', { path: '/', readiness: { path: '/a b' } }],
  ['probe health.startup', { command: ['x'], startup: { command: [] } }],
  ['probe health.startup', { command: ['x'], startup: { command: [''] } }],
  ['unknown-port health.port', { path: '/', port: 'admin' }],
  ['unknown-port health.readiness', { tcp: 'http', readiness: { tcp: 'admin' } }],
  ['probe health.startup.initialDelaySeconds', { path: '/', startup: { initialDelaySeconds: -1 } }],
  ['probe health.readiness.timeoutSeconds', { path: '/', readiness: { timeoutSeconds: 6 } }],
  ['probe health.readiness.timeoutSeconds', { path: '/', readiness: { timeoutSeconds: 0 } }],
  ['probe health.liveness.failureThreshold', { path: '/', liveness: { failureThreshold: 0 } }],
])('%s', (fault, health) => {
  expect(places(health)).toEqual([fault]);
});

test('a period of nothing', () => {
  expect(places({ path: '/', liveness: { periodSeconds: 0 } })).toContain(
    'probe health.liveness.periodSeconds',
  );
});

test('a start may take as long as liveness grants it', () => {
  const plan = planProbes({ path: '/', startup: { failureThreshold: 5 } }, ports, 'http');
  expect(plan.faults).toMatchObject([
    { at: 'health.startup', found: 'gives up after 0 + 5 * 5 = 25 s, while liveness begins at 30 s' },
  ]);
});

test('calls are taken away before the container is started again', () => {
  const health = { path: '/', liveness: { periodSeconds: 5, failureThreshold: 2 } };
  expect(planProbes(health, ports, 'http').faults).toMatchObject([{ error: 'probe', at: 'health.liveness' }]);
  const equal = { path: '/', liveness: { periodSeconds: 5, failureThreshold: 3 } };
  expect(planProbes(equal, ports, 'http').faults).toEqual([]);
});
