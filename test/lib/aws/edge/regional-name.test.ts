import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { LbListenerCertificate } from '@cdktf/provider-aws/lib/lb-listener-certificate';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Edge, type EdgeProps } from '../../../../lib/aws/edge';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

const base: EdgeProps = {
  name: 'api',
  host: 'api.test.example.com',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  network: { vpcId: 'vpc-1', subnetIds: { 'us-east-1a': 'subnet-a', 'us-east-1b': 'subnet-b' } },
  target: { port: 8080 },
  rateLimit: { requestsPerSecond: 100 },
  accessLogs: { bucketName: 'shop-test-logs' },
  alarms: { topicArn: 'arn:aws:sns:us-east-1:111122223333:shop-test-alarms' },
};

function made(change: Partial<EdgeProps> = {}) {
  const stack = testStack();
  return { stack, edge: new Edge(stack, 'edge', { ...base, ...change }) };
}

/** Code and place of every problem, relative to the edge. */
function problems(change: Partial<EdgeProps>) {
  return problemsOf(made(change).stack).map((one) => [one.code, one.path.replace(/^.*\/edge\.?/, '')]);
}

describe('the regional name', () => {
  const regionalHost = 'byRegion';

  test('adds to the entry and changes nothing of it', () => {
    const plain = synthTerraform(made().stack);
    const { stack } = made({ regionalHost });
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(addresses(content).filter((one) => !addresses(plain).includes(one))).toEqual([
      'aws_acm_certificate.edge_regional_certificate',
      'aws_acm_certificate_validation.edge_regional_certificate_validation',
      'aws_lb_listener_certificate.edge_regional_listener',
      'aws_route53_record.edge_regional_certificate_record',
      'aws_route53_record.edge_regional_record-a',
    ]);
    for (const [type, blocks] of Object.entries(plain.resource)) {
      expect(content.resource[type]).toMatchObject(blocks);
    }
  });

  test('answers with this load balancer whatever its health, with a certificate of its own', () => {
    const content = synthTerraform(made({ regionalHost, addressType: 'dualStack' }).stack);
    const host = 'us-east-1.api.test.example.com';
    const record = {
      zone_id: 'Z0123456789ABCDEFGHIJ',
      name: host,
      type: 'A',
      alias: {
        name: '${aws_lb.edge.dns_name}',
        zone_id: '${aws_lb.edge.zone_id}',
        evaluate_target_health: false,
      },
    };
    expect(resources(content, Route53Record)).toMatchObject({
      'edge_regional_record-a': record,
      'edge_regional_record-aaaa': { ...record, type: 'AAAA' },
    });
    expect(resources(content, AcmCertificate)['edge_regional_certificate']).toMatchObject({
      domain_name: host,
    });
    expect(onlyResource(content, LbListenerCertificate)).toEqual({
      listener_arn: '${aws_lb_listener.edge_https.arn}',
      certificate_arn:
        '${aws_acm_certificate_validation.edge_regional_certificate_validation.certificate_arn}',
    });
  });

  test("a second region validates its own name, and not the host's again", () => {
    const content = synthTerraform(
      made({ regionalHost, certificate: 'zoneElsewhere', records: 'none' }).stack,
    );
    expect(Object.keys(resources(content, Route53Record))).toEqual([
      'edge_regional_certificate_record',
      'edge_regional_record-a',
    ]);
  });

  test('can be overridden apart from the host', () => {
    const overrides = {
      regionalCertificate: { tags: { team: 'shop' } },
      regionalRecord: { allowOverwrite: true },
    };
    const content = synthTerraform(made({ regionalHost, overrides }).stack);
    expect(resources(content, AcmCertificate)).toMatchObject({
      edge_regional_certificate: { tags: { team: 'shop' } },
    });
    expect(resources(content, AcmCertificate)['edge_certificate']).not.toHaveProperty('tags');
    expect(resources(content, Route53Record)['edge_regional_record-a']?.['allow_overwrite']).toBe(true);
    expect(resources(content, Route53Record)['edge_record-a']).not.toHaveProperty('allow_overwrite');
  });

  test('health checkers have to reach it', () => {
    expect(problems({ regionalHost, tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09' })).toEqual([
      ['edge/health-checkers', 'tlsPolicy'],
    ]);
    expect(problems({ tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09' })).toEqual([]);
    const clientRanges = ['10.0.0.0/16'];
    expect(problems({ regionalHost, exposure: 'internal', clientRanges })).toEqual([
      ['edge/health-checkers', 'exposure'],
    ]);
    const warned = problemsOf(made({ regionalHost, clientRanges }).stack);
    expect(warned).toMatchObject([{ code: 'edge/health-checkers', severity: 'warning' }]);
  });

  test('a certificate takes 64 characters, the region among them', () => {
    const host = (length: number) => `${'a'.repeat(50)}.${'b'.repeat(length - 51)}`;
    expect(problems({ regionalHost, host: host(54) })).toEqual([]);
    expect(problems({ regionalHost, host: host(55) })).toEqual([['edge/host', 'regionalHost']]);
    expect(problems({ host: host(55) })).toEqual([]);
  });
});
