import type { ClusterProps, NodeGroupClusterProps } from '../../../../lib/aws/cluster';
import { problemsOf } from '../../../../lib/testing';
import { clusterStack, faults, faultsOf, general, managed, network, spot } from './fixture';

describe('what is wrong with a cluster', () => {
  test('nothing, as the shop has it', () => {
    expect(faults({ nodeGroups: { general, spot }, karpenter: {} })).toEqual([]);
    expect(faultsOf({ network, compute: 'auto' })).toEqual([]);
  });

  test.each<[string, Partial<NodeGroupClusterProps>, string]>([
    ['IPv4 internet', { endpoint: { publicRanges: ['0.0.0.0/0'] } }, 'whole-internet'],
    ['IPv6 internet', { endpoint: { publicRanges: ['::/0'] } }, 'whole-internet'],
    [
      'the internet in halves',
      { endpoint: { publicRanges: ['0.0.0.0/1', '128.0.0.0/1'] } },
      'whole-internet',
    ],
    ['no CIDR', { endpoint: { publicRanges: ['203.0.113.7'] } }, 'endpoint-range'],
    ['no address', { endpoint: { publicRanges: ['office/24'] } }, 'endpoint-range'],
    ['host bits', { endpoint: { publicRanges: ['203.0.113.7/24'] } }, 'endpoint-range'],
    ['IPv6 host bits', { endpoint: { publicRanges: ['2001:db8::1/32'] } }, 'endpoint-range'],
    ['private', { endpoint: { publicRanges: ['10.1.0.0/16'] } }, 'endpoint-range'],
    ['carrier', { endpoint: { publicRanges: ['100.64.0.0/16'] } }, 'endpoint-range'],
  ])('a public range that is %s', (_, props, code) => {
    expect(new Set(faults(props))).toEqual(new Set([`cluster/${code} at endpoint.publicRanges`]));
  });

  test('no public range would be the whole internet, and 41 are too many', () => {
    const ranges = (count: number) => Array.from({ length: count }, (_, index) => `198.51.${index}.0/24`);
    const fault = ['cluster/endpoint-ranges at endpoint.publicRanges'];
    expect(faults({ endpoint: { publicRanges: [] } })).toEqual(fault);
    expect(faults({ endpoint: { publicRanges: ranges(40) } })).toEqual([]);
    expect(faults({ endpoint: { publicRanges: ranges(41) } })).toEqual(fault);
  });

  test('ranges of both families, and the internet by name, are well', () => {
    expect(
      faults({ endpoint: { publicRanges: ['203.0.113.0/24', '198.51.100.7/32', '2001:db8::/32'] } }),
    ).toEqual([]);
    expect(faults({ endpoint: { public: 'wholeInternet' } })).toEqual([]);
  });

  test('zones: two or more, of the region', () => {
    const fault = 'cluster/zones at network.privateSubnetIds';
    expect(faults({ network: { privateSubnetIds: {} } })).toContain(fault);
    expect(faults({ network: { privateSubnetIds: { 'us-east-1a': 'subnet-a' } } })).toEqual([fault]);
    const foreign = { 'us-east-1a': 'subnet-a', 'us-west-2a': 'subnet-b' };
    expect(faults({ network: { privateSubnetIds: foreign } })).toEqual([fault]);
  });

  test.each([
    '172.20.0.0/28',
    '10.0.0.0/8',
    '172.20.0.0/8',
    '172.20.0.1/16',
    '8.8.0.0/16',
    '172.20.0.0',
    'pods',
  ])('services in %s', (serviceRange) => {
    expect(faults({ serviceRange })).toEqual(['cluster/service-range at serviceRange']);
  });

  test('services in a private network are well', () => {
    expect(faults({ serviceRange: '10.200.0.0/16' })).toEqual([]);
  });

  test('versions: support dates', () => {
    expect(faults({ version: '1.27' })).toEqual(['versions/ended at version']);
    expect(faults({ version: '1.99' as '1.36' })).toEqual(['versions/unknown at version']);
    expect(faults({ version: '1.33', supportType: 'EXTENDED' })).toEqual(['versions/extended at version']);
  });

  test('a version in extended support is not to be had under STANDARD', () => {
    expect(faults({ version: '1.33' })).toEqual([
      'cluster/support-type at supportType',
      'versions/extended at version',
    ]);
  });

  test('Auto Mode excludes what it replaces', () => {
    const both = { ...managed, addons: {}, karpenter: {}, compute: 'auto' } as unknown as ClusterProps;
    expect(faultsOf(both)).toEqual([
      'cluster/compute at addons',
      'cluster/compute at karpenter',
      'cluster/compute at nodeGroups',
    ]);
  });

  test('managed nodes need a group', () => {
    const fault = ['cluster/no-node-group at nodeGroups'];
    expect(faults({ nodeGroups: {} })).toEqual(fault);
    expect(faultsOf({ network } as unknown as ClusterProps)).toEqual(fault);
  });

  test('coredns needs a node without taints: a warning', () => {
    const taints = [{ key: 'batch', effect: 'NoSchedule' }] as const;
    const { stack } = clusterStack({ network, nodeGroups: { batch: { ...general, taints } } });
    expect(problemsOf(stack)).toMatchObject([{ code: 'cluster/all-tainted', severity: 'warning' }]);
    expect(faults({ nodeGroups: { idle: { ...general, min: 0, desired: 0 } } })).toEqual([
      'cluster/all-tainted at nodeGroups',
    ]);
    const soft = [{ key: 'batch', effect: 'PreferNoSchedule' }] as const;
    expect(faults({ nodeGroups: { batch: { ...general, taints: soft } } })).toEqual([]);
    expect(faults({ nodeGroups: { batch: { ...general, taints }, general } })).toEqual([]);
  });

  test('versions of add-ons', () => {
    expect(faults({ addons: { coredns: { version: '1.13.1' } } })).toEqual([
      'cluster/addon-version at addons.coredns.version',
    ]);
    expect(faults({ addons: { coredns: { version: 'v1.13.1-eksbuild.1' } } })).toEqual([]);
  });

  test('kube-proxy follows the control plane by at most three minors', () => {
    const fault = ['cluster/version-skew at addons.kubeProxy.version'];
    const proxy = (minor: number) =>
      faults({ version: '1.35', addons: { kubeProxy: { version: `v1.${minor}.0` } } });
    expect(proxy(36)).toEqual(fault);
    expect(proxy(35)).toEqual([]);
    expect(proxy(32)).toEqual([]);
    expect(proxy(31)).toEqual(fault);
  });

  test('a name that EKS or IAM does not take', () => {
    expect(faults({ name: 'my cluster' })).toContain('stack/name at ');
    expect(faults({ name: 'x'.repeat(60) })).toContain('stack/name at /role');
    expect(faults({ name: 'x'.repeat(60) })).toContain('stack/name at /node-role');
  });

  test('a name too long for what is named after it', () => {
    const nodeGroups = { general, ['y'.repeat(54)]: general };
    const { stack } = clusterStack({ network, nodeGroups, karpenter: {}, name: 'x'.repeat(90) });
    const types = problemsOf(stack).flatMap((one) => /aws_\w+/.exec(one.found) ?? []);
    expect([...new Set(types)].sort()).toEqual([
      'aws_cloudwatch_event_rule',
      'aws_iam_role',
      'aws_launch_template',
      'aws_sqs_queue',
    ]);
  });

  test('a retention that CloudWatch does not know', () => {
    expect(faults({ logRetention: 100 as 90 })).toEqual(['logs/retention at /logs.retention']);
  });
});
