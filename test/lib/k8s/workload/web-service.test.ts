import { collectProblems } from '../../../../lib/core/report';
import { WebService, type WebServiceProps } from '../../../../lib/k8s/workload';
import { faultsOf, image, type Manifest, manifests, orders, size, testChart } from './support';

function build(props: Partial<WebServiceProps> = {}) {
  const chart = testChart();
  const service = new WebService(chart, 'orders', { ...orders, ...props });
  return { chart, service };
}

function deploymentOf(props: Partial<WebServiceProps> = {}): Manifest {
  return manifests(build(props).chart)['Deployment/orders'] ?? {};
}

function containerOf(props: Partial<WebServiceProps> = {}): Manifest {
  return deploymentOf(props)['spec'].template.spec.containers[0];
}

const labels = {
  'app.kubernetes.io/component': 'service',
  'app.kubernetes.io/managed-by': 'isthmus',
  'app.kubernetes.io/name': 'orders',
  'app.kubernetes.io/part-of': 'microshop',
  environment: 'test',
};
const selector = { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/part-of': 'microshop' };

describe('by default', () => {
  const { chart } = build();
  const all = manifests(chart);

  test('nothing is wrong', () => {
    expect(collectProblems(chart)).toEqual([]);
  });

  test('these are its objects', () => {
    expect(Object.keys(all).sort()).toEqual([
      'Deployment/orders',
      'PodDisruptionBudget/orders',
      'Service/orders',
      'ServiceAccount/orders',
    ]);
    for (const one of Object.values(all)) {
      expect(one['metadata']).toEqual({ name: 'orders', namespace: 'microshop-test', labels });
    }
  });

  test('its Deployment', () => {
    expect(all['Deployment/orders']).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'orders', namespace: 'microshop-test', labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: selector },
        minReadySeconds: 5,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 5,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'orders',
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 30,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              runAsGroup: 10001,
              fsGroup: 10001,
              fsGroupChangePolicy: 'OnRootMismatch',
              seccompProfile: { type: 'RuntimeDefault' },
            },
            topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
              (topologyKey) => ({
                topologyKey,
                maxSkew: 1,
                whenUnsatisfiable: 'ScheduleAnyway',
                nodeTaintsPolicy: 'Honor',
                labelSelector: { matchLabels: selector },
                matchLabelKeys: ['pod-template-hash'],
              }),
            ),
            containers: [
              {
                name: 'orders',
                image,
                imagePullPolicy: 'Always',
                ports: [{ name: 'http', containerPort: 5003, protocol: 'TCP' }],
                resources: {
                  requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '128Mi' },
                  limits: { cpu: '200m', memory: '256Mi', 'ephemeral-storage': '1Gi' },
                },
                startupProbe: {
                  httpGet: { path: '/health', port: 'http', scheme: 'HTTP' },
                  initialDelaySeconds: 0,
                  periodSeconds: 5,
                  timeoutSeconds: 3,
                  failureThreshold: 12,
                },
                livenessProbe: {
                  httpGet: { path: '/health', port: 'http', scheme: 'HTTP' },
                  initialDelaySeconds: 30,
                  periodSeconds: 10,
                  timeoutSeconds: 3,
                  failureThreshold: 3,
                },
                readinessProbe: {
                  httpGet: { path: '/health', port: 'http', scheme: 'HTTP' },
                  initialDelaySeconds: 5,
                  periodSeconds: 5,
                  timeoutSeconds: 3,
                  failureThreshold: 3,
                },
                lifecycle: { preStop: { sleep: { seconds: 10 } } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  privileged: false,
                  readOnlyRootFilesystem: true,
                  runAsNonRoot: true,
                },
                terminationMessagePolicy: 'FallbackToLogsOnError',
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '128Mi' } }],
          },
        },
      },
    });
  });

  test('its Service, budget and service account', () => {
    expect(all['Service/orders']?.['spec']).toEqual({
      type: 'ClusterIP',
      selector,
      ports: [{ name: 'http', port: 5003, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
    });
    expect(all['PodDisruptionBudget/orders']?.['spec']).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: selector },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
    expect(all['ServiceAccount/orders']?.['automountServiceAccountToken']).toBe(false);
  });
});

test('it shows itself to others', () => {
  const { service } = build({ ports: { http: 8080, metrics: 9090 } });
  expect({
    name: service.name,
    namespace: service.namespace,
    selector: service.selector,
    ports: service.ports,
    mainPort: service.mainPort,
    serviceAccountName: service.serviceAccountName,
    replicas: service.replicas,
    kind: service.resource.kind,
  }).toEqual({
    name: 'orders',
    namespace: 'microshop-test',
    selector,
    ports: { http: 8080, metrics: 9090 },
    mainPort: 'http',
    serviceAccountName: 'orders',
    replicas: { min: 2, max: 2 },
    kind: 'Deployment',
  });
});

test('what is asked for is there', () => {
  const { chart } = build({
    name: 'order-service',
    command: ['/app/orders'],
    args: ['--verbose'],
    user: { uid: 999, gid: 998 },
    apiToken: 'mounted',
    component: 'checkout',
    priorityClass: 'high',
    nodes: { labels: { Type: 'spot' }, tolerations: [{ key: 'spot', operator: 'Exists' }] },
    gracefulStop: { preStopSeconds: 0, drainSeconds: 45 },
    spread: { zones: 'require', hosts: 'none' },
    rollout: { maxSurge: 2, minReadySeconds: 10, progressDeadlineSeconds: 300, revisionHistoryLimit: 2 },
    disruption: { minAvailable: 1 },
    ports: { grpc: 9000, http: 8080 },
    mainPort: 'grpc',
    protocols: { grpc: 'kubernetes.io/h2c' },
    health: { path: '/live', port: 'http', readiness: { path: '/ready' } },
  });
  expect(collectProblems(chart)).toEqual([]);
  const all = manifests(chart);
  const { spec, metadata } = all['Deployment/order-service'] ?? {};
  const pod = spec.template.spec;
  expect(metadata.labels['app.kubernetes.io/component']).toBe('checkout');
  expect(spec).toMatchObject({ minReadySeconds: 10, progressDeadlineSeconds: 300, revisionHistoryLimit: 2 });
  expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 2, maxUnavailable: 0 });
  expect(pod).toMatchObject({
    automountServiceAccountToken: true,
    priorityClassName: 'high',
    nodeSelector: { Type: 'spot' },
    tolerations: [{ key: 'spot', operator: 'Exists' }],
    terminationGracePeriodSeconds: 45,
    securityContext: { runAsUser: 999, runAsGroup: 998, fsGroup: 998 },
  });
  expect(pod.topologySpreadConstraints).toHaveLength(1);
  expect(pod.topologySpreadConstraints[0]).toMatchObject({
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
  });
  const [container] = pod.containers;
  expect(container).toMatchObject({ command: ['/app/orders'], args: ['--verbose'] });
  expect(container).not.toHaveProperty('lifecycle');
  expect(container.livenessProbe.httpGet).toEqual({ path: '/live', port: 'http', scheme: 'HTTP' });
  expect(container.readinessProbe.httpGet.path).toBe('/ready');
  expect(all['Service/order-service']?.['spec'].ports).toEqual([
    { name: 'grpc', port: 9000, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
  ]);
  expect(all['PodDisruptionBudget/order-service']?.['spec']).toMatchObject({ minAvailable: 1 });
});

test('the order of keys changes nothing', () => {
  const one = build({
    ports: { http: 8080, metrics: 9090 },
    variables: { A: '1', B: '2' },
    writable: { a: { path: '/a', sizeLimit: '1Mi' }, b: { path: '/b', sizeLimit: '1Mi' } },
    config: { x: { path: '/x', files: { a: '1', b: '2' } }, y: { path: '/y', files: { c: '3' } } },
  });
  const other = build({
    ports: { metrics: 9090, http: 8080 },
    variables: { B: '2', A: '1' },
    writable: { b: { sizeLimit: '1Mi', path: '/b' }, a: { sizeLimit: '1Mi', path: '/a' } },
    config: { y: { path: '/y', files: { c: '3' } }, x: { files: { b: '2', a: '1' }, path: '/x' } },
  });
  expect(JSON.stringify(one.chart.toJson())).toBe(JSON.stringify(other.chart.toJson()));
});

test('a CPU limit only where it is asked for', () => {
  const container = containerOf({ size: { ...size, limits: { memory: '256Mi' } } });
  expect(container['resources'].limits).toEqual({ memory: '256Mi', 'ephemeral-storage': '1Gi' });
});

describe('scale', () => {
  test('one replica has no budget', () => {
    const { chart } = build({ scale: { replicas: 1 } });
    expect(Object.keys(manifests(chart))).not.toContain('PodDisruptionBudget/orders');
  });

  test('no budget by choice', () => {
    expect(Object.keys(manifests(build({ disruption: 'none' }).chart))).not.toContain(
      'PodDisruptionBudget/orders',
    );
  });

  test('an autoscaler, and then no replica count', () => {
    const { chart, service } = build({ scale: { min: 2, max: 10, cpuPercent: 70 } });
    const all = manifests(chart);
    expect(collectProblems(chart)).toEqual([]);
    expect(all['Deployment/orders']?.['spec']).not.toHaveProperty('replicas');
    expect(all['HorizontalPodAutoscaler/orders']?.['spec']).toMatchObject({
      minReplicas: 2,
      maxReplicas: 10,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' },
    });
    expect(all).toHaveProperty(['PodDisruptionBudget/orders']);
    expect(service.replicas).toEqual({ min: 2, max: 10 });
  });

  test('a replica count and an autoscaler', () => {
    const both = { replicas: 2, min: 2, max: 10, cpuPercent: 70 };
    expect(faultsOf(build({ scale: both }).chart)).toEqual([
      'workload/replicas-and-autoscaling at microshop-test/orders.scale',
    ]);
  });

  test('the autoscaler reports its own', () => {
    expect(faultsOf(build({ scale: { min: 4, max: 2, cpuPercent: 70 } }).chart)).toEqual([
      'autoscaling/bounds at microshop-test/orders/autoscaling.min',
    ]);
  });
});

describe('configuration', () => {
  const nginx = (text: string) => ({
    config: { nginx: { path: '/etc/nginx', files: { 'nginx.conf': text } } },
  });

  test('is a ConfigMap with a stable name, mounted, and hashed into the pods', () => {
    const all = manifests(build(nginx('a')).chart);
    expect(all['ConfigMap/orders-nginx']).toMatchObject({ data: { 'nginx.conf': 'a' } });
    const { spec, metadata } = all['Deployment/orders']?.['spec'].template ?? {};
    expect(spec.containers[0].volumeMounts[0]).toEqual({
      name: 'config-nginx',
      mountPath: '/etc/nginx',
      readOnly: true,
    });
    expect(spec.volumes[0]).toEqual({
      name: 'config-nginx',
      configMap: { name: 'orders-nginx', defaultMode: 0o440 },
    });
    expect(metadata.annotations['checksum/config']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('its change rolls the pods, and nothing else does', () => {
    const sum = (props: Partial<WebServiceProps>) =>
      deploymentOf(props)['spec'].template.metadata.annotations;
    expect(sum(nginx('a'))).toEqual(sum(nginx('a')));
    expect(sum(nginx('a'))).not.toEqual(sum(nginx('b')));
  });

  test('what others say that it reads rolls the pods too', () => {
    const { chart, service } = build();
    service.rollOnChangeOf('routes', 'a');
    const annotations = manifests(chart)['Deployment/orders']?.['spec'].template.metadata.annotations;
    expect(Object.keys(annotations)).toEqual(['checksum/config']);
  });

  test('variables and volumes are taken until the manifests are written', () => {
    const { chart, service } = build({ variables: { LOG_LEVEL: 'INFO' } });
    service.addVariable('DB_HOST', { configMap: 'orders-db', key: 'host' }, chart);
    service.addVolume('certs', { path: '/certs', secret: 'orders-tls' }, chart);
    const pod = manifests(chart)['Deployment/orders']?.['spec'].template.spec;
    expect(pod.containers[0].env).toEqual([
      { name: 'DB_HOST', valueFrom: { configMapKeyRef: { name: 'orders-db', key: 'host' } } },
      { name: 'LOG_LEVEL', value: 'INFO' },
    ]);
    expect(pod.volumes[0]).toEqual({
      name: 'certs',
      secret: { secretName: 'orders-tls', defaultMode: 0o440 },
    });
  });
});

describe('mistakes', () => {
  const bothFigures = { maxUnavailable: 1, minAvailable: 1 };
  test.each<[string, Partial<WebServiceProps>]>([
    ['workload/name at microshop-test/orders.name', { name: '7-orders' }],
    ['workload/name at microshop-test/orders.name', { name: 'o'.repeat(53) }],
    ['workload/image at microshop-test/orders.image', { image: 'microshop/orders:latest' }],
    ['workload/port at microshop-test/orders.ports.http', { ports: { http: 80 } }],
    ['workload/port-name at microshop-test/orders.ports', { ports: { HTTP: 8080 } }],
    ['workload/unknown-port at microshop-test/orders.mainPort', { mainPort: 'admin' }],
    ['workload/unknown-port at microshop-test/orders.protocols.grpc', { protocols: { grpc: 'x' } }],
    ['workload/unknown-port at microshop-test/orders.health.port', { health: { path: '/', port: 'x' } }],
    [
      'workload/quantity at microshop-test/orders.size.requests.memory',
      { size: { ...size, requests: { cpu: '100m', memory: '128MB' } } },
    ],
    [
      'workload/request-over-limit at microshop-test/orders.size.requests.cpu',
      { size: { ...size, requests: { cpu: '500m', memory: '128Mi' } } },
    ],
    [
      'workload/ephemeral-storage at microshop-test/orders.size.ephemeralStorage.limit',
      { writable: { cache: { path: '/cache', sizeLimit: '1Gi' } } },
    ],
    ['workload/replicas at microshop-test/orders.scale.replicas', { scale: { replicas: 1.5 } }],
    [
      'workload/disruption-blocks at microshop-test/orders.disruption.minAvailable',
      { disruption: { minAvailable: 2 } },
    ],
    [
      'workload/probe at microshop-test/orders.health.startup',
      { health: { path: 'health', liveness: { path: '/' }, readiness: { path: '/' } } },
    ],
    [
      'workload/grace-period at microshop-test/orders.gracefulStop.gracePeriodSeconds',
      { gracefulStop: { gracePeriodSeconds: 10 } },
    ],
    ['workload/root-user at microshop-test/orders.user.uid', { user: { uid: 0, gid: 1 } }],
    ['workload/root-user at microshop-test/orders.user.gid', { user: { uid: 1, gid: 0 } }],
    ['workload/rollout at microshop-test/orders.rollout.maxSurge', { rollout: { maxSurge: 0 } }],
    [
      'workload/rollout at microshop-test/orders.rollout.minReadySeconds',
      { rollout: { minReadySeconds: -1 } },
    ],
    [
      'workload/rollout at microshop-test/orders.rollout.minReadySeconds',
      { rollout: { minReadySeconds: 600 } },
    ],
    [
      'workload/rollout at microshop-test/orders.rollout.progressDeadlineSeconds',
      { rollout: { progressDeadlineSeconds: 0 } },
    ],
    [
      'workload/rollout at microshop-test/orders.rollout.revisionHistoryLimit',
      { rollout: { revisionHistoryLimit: -1 } },
    ],
    [
      'workload/volume-path at microshop-test/orders.volumes.b.path',
      { writable: { a: { path: '/x', sizeLimit: '1Mi' }, b: { path: '/x', sizeLimit: '1Mi' } } },
    ],
    [
      'workload/config-file at microshop-test/orders.config.x.files',
      { config: { x: { path: '/x', files: { 'a/b': '' } } } },
    ],
    [
      'workload/secret-in-text at microshop-test/orders.variables.DB_PASSWORD',
      { variables: { DB_PASSWORD: 'x' } },
    ],
    [
      'workload/secret-in-text at microshop-test/orders.args.1',
      { args: ['serve', '--db=postgres://shop:hunter2@db/shop'] },
    ],
    ['workload/secret-in-text at microshop-test/orders.command.0', { command: ['PGPASSWORD=hunter2 psql'] }],
    [
      'workload/secret-in-text at microshop-test/orders.config.x.files.app.ini',
      { config: { x: { path: '/x', files: { 'app.ini': 'password=hunter2' } } } },
    ],
    [
      'workload/toleration at microshop-test/orders.nodes.tolerations.0.operator',
      { nodes: { tolerations: [{ key: 'gpu', operator: 'Equals' }] } },
    ],
    ['workload/protocol at microshop-test/orders.protocols.http', { protocols: { http: 'http 2' } }],
    ['workload/disruption-both at microshop-test/orders.disruption', { disruption: bothFigures }],
    ['manifest/name at microshop-test/orders.priorityClass', { priorityClass: 'High Priority' }],
    ['manifest/label at microshop-test/orders.component', { component: 'my comp' }],
    ['manifest/label at microshop-test/orders.nodes.labels.disk', { nodes: { labels: { disk: 'a b' } } }],
  ])('%s', (fault, props) => {
    const { chart } = build(props);
    expect(faultsOf(chart)).toEqual([fault]);
    expect(() => chart.objects().map((one) => one.toJson())).not.toThrow();
  });

  test('several ports and none is the main one', () => {
    expect(faultsOf(build({ ports: { a: 8080, b: 8081 }, health: { tcp: 'a' } }).chart)).toEqual([
      'workload/unknown-port at microshop-test/orders.mainPort',
    ]);
  });
});
