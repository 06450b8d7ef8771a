import { readXml } from '../../../../../sandbox/gaps/xml';
import { answersOf, type RoutedRecord, readRecords } from '../../../../../sandbox/prove/proofs/drill/routing';

const host = 'api.shop.com';

function record(failover: RoutedRecord['failover'], more: Partial<RoutedRecord> = {}): RoutedRecord {
  const lb = failover === 'SECONDARY' ? 'west.elb' : 'east.elb';
  return {
    name: host,
    type: 'A',
    answers: [lb],
    evaluatesTarget: true,
    ...(failover && { failover }),
    ...more,
  };
}

const pair = [record('PRIMARY', { healthCheckId: 'one' }), record('SECONDARY', { healthCheckId: 'two' })];

/** A world in which some health checks and targets are not well. */
function ask(records: readonly RoutedRecord[], unwell: readonly string[] = [], name = host, type = 'A') {
  const well = async (one: string) => !unwell.includes(one);
  return answersOf(records, name, type, { isHealthy: well, isTargetHealthy: well });
}

describe('who answers for a name', () => {
  it('is the primary while it is well', async () => {
    expect(await ask(pair)).toEqual(['east.elb']);
    expect(await ask(pair, ['two', 'west.elb'])).toEqual(['east.elb']);
  });

  it.each([['one'], ['east.elb']])('is the secondary when the primary is not: %s', async (unwell) => {
    expect(await ask(pair, [unwell])).toEqual(['west.elb']);
  });

  it('is the primary when neither is', async () => {
    expect(await ask(pair, ['one', 'two'])).toEqual(['east.elb']);
    expect(await ask(pair, ['one', 'west.elb'])).toEqual(['east.elb']);
  });

  it('looks at a target only where a record says so, and at a health check only where it has one', async () => {
    const blind = record('PRIMARY', { evaluatesTarget: false });
    expect(await ask([blind, record('SECONDARY')], ['east.elb', 'one'])).toEqual(['east.elb']);
  });

  it('is everybody where there is no failover, of the name and type asked for', async () => {
    const plain = { ...record(undefined), name: 'east.api.shop.com' };
    expect(await ask([...pair, plain], ['east.elb'], plain.name)).toEqual(['east.elb']);
    expect(await ask(pair, [], 'nobody.shop.com')).toEqual([]);
    expect(await ask(pair, [], host, 'AAAA')).toEqual([]);
  });

  it('is nobody but the secondary where there is no primary', async () => {
    expect(await ask([record('SECONDARY')], ['west.elb'])).toEqual(['west.elb']);
  });
});

describe('records as Route 53 lists them', () => {
  const body = `<ListResourceRecordSetsResponse><ResourceRecordSets>
    <ResourceRecordSet><Name>api.shop.com.</Name><Type>A</Type><SetIdentifier>us-east-1</SetIdentifier><Failover>PRIMARY</Failover>
      <HealthCheckId>abc</HealthCheckId><AliasTarget><HostedZoneId>Z</HostedZoneId><DNSName>east.elb.</DNSName>
      <EvaluateTargetHealth>True</EvaluateTargetHealth></AliasTarget></ResourceRecordSet>
    <ResourceRecordSet><Name>shop.com.</Name><Type>NS</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>a.</Value></ResourceRecord>
      <ResourceRecord><Value>b.</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>
    </ResourceRecordSets></ListResourceRecordSetsResponse>`;

  it('are read with what decides', () => {
    expect(readRecords(readXml({ body: Buffer.from(body) }))).toEqual([
      {
        name: 'api.shop.com',
        type: 'A',
        answers: ['east.elb'],
        failover: 'PRIMARY',
        healthCheckId: 'abc',
        evaluatesTarget: true,
      },
      { name: 'shop.com', type: 'NS', answers: ['a.', 'b.'], evaluatesTarget: false },
    ]);
  });
});
