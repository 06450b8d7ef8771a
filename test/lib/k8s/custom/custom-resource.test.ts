import { ApiObject } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import {
  Certificate,
  ClusterSecretStore,
  type CustomKind,
  type CustomSpec,
  ExternalSecret,
  Gateway,
  HttpRoute,
  PasswordGenerator,
  ScaledObject,
  SecretStore,
  TargetGroupBinding,
  TriggerAuthentication,
} from '../../../../lib/k8s/custom';
import { manifestFiles } from '../../../../lib/k8s/manifest';
import { testChart } from '../manifest/fixture';

const classes = {
  Certificate,
  ClusterSecretStore,
  ExternalSecret,
  Gateway,
  HTTPRoute: HttpRoute,
  Password: PasswordGenerator,
  ScaledObject,
  SecretStore,
  TargetGroupBinding,
  TriggerAuthentication,
};

const good: { readonly [Kind in CustomKind]: CustomSpec<Kind> } = {
  Certificate: {
    secretName: 'api-tls',
    issuerRef: { name: 'letsencrypt-prod', kind: 'ClusterIssuer' },
    dnsNames: ['api.microshop.com'],
  },
  ClusterSecretStore: { provider: { aws: { service: 'SecretsManager', region: 'us-east-1' } } },
  ExternalSecret: {
    refreshInterval: '1h',
    secretStoreRef: { name: 'aws', kind: 'ClusterSecretStore' },
    target: {
      name: 'orders',
      creationPolicy: 'Owner',
      template: { type: 'Opaque', data: { URL: 'amqp://{{ .password }}@rabbitmq' } },
    },
    data: [{ secretKey: 'password', remoteRef: { key: 'shop/prod/orders', property: 'password' } }],
    dataFrom: [
      {
        sourceRef: {
          generatorRef: {
            apiVersion: 'generators.external-secrets.io/v1alpha1',
            kind: 'Password',
            name: 'p',
          },
        },
      },
    ],
  },
  Gateway: {
    gatewayClassName: 'envoy',
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP' },
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: 'api.microshop.com',
        tls: { certificateRefs: [{ name: 'api-tls' }] },
      },
    ],
  },
  HTTPRoute: {
    parentRefs: [{ name: 'public', sectionName: 'https' }],
    hostnames: ['api.microshop.com'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/api/users' } }],
        filters: [
          {
            type: 'URLRewrite',
            urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
          },
        ],
        backendRefs: [
          { name: 'users', port: 5001, weight: 90 },
          { name: 'users-next', port: 5001, weight: 10 },
        ],
        timeouts: { request: '10s', backendRequest: '5s' },
      },
    ],
  },
  Password: { length: 32, digits: 6, symbols: 0, noUpper: false, allowRepeat: true },
  ScaledObject: {
    scaleTargetRef: { name: 'orders' },
    minReplicaCount: 2,
    maxReplicaCount: 10,
    triggers: [
      {
        type: 'rabbitmq',
        metadata: { queueName: 'orders', mode: 'QueueLength', value: '20' },
        authenticationRef: { name: 'rabbitmq' },
      },
    ],
  },
  SecretStore: {
    provider: {
      aws: {
        service: 'SecretsManager',
        region: 'us-east-1',
        auth: { jwt: { serviceAccountRef: { name: 'orders' } } },
      },
    },
  },
  TargetGroupBinding: {
    targetGroupName: 'shop-prod-api',
    targetType: 'ip',
    targetGroupProtocol: 'HTTP',
    iamRoleArnToAssume: 'arn:aws:iam::111122223333:role/shop-edge',
    assumeRoleExternalId: 'shop',
    serviceRef: { name: 'api-gateway', port: 8080 },
    networking: {
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.101.0/24' } }], ports: [{ protocol: 'TCP', port: 8080 }] }],
    },
  },
  TriggerAuthentication: { secretTargetRef: [{ parameter: 'host', name: 'rabbitmq', key: 'url' }] },
};
const kinds = Object.keys(good) as CustomKind[];

/** Problems of one custom resource: code, field, what the rule says. */
function judge(kind: CustomKind, spec: unknown): string[] {
  const chart = testChart();
  new classes[kind](chart, 'it', { name: 'it', spec: spec as never });
  manifestFiles([chart]);
  return collectProblems(chart).map((one) => `${one.code} ${one.path.replace(/^chart\/it\./, '')}`);
}

/** A copy of the well-formed spec with one value set at a path; `undefined` removes it. */
function changed(kind: CustomKind, path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(good[kind]));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => {
    at[key] ??= {};
    return at[key];
  }, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

test.each(kinds)('%s: a well-formed one is written as it is', (kind) => {
  const chart = testChart();
  const made = new classes[kind](chart, 'it', {
    name: 'it',
    spec: good[kind] as never,
    labels: { a: 'b' },
    annotations: { c: 'd' },
  });
  expect(judge(kind, good[kind])).toEqual([]);
  expect(made.toJson()).toMatchObject({
    kind,
    spec: good[kind],
    metadata: { name: 'it', annotations: { c: 'd' }, labels: { a: 'b', environment: 'test' } },
  });
});

test.each(kinds)('%s: a field that it does not have is an error, also in a raw object', (kind) => {
  expect(judge(kind, { ...good[kind], surprise: 1 })).toEqual(['custom/unknown-field spec.surprise']);
  const { apiVersion } = new classes[kind](testChart(), 'it', { name: 'it', spec: good[kind] as never });
  const chart = testChart();
  new ApiObject(chart, 'raw', {
    apiVersion,
    kind,
    metadata: { name: 'raw' },
    spec: { ...good[kind], surprise: 1 },
    spek: {},
  });
  manifestFiles([chart]);
  expect(collectProblems(chart).map((one) => one.path)).toEqual([
    'chart/raw.spec.surprise',
    'chart/raw.spek',
  ]);
});

test('another version of a known kind is an error; the same kind of another group is not looked at', () => {
  const versions = (apiVersion: string) => {
    const chart = testChart();
    new ApiObject(chart, 'raw', { apiVersion, kind: 'ExternalSecret', metadata: { name: 'raw' }, spec: {} });
    manifestFiles([chart]);
    return collectProblems(chart).map((one) => `${one.code} ${one.path}`);
  };
  expect(versions('external-secrets.io/v1beta1')).toEqual(['custom/invalid chart/raw.apiVersion']);
  expect(versions('other.io/v1')).toEqual([]);
});

test('a name that Kubernetes does not take', () => {
  const chart = testChart();
  new PasswordGenerator(chart, 'it', { name: 'My_Password', spec: good.Password });
  expect(collectProblems(chart).map((one) => one.code)).toEqual(['manifest/name']);
});

test('a problem says what was found and what the rule is', () => {
  const chart = testChart();
  new HttpRoute(chart, 'it', { name: 'it', spec: { rules: [{ matches: [{ path: { value: 'api' } }] }] } });
  expect(collectProblems(chart)[0]?.found).toBe('"api": must begin with /');
});

const rule = (extra: object) => [{ backendRefs: [{ name: 'users', port: 1 }], ...extra }];
const redirect = { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } };
const rewrite = { type: 'URLRewrite', urlRewrite: { hostname: 'a.b' } };

test.each<[CustomKind, string, unknown, string]>([
  ['Certificate', 'dnsNames', undefined, 'spec.dnsNames'],
  ['Certificate', 'duration', '30m', 'spec.duration'],
  ['Certificate', 'duration', '90 days', 'spec.duration'],
  ['Certificate', 'renewBefore', '1m', 'spec.renewBefore'],
  ['Certificate', 'renewBefore', '2160h', 'spec.renewBefore'],
  ['Certificate', 'privateKey', { algorithm: 'ECDSA', size: 2048 }, 'spec.privateKey.size'],
  ['Certificate', 'privateKey', { algorithm: 'Ed25519', size: 256 }, 'spec.privateKey.size'],
  ['Certificate', 'usages', ['serverAuth'], 'spec.usages[0]'],
  ['Certificate', 'issuerRef', undefined, 'spec.issuerRef'],
  ['ClusterSecretStore', 'provider.aws.region', 'Virginia', 'spec.provider.aws.region'],
  ['ClusterSecretStore', 'provider.aws.service', 'Secrets', 'spec.provider.aws.service'],
  ['SecretStore', 'provider.aws.role', 'reader', 'spec.provider.aws.role'],
  ['ExternalSecret', 'refreshInterval', '1 hour', 'spec.refreshInterval'],
  ['ExternalSecret', 'secretStoreRef', undefined, 'spec.secretStoreRef'],
  [
    'ExternalSecret',
    'target',
    { creationPolicy: 'Merge', deletionPolicy: 'Delete' },
    'spec.target.deletionPolicy',
  ],
  [
    'ExternalSecret',
    'target',
    { creationPolicy: 'None', deletionPolicy: 'Merge' },
    'spec.target.deletionPolicy',
  ],
  ['ExternalSecret', 'dataFrom', [{ extract: { key: 'a' }, find: {} }], 'spec.dataFrom[0]'],
  [
    'ExternalSecret',
    'data.1',
    { secretKey: 'password', remoteRef: { key: 'other' } },
    'spec.data[1].secretKey',
  ],
  ['ExternalSecret', 'data.0.secretKey', 'pass word', 'spec.data[0].secretKey'],
  ['Gateway', 'listeners.1.tls', undefined, 'spec.listeners[1].tls'],
  ['Gateway', 'listeners.1.tls', { mode: 'Passthrough' }, 'spec.listeners[1].tls.mode'],
  ['Gateway', 'listeners.1.tls', {}, 'spec.listeners[1].tls.certificateRefs'],
  ['Gateway', 'listeners.0.tls', { options: { a: 'b' } }, 'spec.listeners[0].tls'],
  [
    'Gateway',
    'listeners.0',
    { name: 'tcp', port: 1, protocol: 'TCP', hostname: 'a.b' },
    'spec.listeners[0].hostname',
  ],
  ['Gateway', 'listeners.0.name', 'https', 'spec.listeners[1].name'],
  ['Gateway', 'listeners.2', { name: 'again', port: 80, protocol: 'HTTP' }, 'spec.listeners[2]'],
  ['Gateway', 'listeners.0.port', 70000, 'spec.listeners[0].port'],
  ['Gateway', 'listeners', [], 'spec.listeners'],
  ['HTTPRoute', 'hostnames', ['api_microshop.com'], 'spec.hostnames[0]'],
  ['HTTPRoute', 'rules', Array.from({ length: 17 }, () => ({})), 'spec.rules'],
  [
    'HTTPRoute',
    'rules',
    Array.from({ length: 3 }, () => ({ matches: Array.from({ length: 43 }, () => ({ method: 'GET' })) })),
    'spec.rules',
  ],
  ['HTTPRoute', 'rules.0.matches.0.path.value', 'api', 'spec.rules[0].matches[0].path.value'],
  ['HTTPRoute', 'rules.0.matches.0.path.value', '/a//b', 'spec.rules[0].matches[0].path.value'],
  ['HTTPRoute', 'rules.0.matches.0.path.value', '/a/..', 'spec.rules[0].matches[0].path.value'],
  ['HTTPRoute', 'rules.0.matches.0.path.type', 'Prefix', 'spec.rules[0].matches[0].path.type'],
  ['HTTPRoute', 'rules.0.matches', [], 'spec.rules[0].matches'],
  ['HTTPRoute', 'rules.0.matches.0.path.type', 'Exact', 'spec.rules[0].matches'],
  ['HTTPRoute', 'rules.0.backendRefs.0.port', undefined, 'spec.rules[0].backendRefs[0].port'],
  ['HTTPRoute', 'rules.0.backendRefs.0.weight', -1, 'spec.rules[0].backendRefs[0].weight'],
  ['HTTPRoute', 'rules.0.timeouts.backendRequest', '11s', 'spec.rules[0].timeouts.backendRequest'],
  ['HTTPRoute', 'rules.0.timeouts.request', '1.5s', 'spec.rules[0].timeouts.request'],
  ['HTTPRoute', 'rules', rule({ filters: [redirect] }), 'spec.rules[0].backendRefs'],
  ['HTTPRoute', 'rules', [{ filters: [redirect, rewrite] }], 'spec.rules[0].filters'],
  ['HTTPRoute', 'rules', rule({ filters: [rewrite, rewrite] }), 'spec.rules[0].filters[1].type'],
  ['HTTPRoute', 'rules', rule({ filters: [{ type: 'URLRewrite' }] }), 'spec.rules[0].filters[0].urlRewrite'],
  [
    'HTTPRoute',
    'rules',
    rule({ filters: [{ ...rewrite, requestRedirect: {} }] }),
    'spec.rules[0].filters[0].requestRedirect',
  ],
  [
    'HTTPRoute',
    'rules.0.filters.0.urlRewrite.path.replacePrefixMatch',
    undefined,
    'spec.rules[0].filters[0].urlRewrite.path.replacePrefixMatch',
  ],
  [
    'HTTPRoute',
    'rules.0.filters.0.urlRewrite.path.replaceFullPath',
    '/',
    'spec.rules[0].filters[0].urlRewrite.path.replaceFullPath',
  ],
  ['HTTPRoute', 'parentRefs.1', { name: 'public', sectionName: 'https' }, 'spec.parentRefs[1]'],
  ['Password', 'digits', 40, 'spec.length'],
  ['Password', 'noUpper', undefined, 'spec.noUpper'],
  ['ScaledObject', 'minReplicaCount', 11, 'spec.minReplicaCount'],
  ['ScaledObject', 'idleReplicaCount', 2, 'spec.idleReplicaCount'],
  ['ScaledObject', 'triggers', [], 'spec.triggers'],
  ['ScaledObject', 'triggers.0.metadata.mode', undefined, 'spec.triggers[0].metadata.mode'],
  ['ScaledObject', 'triggers.0.metadata.queuename', 'x', 'spec.triggers[0].metadata'],
  ['ScaledObject', 'triggers.0.metadata.value', 'many', 'spec.triggers[0].metadata.value'],
  ['ScaledObject', 'triggers.0.authenticationRef', undefined, 'spec.triggers[0].metadata.host'],
  [
    'ScaledObject',
    'triggers.0.metadata',
    { queueName: 'q', mode: 'MessageRate', value: '1', protocol: 'amqp' },
    'spec.triggers[0].metadata.protocol',
  ],
  [
    'ScaledObject',
    'triggers.0.metadata.host',
    'amqp://user:secret@rabbitmq',
    'spec.triggers[0].metadata.host',
  ],
  ['TargetGroupBinding', 'targetGroupName', undefined, 'spec.targetGroupName'],
  ['TargetGroupBinding', 'targetGroupProtocol', 'HTTP2', 'spec.targetGroupProtocol'],
  ['TargetGroupBinding', 'iamRoleArnToAssume', 'shop-edge', 'spec.iamRoleArnToAssume'],
  ['TargetGroupBinding', 'iamRoleArnToAssume', undefined, 'spec.assumeRoleExternalId'],
  ['TargetGroupBinding', 'targetGroupName', 'x'.repeat(33), 'spec.targetGroupName'],
  ['TargetGroupBinding', 'targetType', 'lambda', 'spec.targetType'],
  ['TargetGroupBinding', 'nodeSelector', { matchLabels: { a: 'b' } }, 'spec.nodeSelector'],
  [
    'TargetGroupBinding',
    'networking.ingress.0.from.0',
    { ipBlock: { cidr: '10.0.0.0' } },
    'spec.networking.ingress[0].from[0].ipBlock.cidr',
  ],
  ['TargetGroupBinding', 'networking.ingress.0.from.0', {}, 'spec.networking.ingress[0].from[0]'],
  ['TargetGroupBinding', 'serviceRef.name', 'api.gateway', 'spec.serviceRef.name'],
  ['TriggerAuthentication', 'secretTargetRef', undefined, 'spec'],
  [
    'TriggerAuthentication',
    'podIdentity',
    { provider: 'aws', roleArn: 'a', identityOwner: 'keda' },
    'spec.podIdentity.roleArn',
  ],
])('%s: %s = %j is refused', (kind, path, value, at) => {
  expect(judge(kind, changed(kind, path, value))).toContain(`custom/invalid ${at}`);
});

test('two triggers with one name', () => {
  const [trigger] = good.ScaledObject.triggers;
  expect(
    judge('ScaledObject', {
      ...good.ScaledObject,
      triggers: [
        { ...trigger, name: 'a' },
        { ...trigger, name: 'a' },
      ],
    }),
  ).toEqual(['custom/invalid spec.triggers']);
});

test('another trigger than that of RabbitMQ takes any texts', () => {
  expect(
    judge('ScaledObject', {
      ...good.ScaledObject,
      triggers: [{ type: 'cron', metadata: { timezone: 'UTC' } }],
    }),
  ).toEqual([]);
});
