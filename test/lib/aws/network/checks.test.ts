import type { NetworkProps } from '../../../../lib/aws/network';
import { networkErrors } from '../../../../lib/aws/network';
import { checkNetwork } from '../../../../lib/aws/network/checks';
import { networkProps } from './fixture';

function problems(changes: Partial<NetworkProps>): string[] {
  return checkNetwork('net', networkProps(changes)).map((one) => `${one.code} at ${one.path}`);
}

const cases: readonly (readonly [string, Partial<NetworkProps>, string])[] = [
  ['network/nat-without-public', { subnets: { private: 'slots' } }, 'nat'],
  ['network/nat-without-private', { subnets: { public: 'slots' } }, 'nat'],
  [
    'network/nat-zone',
    { nat: 'perZone', subnets: { public: { 'us-east-1a': '10.0.101.0/24' }, private: 'slots' } },
    'nat',
  ],
  [
    'network/cluster-without-private',
    { clusterName: 'shop', nat: 'none', subnets: { public: 'slots' } },
    'clusterName',
  ],
  [
    'network/cluster-endpoints',
    { clusterName: 'shop', nat: 'none', interfaceEndpoints: ['sts'] },
    'interfaceEndpoints',
  ],
  ['network/endpoint-service', { interfaceEndpoints: ['ecr'] }, 'interfaceEndpoints'],
  ['network/endpoint-duplicate', { interfaceEndpoints: ['sts', 'ec2', 'sts'] }, 'interfaceEndpoints'],
  [
    'network/endpoint-without-private',
    { nat: 'none', subnets: { isolated: 'slots' }, interfaceEndpoints: ['sts'] },
    'interfaceEndpoints',
  ],
  [
    'network/flow-log-bucket',
    { flowLogs: { destination: 's3', bucketArn: 'my-logs' } },
    'flowLogs.bucketArn',
  ],
];

describe('checkNetwork', () => {
  test.each(cases)('%s', (code, changes, at) => {
    expect(problems(changes)).toEqual([`${code} at net.${at}`]);
  });

  test('every code is tried', () => {
    const tried = new Set(cases.map(([code]) => code));
    const codes = Object.values(networkErrors).map((one) => one.code);
    expect(codes.filter((code) => !tried.has(code))).toEqual([]);
  });

  test.each<[string, Partial<NetworkProps>]>([
    ['one gateway', {}],
    ['no gateway', { nat: 'none', subnets: { database: 'slots' } }],
    ['gateways with slots', { nat: 'perZone' }],
    [
      'one gateway, where a zone has no public subnet',
      { subnets: { public: { 'us-east-1a': '10.0.101.0/24' }, private: 'slots' } },
    ],
    ['a cluster behind NAT', { clusterName: 'shop' }],
    [
      'a cluster without internet',
      {
        clusterName: 'shop',
        nat: 'none',
        interfaceEndpoints: ['ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'sts'],
      },
    ],
    ['a bucket', { flowLogs: { destination: 's3', bucketArn: 'arn:aws:s3:::shop-logs' } }],
    ['a bucket and prefix', { flowLogs: { destination: 's3', bucketArn: 'arn:aws:s3:::shop-logs/flow/' } }],
    ['a bucket of another state', { flowLogs: { destination: 's3', bucketArn: '${data.x.y.arn}' } }],
  ])('%s is well', (_, changes) => {
    expect(problems(changes)).toEqual([]);
  });

  test('a slip in a service names those that are close, or says that S3 is there already', () => {
    const fix = (service: string) =>
      checkNetwork('net', networkProps({ interfaceEndpoints: [service] }))[0]?.fix;
    expect(fix('ecr')).toBe('choose one of ecr.api, ecr.dkr');
    expect(fix('s3')).toContain('gateway endpoint');
    expect(fix('zzz')).toContain('access-analyzer');
  });

  test('only the missing endpoints of a cluster are a warning', () => {
    const severities = cases.map(([code, changes]) => [code, checkNetwork('net', networkProps(changes))[0]]);
    for (const [code, found] of severities as [string, { severity: string }][]) {
      expect([code, found.severity]).toEqual([
        code,
        code === 'network/cluster-endpoints' ? 'warning' : 'error',
      ]);
    }
  });
});
