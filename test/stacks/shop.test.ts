import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import dev from '../../environments/dev';
import prod from '../../environments/prod';
import staging from '../../environments/staging';
import testing from '../../environments/test';
import { manifestFiles } from '../../lib/k8s/manifest/output';
import { buildTerraform } from '../../stacks/program';
import { problemsIn, sources, today } from './program';

interface Container {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly resources: object;
}

const outdir = mkdtempSync(join(tmpdir(), 'isthmus-test-'));
const { charts } = buildTerraform({ outdir, today, sources: sources(dev, testing, staging, prod) });
const files = manifestFiles(charts);

afterAll(() => rmSync(outdir, { recursive: true }));

// biome-ignore lint/suspicious/noExplicitAny: manifests are read by path
function manifest(environment: string, file: string): any {
  return parse(files.get(`${environment}/us-east-1/microshop-${environment}/${file}.yaml`) ?? 'null');
}

function container(environment: string, service: string): Container {
  return manifest(environment, `42-deployment-${service}`).spec.template.spec.containers[0];
}

const variables = (environment: string, service: string) =>
  Object.fromEntries(
    container(environment, service).env.map((one) => [one.name, one.value ?? one.valueFrom]),
  );

describe("the shop's manifests", () => {
  test('every environment has the five services, and RabbitMQ; dev and test their own Postgres and Redis', () => {
    const services = ['api-gateway', 'order-service', 'payment-service', 'product-service', 'user-service'];
    for (const environment of ['dev', 'test', 'staging', 'prod']) {
      const names = [...files.keys()]
        .filter((path) => path.startsWith(`${environment}/us-east-1/`))
        .join('\n');
      for (const service of services) expect(names).toContain(`42-deployment-${service}.yaml`);
      const stores = [...names.matchAll(/40-statefulset-(\w+)/g)].map(([, name]) => name);
      expect(stores).toEqual(
        ['dev', 'test'].includes(environment) ? ['postgres', 'rabbitmq', 'redis'] : ['rabbitmq'],
      );
    }
  });

  test('a service is told the figures of its environment', () => {
    expect(variables('dev', 'product-service')).toMatchObject({
      LOG_LEVEL: 'DEBUG',
      DB_POOL_SIZE: '5',
      CACHE_TTL: '3600',
      FEATURE_NEW_UI: 'true',
      FEATURE_BETA_API: 'true',
    });
    expect(variables('prod', 'product-service')).toMatchObject({
      LOG_LEVEL: 'INFO',
      DB_POOL_SIZE: '20',
      CACHE_TTL: '7200',
      FEATURE_NEW_UI: 'true',
      FEATURE_BETA_API: 'false',
    });
  });

  test('managed or in the cluster, a database has the same variables; only how one signs in differs', () => {
    const names = (environment: string) =>
      Object.keys(variables(environment, 'product-service')).filter((name) => !/PASSWORD|GROUP/.test(name));
    expect(names('prod')).toEqual(names('dev'));
    expect(variables('dev', 'product-service')).toMatchObject({
      DB_HOST: 'postgres.microshop-dev.svc',
      DB_AUTH: 'password',
      DB_PASSWORD: { secretKeyRef: { name: 'postgres-credentials', key: 'password' } },
    });
    expect(variables('prod', 'product-service')).toMatchObject({
      DB_HOST: { configMapKeyRef: { name: 'product-service-database', key: 'HOST' } },
      REDIS_HOST: { configMapKeyRef: { name: 'product-service-cache', key: 'HOST' } },
    });
  });

  test('replicas, autoscaling, limits and quota are those of the environment', () => {
    expect(manifest('dev', '42-deployment-user-service').spec.replicas).toBe(1);
    expect(manifest('prod', '42-deployment-user-service').spec.replicas).toBeUndefined();
    expect(manifest('prod', '60-horizontalpodautoscaler-user-service').spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 10,
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 70 } } }],
    });
    expect(container('dev', 'user-service').resources).toMatchObject({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '200m', memory: '256Mi' },
    });
    expect(container('prod', 'user-service').resources).toMatchObject({
      limits: { cpu: '500m', memory: '512Mi' },
    });
    expect(manifest('dev', '03-resourcequota-quota')).toBeNull();
    expect(manifest('prod', '03-resourcequota-quota').spec.hard).toEqual({
      'requests.cpu': '10',
      'requests.memory': '20Gi',
      'limits.cpu': '30',
      'limits.memory': '40Gi',
    });
  });

  test('clients come in by the load balancer that Terraform owns, or by a gateway in the cluster', () => {
    expect(manifest('prod', '73-targetgroupbinding-api-gateway').spec).toMatchObject({
      targetGroupName: 'microshop-prod-api-8080',
      serviceRef: { name: 'api-gateway' },
    });
    expect(manifest('dev', '70-gateway-api-gateway').spec.listeners[0].hostname).toBe(
      'dev-api.microshop.com',
    );
  });

  test('the gateway sends each path to its service and answers /health itself', () => {
    const config: string = manifest('prod', '15-configmap-api-gateway-routes').data['nginx.conf'];
    const ports = {
      orders: 'order-service:5003',
      payments: 'payment-service:5004',
      products: 'product-service:5002',
      users: 'user-service:5001',
    };
    for (const [path, upstream] of Object.entries(ports)) {
      expect(config).toMatch(new RegExp(`location /api/${path}/ \\{\\s+proxy_pass http://${upstream};`));
    }
    expect(config).toContain('location = /health');
  });

  test('nothing secret and nothing unknown is in a manifest', () => {
    const text = [...files.values()].join('\n');
    expect(text).not.toMatch(/\$\{(data|aws_\w+|ephemeral|module|var|local|TfToken)[.[]/);
    expect(text).not.toMatch(/^kind: Secret$/m);
    expect(files.size).toBeGreaterThan(200);
  });
});

describe('what does not fit is found before anything is written', () => {
  const { recovery: _, ...alone } = prod;
  const { workloads } = prod;
  const codes = async (change: object) =>
    (await problemsIn({ ...alone, workloads: { ...workloads, ...change } })).map((one) => one.code);

  test("a quota that the autoscalers' maximum passes", async () => {
    const quota = { ...workloads.quota, limits: { cpu: '20', memory: '40Gi' } };
    expect(await codes({ quota })).toEqual(['capacity/quota']);
  });

  test('replicas that do not fit the nodes with a zone lost', async () => {
    expect(await codes({ services: { min: 6, max: 10, cpuPercent: 70 } })).toContain('capacity/zone-lost');
  });

  test('an image without a version', async () => {
    expect(await codes({ images: { ...workloads.images, 'user-service': 'latest' } })).toContain(
      'workload/image',
    );
  });

  test('an even number of brokers', async () => {
    expect(await codes({ broker: { replicas: 2 } })).toContain('backing/replicas');
  });
});
