import { collectProblems } from '../../../../lib/core/report';
import { StatefulService, type StatefulServiceProps } from '../../../../lib/k8s/workload';
import { faultsOf, image, manifests, size, testChart } from './support';

const postgres: StatefulServiceProps = {
  image,
  size,
  ports: { postgres: 5432 },
  replicas: 1,
  health: { command: ['pg_isready'] },
  volumeClaims: { data: { path: '/var/lib/postgresql/data', size: '10Gi' } },
};

function build(props: Partial<StatefulServiceProps> = {}) {
  const chart = testChart();
  const service = new StatefulService(chart, 'postgres', { ...postgres, ...props });
  return { chart, service };
}

const selector = { 'app.kubernetes.io/name': 'postgres', 'app.kubernetes.io/part-of': 'microshop' };

test('a StatefulSet with a volume, and two Services', () => {
  const { chart, service } = build();
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  expect(Object.keys(all).sort()).toEqual([
    'Service/postgres',
    'Service/postgres-headless',
    'ServiceAccount/postgres',
    'StatefulSet/postgres',
  ]);
  const { template, ...spec } = all['StatefulSet/postgres']?.['spec'] ?? {};
  expect(spec).toEqual({
    serviceName: 'postgres-headless',
    replicas: 1,
    selector: { matchLabels: selector },
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    minReadySeconds: 5,
    revisionHistoryLimit: 5,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data', labels: selector },
        spec: {
          accessModes: ['ReadWriteOnce'],
          volumeMode: 'Filesystem',
          resources: { requests: { storage: '10Gi' } },
        },
      },
    ],
  });
  expect(template.spec.containers[0].volumeMounts).toEqual([
    { name: 'data', mountPath: '/var/lib/postgresql/data' },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
  expect(template.spec.volumes.map((one: { name: string }) => one.name)).toEqual(['tmp']);
  expect(template.spec.topologySpreadConstraints[0]).not.toHaveProperty('matchLabelKeys');
  const ports = [{ name: 'postgres', port: 5432, targetPort: 'postgres', protocol: 'TCP' }];
  expect(all['Service/postgres']?.['spec']).toEqual({ type: 'ClusterIP', selector, ports });
  expect(all['Service/postgres-headless']?.['spec']).toEqual({
    type: 'ClusterIP',
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector,
    ports,
  });
  expect(service).toMatchObject({ headlessName: 'postgres-headless', mainPort: 'postgres' });
});

test('what is asked for is there', () => {
  const { chart } = build({
    replicas: 3,
    podManagementPolicy: 'Parallel',
    ports: { amqp: 5672, http: 15672 },
    mainPort: 'amqp',
    protocols: { amqp: 'amqp' },
    rollout: { minReadySeconds: 30, revisionHistoryLimit: 2 },
    gracefulStop: { preStopSeconds: 5 },
    volumeClaims: { data: { path: '/data', size: '10Gi', storageClass: 'gp3' } },
  });
  const all = manifests(chart);
  expect(collectProblems(chart)).toEqual([]);
  const spec = all['StatefulSet/postgres']?.['spec'];
  expect(spec).toMatchObject({
    podManagementPolicy: 'Parallel',
    minReadySeconds: 30,
    revisionHistoryLimit: 2,
  });
  expect(spec.volumeClaimTemplates[0].spec.storageClassName).toBe('gp3');
  expect(spec.template.spec.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
  expect(
    all['Service/postgres']?.['spec'].ports.map((one: { appProtocol: string }) => one.appProtocol),
  ).toEqual(['amqp', 'http']);
  expect(all['PodDisruptionBudget/postgres']?.['spec'].maxUnavailable).toBe(1);
});

test.each<[string, Partial<StatefulServiceProps>]>([
  ['workload/replicas at microshop-test/postgres.replicas', { replicas: -1 }],
  ['workload/unknown-port at microshop-test/postgres.mainPort', { mainPort: 'http' }],
  [
    'workload/disruption-blocks at microshop-test/postgres.disruption.minAvailable',
    { disruption: { minAvailable: 1 } },
  ],
  [
    'workload/rollout at microshop-test/postgres.rollout.minReadySeconds',
    { rollout: { minReadySeconds: -1 } },
  ],
  [
    'workload/rollout at microshop-test/postgres.rollout.revisionHistoryLimit',
    { rollout: { revisionHistoryLimit: 0.5 } },
  ],
  [
    'workload/quantity at microshop-test/postgres.volumeClaims.data.size',
    { volumeClaims: { data: { path: '/data', size: '10GB' } } },
  ],
  [
    'workload/quantity at microshop-test/postgres.volumeClaims.data.size',
    { volumeClaims: { data: { path: '/data', size: '10' } } },
  ],
  [
    'manifest/name at microshop-test/postgres.volumeClaims.data.storageClass',
    { volumeClaims: { data: { path: '/data', size: '10Gi', storageClass: 'Fast_Disk' } } },
  ],
  [
    'workload/volume-path at microshop-test/postgres.volumes.data.path',
    { volumeClaims: { data: { path: '/tmp', size: '10Gi' } } },
  ],
])('%s', (fault, props) => {
  expect(faultsOf(build(props).chart)).toEqual([fault]);
});
