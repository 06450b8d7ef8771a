import { type Tier, tiers } from '../../core/addresses/tiers';
import type { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import type { INetwork, SubnetAttributes } from './attributes';
import { Network } from './network';

/**
 * What the network layer promises to the layers above it: only what is not known at synth, and the names of the subnet groups, so
 * that who uses a group comes after it. Subnets have the key `<tier>/<zone>`, subnet groups that of their tier.
 */
export const networkContract = new Contract('network', {
  vpc_id: 'text',
  subnet_ids: 'map',
  subnet_groups: 'map',
});

const networks = new WeakMap<AwsStack, INetwork>();

/** Writes a network as the stack's outputs, for {@link importNetwork}. One network per stack. */
export function publishNetwork(stack: AwsStack, network: INetwork): void {
  const ids = tiers.flatMap((tier) =>
    Object.entries(network.subnetIds(tier)).map(([zone, id]) => [subnetKey(tier, zone), id]),
  );
  networkContract.publish(stack, {
    vpc_id: network.vpcId,
    subnet_ids: Object.fromEntries(ids),
    subnet_groups: {
      ...(network.databaseSubnetGroupName !== undefined && { database: network.databaseSubnetGroupName }),
      ...(network.cacheSubnetGroupName !== undefined && { cache: network.cacheSubnetGroupName }),
    },
  });
  networks.set(stack, network);
}

/**
 * The network of another stack: ids and names are references into its state, ranges and zones are the values themselves.
 * @param reader - the stack that uses it, deployed later
 * @param publisher - the stack that called {@link publishNetwork}
 * @throws IsthmusError `stack/unpublished-contract` when it has not
 */
export function importNetwork(reader: AwsStack, publisher: AwsStack): INetwork {
  const values = networkContract.read(reader, publisher);
  const network = networks.get(publisher) as INetwork;
  const subnets: Partial<Record<Tier, Record<string, SubnetAttributes>>> = {};
  for (const tier of tiers) {
    const ranges = Object.entries(network.subnetRanges(tier));
    if (ranges.length === 0) continue;
    subnets[tier] = Object.fromEntries(
      ranges.map(([zone, range]) => [zone, { id: values.subnet_ids[subnetKey(tier, zone)] ?? '', range }]),
    );
  }
  return Network.fromAttributes({
    vpcId: values.vpc_id,
    range: network.range,
    secondaryRanges: network.ranges.slice(1),
    zones: network.zones,
    ipv6: network.ipv6,
    subnets,
    ...groupName('databaseSubnetGroupName', values.subnet_groups['database']),
    ...groupName('cacheSubnetGroupName', values.subnet_groups['cache']),
  });
}

function subnetKey(tier: Tier, zone: string): string {
  return `${tier}/${zone}`;
}

function groupName<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: string });
}
