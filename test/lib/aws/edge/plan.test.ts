import fc from 'fast-check';
import { type EdgeProps, edgeFaults, planTarget, targetGroupNameParts } from '../../../../lib/aws/edge';

const base: EdgeProps = {
  name: 'api',
  host: 'api.example.com',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  network: { vpcId: 'vpc-1', subnetIds: { 'us-east-1a': 'subnet-a', 'us-east-1b': 'subnet-b' } },
  target: { port: 8080 },
  rateLimit: { requestsPerSecond: 100 },
  accessLogs: { bucketName: 'logs' },
  alarms: { topicArn: 'arn:aws:sns:us-east-1:111122223333:alarms' },
};

describe('edgeFaults', () => {
  test('any whole rate up to millions a second is one that WAF takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 33_000_000 }), (requestsPerSecond) => {
        expect(edgeFaults({ ...base, rateLimit: { requestsPerSecond } }, 'us-east-1')).toEqual([]);
      }),
    );
  });

  test('any name of two labels or more is a host', () => {
    const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 2, maxLength: 5 }), (labels) => {
        expect(edgeFaults({ ...base, host: labels.join('.') }, 'us-east-1')).toEqual([]);
      }),
    );
  });

  test('any text and any number is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), (text, value) => {
        const props = {
          ...base,
          host: text,
          hostedZoneId: text,
          target: { port: value, healthPath: text, health: { intervalSeconds: value } },
          rateLimit: { requestsPerSecond: value },
          accessLogs: { bucketName: 'logs', prefix: text },
        };
        expect(Array.isArray(edgeFaults(props, 'us-east-1'))).toBe(true);
      }),
    );
  });
});

describe('a target', () => {
  test('has its defaults', () => {
    expect(planTarget({ port: 8080 })).toEqual({
      port: 8080,
      protocol: 'HTTP',
      healthPath: '/health',
      interval: 10,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      deregistrationDelay: 60,
    });
  });

  test('changes its group name with whatever would replace the group', () => {
    expect(targetGroupNameParts('api', { port: 8080 })).toEqual(['api', '8080']);
    expect(targetGroupNameParts('api', { port: 8081 })).toEqual(['api', '8081']);
    expect(targetGroupNameParts('api', { port: 8080, protocol: 'HTTPS' })).toEqual(['api', '8080', 'tls']);
  });
});
