import type { App } from 'cdktf';
import { importNetwork, Network, publishNetwork } from '../../../../lib/aws/network';
import { AwsStack, type AwsStackProps } from '../../../../lib/aws/stack';
import { IsthmusError } from '../../../../lib/core/errors';
import { synthTerraform, testStack } from '../../../../lib/testing';
import { networkProps } from './fixture';

const outputs = '${data.terraform_remote_state.state-test-us-east-1-network.outputs';

/** A stack that makes and publishes a network, and one beside it that reads it. */
function stacks(): { publisher: AwsStack; reader: AwsStack; network: Network } {
  const publisher = testStack({ id: 'test-us-east-1-network' });
  const props: AwsStackProps = {
    project: 'shop',
    environment: 'test',
    owner: 'platform',
    costCentre: 'cc-1',
    account: publisher.account,
    region: publisher.region,
    state: publisher.state,
  };
  const reader = new AwsStack(publisher.node.scope as App, 'test-us-east-1-data', props);
  const network = new Network(
    publisher,
    'network',
    networkProps({
      subnets: { public: 'slots', private: 'slots', database: 'slots' },
      secondaryRanges: ['100.64.0.0/16'],
      ipv6: 'dualStack',
    }),
  );
  return { publisher, reader, network };
}

describe('the contract of the network', () => {
  test('publishes ids and the names of subnet groups', () => {
    const { publisher, network } = stacks();
    publishNetwork(publisher, network);
    const { output } = synthTerraform(publisher);
    expect(Object.keys(output).sort()).toEqual([
      'network_subnet_groups',
      'network_subnet_ids',
      'network_vpc_id',
    ]);
    expect(output['network_vpc_id']).toMatchObject({ value: '${aws_vpc.network.id}' });
    expect(output['network_subnet_groups']).toMatchObject({
      value: { database: '${aws_db_subnet_group.network_database-subnet-group.name}' },
    });
    expect(Object.keys(output['network_subnet_ids']?.['value'])).toEqual([
      'database/us-east-1a',
      'database/us-east-1b',
      'private/us-east-1a',
      'private/us-east-1b',
      'public/us-east-1a',
      'public/us-east-1b',
    ]);
  });

  test('gives the reader references for ids and the values themselves for ranges', () => {
    const { publisher, reader, network } = stacks();
    publishNetwork(publisher, network);
    const read = importNetwork(reader, publisher);
    expect(read.vpcId).toBe(`${outputs}.network_vpc_id}`);
    expect(read.subnetIds('private')).toEqual({
      'us-east-1a': `${outputs}.network_subnet_ids["private/us-east-1a"]}`,
      'us-east-1b': `${outputs}.network_subnet_ids["private/us-east-1b"]}`,
    });
    expect(read.databaseSubnetGroupName).toBe(`${outputs}.network_subnet_groups["database"]}`);
    expect(read.cacheSubnetGroupName).toBeUndefined();
    for (const tier of ['public', 'private', 'database', 'cache', 'isolated'] as const) {
      expect(read.subnetRanges(tier)).toEqual(network.subnetRanges(tier));
    }
    expect([read.range, read.ranges, read.zones, read.ipv6]).toEqual([
      network.range,
      network.ranges,
      network.zones,
      network.ipv6,
    ]);
    expect(reader.dependsOn(publisher)).toBe(true);
  });

  test('cannot be read where it was not published', () => {
    const { publisher, reader } = stacks();
    expect(() => importNetwork(reader, publisher)).toThrow(IsthmusError);
  });
});
