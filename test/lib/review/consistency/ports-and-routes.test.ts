import { proveConsistency } from '../../../../lib/review/consistency';
import type { Manifest } from '../../../../lib/review/manifest';
import { deployment, manifest } from '../manifests';

const orders = deployment('orders');
const service = (...ports: readonly object[]) =>
  manifest('v1', 'Service', 'orders', { selector: { 'app.kubernetes.io/name': 'orders' }, ports });
const good = service({ name: 'web', port: 80, targetPort: 'http' });
const found = (...manifests: readonly Manifest[]) => proveConsistency(manifests);

describe('ports', () => {
  test.each([[{ port: 80, targetPort: 'http' }], [{ port: 80, targetPort: 8080 }], [{ port: 8080 }]])(
    '%j is on the pods',
    (port) => {
      expect(found(orders, service(port))).toEqual([]);
    },
  );

  test.each([
    [{ port: 80 }, '80/TCP'],
    [{ port: 80, targetPort: 'htpp' }, 'htpp/TCP'],
    [{ port: 80, targetPort: 8081 }, '8081/TCP'],
    [{ port: 8080, protocol: 'UDP' }, '8080/UDP'],
  ])('%j is not', (port, shown) => {
    expect(found(orders, service(port))).toMatchObject([
      {
        code: 'consistency/service-port',
        found: `port ${shown}, and the pods of shop/Deployment/orders have http 8080/TCP`,
      },
    ]);
  });

  test('of sidecars count, of init containers not', () => {
    const pod = (more: object) =>
      deployment('orders', {
        pod: { initContainers: [{ name: 'init', ports: [{ name: 'extra', containerPort: 9 }], ...more }] },
      });
    const extra = service({ port: 9, targetPort: 'extra' });
    expect(found(pod({ restartPolicy: 'Always' }), extra)).toEqual([]);
    expect(found(pod({}), extra)).toMatchObject([{ code: 'consistency/service-port' }]);
  });

  test.each(['startupProbe', 'readinessProbe', 'livenessProbe'])(
    'that a %s names are in its container',
    (probe) => {
      const asking = (port: unknown) =>
        deployment('orders', { container: { [probe]: { httpGet: { port } } } });
      expect(found(asking('http'))).toEqual([]);
      expect(found(asking(9999))).toEqual([]);
      expect(found(asking('health'))).toMatchObject([
        { code: 'consistency/probe-port', path: `shop/Deployment/orders.orders.${probe}` },
      ]);
      expect(
        found(deployment('orders', { container: { [probe]: { tcpSocket: { port: 'tcp' } } } })),
      ).toHaveLength(1);
    },
  );
});

describe('routes', () => {
  const ingress = (backend: object) =>
    manifest('networking.k8s.io/v1', 'Ingress', 'edge', {
      rules: [{ http: { paths: [{ path: '/api', backend }] } }],
    });
  const fallback = (backend: object) =>
    manifest('networking.k8s.io/v1', 'Ingress', 'edge', { defaultBackend: backend });
  const route = (ref: object) =>
    manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', 'edge', { rules: [{ backendRefs: [ref] }] });
  const mirror = (backendRef: object) =>
    manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', 'edge', {
      rules: [{ filters: [{ requestMirror: { backendRef } }] }],
    });
  const binding = (serviceRef: object) =>
    manifest('elbv2.k8s.aws/v1beta1', 'TargetGroupBinding', 'edge', { serviceRef });
  const of = (name: string, port: object) => ({ service: { name, port } });

  test.each([
    [ingress(of('orders', { number: 80 }))],
    [ingress(of('orders', { name: 'web' }))],
    [fallback(of('orders', { number: 80 }))],
    [route({ name: 'orders', port: 80 })],
    [mirror({ name: 'orders', port: 80 })],
    [binding({ name: 'orders', port: 80 })],
    [binding({ name: 'orders', port: 'web' })],
    [route({ group: 'example.com', kind: 'Bucket', name: 'images' })],
    [ingress(of('redirect', { name: 'use-annotation' }))],
  ])('to a Service and port that are there: %j', (one) => {
    expect(found(orders, good, one)).toEqual([]);
  });

  test.each([
    [ingress(of('order', { number: 80 }))],
    [fallback(of('order', { number: 80 }))],
    [route({ name: 'order', port: 80 })],
    [route({ name: 'orders', namespace: 'other', port: 80 })],
    [mirror({ name: 'order', port: 80 })],
    [binding({ name: 'order', port: 80 })],
  ])('to a Service that is not: %j', (one) => {
    expect(found(orders, good, one)).toMatchObject([{ code: 'consistency/no-service' }]);
  });

  test.each([
    [ingress(of('orders', { number: 8080 }))],
    [ingress(of('orders', { name: 'http' }))],
    [route({ name: 'orders', port: 8080 })],
    [binding({ name: 'orders', port: 8080 })],
  ])('to a port that is not: %j', (one) => {
    const [problem] = found(orders, good, one);
    expect(problem?.code).toBe('consistency/route-port');
    expect(problem?.found).toMatch(/Service shop\/Service\/orders has web 80/);
  });

  test('a StatefulSet is governed by a Service that is there', () => {
    const set = (serviceName: string) => manifest('apps/v1', 'StatefulSet', 'db', { serviceName });
    expect(found(orders, good, set('orders'))).toEqual([]);
    expect(found(orders, good, set('db'))).toMatchObject([
      { code: 'consistency/no-service', path: 'shop/StatefulSet/db.serviceName' },
    ]);
  });
});
