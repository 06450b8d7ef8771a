import { App } from 'cdk8s';
import fc from 'fast-check';
import { collectProblems } from '../../../../lib/core/report';
import { NamespaceChart } from '../../../../lib/k8s/manifest/namespace-chart';
import { NamespaceBaseline, type NamespaceBaselineProps } from '../../../../lib/k8s/namespace';

const defaults = {
  limits: { cpu: '500m', memory: '512Mi' },
  requests: { cpu: '100m', memory: '128Mi' },
};

const quota = { requests: { cpu: '10', memory: '20Gi' }, limits: { cpu: '20', memory: '40Gi' } };

function made(change: Partial<NamespaceBaselineProps> = {}, namespace = 'microshop-prod') {
  const chart = new NamespaceChart(new App(), 'chart', {
    namespace,
    partOf: 'microshop',
    environment: 'prod',
    kubernetesVersion: '1.36',
  });
  const baseline = new NamespaceBaseline(chart, 'namespace', { defaults, ...change });
  return { chart, baseline };
}

/** Objects by `kind/name`, without the labels of the chart. */
function objects(change: Partial<NamespaceBaselineProps> = {}) {
  return Object.fromEntries(
    made(change)
      .chart.toJson()
      .map((one) => [`${one.kind}/${one.metadata.name}`, one]),
  );
}

function problems(change: Partial<NamespaceBaselineProps>) {
  return collectProblems(made(change).chart).map((one) => [
    one.code,
    one.path.replace('chart/namespace.', ''),
  ]);
}

describe('NamespaceBaseline', () => {
  test('makes what holds for every pod of a namespace', () => {
    const { chart, baseline } = made({ quota, teams: { shop: { group: 'shop-people', access: 'edit' } } });
    expect(collectProblems(chart)).toEqual([]);
    expect(baseline.namespaceName).toBe('microshop-prod');
    expect(chart.toJson().map((one) => `${one.kind}/${one.metadata.name}`)).toEqual([
      'Namespace/microshop-prod',
      'ResourceQuota/quota',
      'LimitRange/defaults',
      'NetworkPolicy/deny-all',
      'NetworkPolicy/allow-dns',
      'ServiceAccount/default',
      'RoleBinding/team-shop-edit',
    ]);
  });

  test('the namespace admits restricted pods only, and is itself in no namespace', () => {
    expect(objects()['Namespace/microshop-prod']).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'microshop-prod',
        labels: {
          'app.kubernetes.io/managed-by': 'isthmus',
          'app.kubernetes.io/part-of': 'microshop',
          environment: 'prod',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/audit-version': 'v1.36',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.36',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/warn-version': 'v1.36',
        },
      },
    });
  });

  test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])('not in %s', (namespace) => {
    expect(collectProblems(made({}, namespace).chart)).toMatchObject([
      { code: 'namespace/system', path: 'chart/namespace', found: `"${namespace}"` },
    ]);
  });

  test('a weaker level is enforced and still warned about, and no label can undo it', () => {
    const { labels } = objects({
      podSecurity: 'privileged',
      labels: { 'pod-security.kubernetes.io/warn': 'privileged', extra: 'yes' },
    })['Namespace/microshop-prod'].metadata;
    expect(labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
      'pod-security.kubernetes.io/warn': 'restricted',
      extra: 'yes',
    });
  });

  test('quota and defaults are the figures of the props; without a quota there is none', () => {
    const { [`ResourceQuota/quota`]: made, [`LimitRange/defaults`]: range } = objects({
      quota: { ...quota, pods: 60, storage: '100Gi' },
    });
    expect(made.spec).toEqual({
      hard: {
        'limits.cpu': '20',
        'limits.memory': '40Gi',
        pods: '60',
        'requests.cpu': '10',
        'requests.memory': '20Gi',
        'requests.storage': '100Gi',
      },
    });
    expect(range.spec).toEqual({
      limits: [
        {
          type: 'Container',
          default: { cpu: '500m', memory: '512Mi' },
          defaultRequest: { cpu: '100m', memory: '128Mi' },
        },
      ],
    });
    expect(objects({ quota })['ResourceQuota/quota'].spec.hard).not.toHaveProperty('pods');
    expect(objects()).not.toHaveProperty('ResourceQuota/quota');
  });

  test('denies everything both ways, and opens DNS by the labels that are really there', () => {
    const made = objects();
    expect(made['NetworkPolicy/deny-all'].spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(made['NetworkPolicy/deny-all'].metadata.namespace).toBe('microshop-prod');
    expect(made['NetworkPolicy/allow-dns'].spec).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    });
  });

  test('DNS can be elsewhere, and on the node', () => {
    const dns = { namespace: 'dns', podLabels: { app: 'dns' }, nodeLocalAddress: '169.254.20.10' };
    expect(objects({ dns })['NetworkPolicy/allow-dns'].spec.egress[0].to).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
        podSelector: { matchLabels: { app: 'dns' } },
      },
      { ipBlock: { cidr: '169.254.20.10/32' } },
    ]);
  });

  test('the default service account has no token, and a team has the role that it is given', () => {
    const made = objects({
      teams: { shop: { group: 'shop-people', access: 'edit' }, audit: { group: 'auditors', access: 'view' } },
    });
    expect(made['ServiceAccount/default'].automountServiceAccountToken).toBe(false);
    expect(Object.keys(made).filter((one) => one.startsWith('RoleBinding'))).toEqual([
      'RoleBinding/team-audit-view',
      'RoleBinding/team-shop-edit',
    ]);
    expect(made['RoleBinding/team-audit-view']).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'auditors' }],
    });
  });

  test.each<[string, Partial<NamespaceBaselineProps>, string[][]]>([
    [
      'half a byte',
      { defaults: { ...defaults, requests: { cpu: '100m', memory: '512m' } } },
      [['namespace/quantity', 'defaults.requests.memory']],
    ],
    [
      'CPU with a unit of memory',
      { quota: { ...quota, limits: { cpu: '20Gi', memory: '40Gi' } } },
      [['namespace/quantity', 'quota.limits.cpu']],
    ],
    ['no pods', { quota: { ...quota, pods: 0 } }, [['namespace/quantity', 'quota.pods']]],
    ['half a pod', { quota: { ...quota, pods: 1.5 } }, [['namespace/quantity', 'quota.pods']]],
    ['storage', { quota: { ...quota, storage: '100' } }, [['namespace/quantity', 'quota.storage']]],
    [
      'a request over its limit',
      { defaults: { ...defaults, requests: { cpu: '1', memory: '1Gi' } } },
      [
        ['namespace/bounds', 'defaults.requests.cpu'],
        ['namespace/bounds', 'defaults.requests.memory'],
      ],
    ],
    [
      'requests over limits in the quota',
      { quota: { ...quota, requests: { cpu: '30', memory: '20Gi' } } },
      [['namespace/bounds', 'quota.requests.cpu']],
    ],
    [
      'a default request over the quota',
      { quota: { ...quota, requests: { cpu: '50m', memory: '20Gi' } } },
      [['namespace/bounds', 'defaults.requests.cpu']],
    ],
    [
      'a default limit over the quota',
      { quota: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '20', memory: '256Mi' } } },
      [['namespace/bounds', 'defaults.limits.memory']],
    ],
    ...['system:masters', 'eks:a', 'aws:a', 'amazon:a', 'iam:a'].map(
      (group): [string, Partial<NamespaceBaselineProps>, string[][]] => [
        `group ${group}`,
        { teams: { a: { group, access: 'edit' } } },
        [['namespace/group', 'teams.a.group']],
      ],
    ),
    ['no group', { teams: { a: { group: ' ', access: 'view' } } }, [['namespace/group', 'teams.a.group']]],
    [
      'a name as an address',
      { dns: { nodeLocalAddress: 'coredns' } },
      [['namespace/node-local-address', 'dns.nodeLocalAddress']],
    ],
    [
      'a team with a bad name',
      { teams: { 'A B': { group: 'g', access: 'view' } } },
      [['manifest/name', 'chart/namespace']],
    ],
    ['a namespace of the DNS', { dns: { namespace: 'Bad_NS' } }, [['manifest/name', 'dns.namespace']]],
    ['a label', { labels: { 'x y': '!' } }, [['manifest/label', 'labels.x y']]],
    [
      'a label of the DNS pods',
      { dns: { podLabels: { 'k8s-app': 'kube dns' } } },
      [['manifest/label', 'dns.podLabels.k8s-app']],
    ],
  ])('%s is a mistake', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  test.each([
    ['cpu', '0'],
    ['cpu', '0m'],
    ['cpu', '1.5m'],
    ['cpu', '0.0001'],
    ['cpu', '100000n'],
    ['cpu', '-1'],
    ['memory', '512'],
    ['memory', '0Mi'],
    ['memory', '1K'],
    ['memory', '1e9'],
    ['memory', '-1Mi'],
  ])('%s %j cannot be meant', (what, text) => {
    const { limits } = quota;
    expect(problems({ quota: { ...quota, limits: { ...limits, [what]: text } } })).toEqual([
      ['namespace/quantity', `quota.limits.${what}`],
    ]);
  });

  test.each([
    ['cpu', '20000m'],
    ['cpu', '20.125'],
    ['memory', '40.5Gi'],
    ['memory', '1T'],
    ['memory', '45000M'],
  ])('%s %j can', (what, text) => {
    const { limits } = quota;
    expect(problems({ quota: { ...quota, limits: { ...limits, [what]: text } } })).toEqual([]);
  });

  test('a bound is met by what is equal to it, in whatever unit', () => {
    const same = { cpu: '500m', memory: '1Gi' };
    expect(
      problems({
        defaults: { requests: same, limits: { cpu: '0.5', memory: '1024Mi' } },
        quota: { requests: same, limits: same },
      }),
    ).toEqual([]);
  });

  test('the order of teams in the input changes nothing', () => {
    const teams = ['a', 'b', 'c', 'd'].map((one) => [one, { group: one, access: 'view' }] as const);
    const expected = JSON.stringify(made({ teams: Object.fromEntries(teams) }).chart.toJson());
    fc.assert(
      fc.property(fc.shuffledSubarray(teams, { minLength: teams.length }), (shuffled) => {
        expect(JSON.stringify(made({ teams: Object.fromEntries(shuffled) }).chart.toJson())).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });
});
