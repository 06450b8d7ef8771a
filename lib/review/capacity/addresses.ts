import { parseRange, sizeOf } from '../../core/addresses/range';
import { type Problem, problem, sortProblems } from '../../core/errors';
import type { Nodes } from '../manifest';
import { sizesOf, unknownTypes } from './allocatable';
import { capacityErrors } from './errors';

/** First four and last of every subnet (VPC User Guide, "Subnet sizing for IPv4"). */
const RESERVED_BY_AWS = 5;

/** The addresses of one zone's private subnet. */
export interface AddressUse {
  /** The zone. */
  readonly zone: string;
  /** Addresses that its nodes and their pods take at most. */
  readonly used: number;
  /** Addresses that it has for hosts; `undefined` when its range is missing or cannot be read. */
  readonly available: number | undefined;
  /** What the sum is made of. */
  readonly arithmetic: string;
  /** Whether this is with another zone lost. */
  readonly zoneLost: boolean;
}

/**
 * What nodes take in each zone at their maximum: every address of every interface, since the VPC CNI fills interfaces whole and
 * keeps a warm one (EKS Best Practices, "Amazon VPC CNI"). Nodes stand evenly over the zones, and over those left when one is lost.
 */
export function addressUses(nodes: Nodes): AddressUse[] {
  const losses = nodes.survivesZoneLoss && nodes.zones.length > 1 ? [false, true] : [false];
  return losses.flatMap((zoneLost) => {
    const zones = nodes.zones.length - Number(zoneLost);
    const parts = Object.keys(nodes.groups)
      .sort()
      .flatMap((name) => {
        const group = nodes.groups[name];
        if (!group) return [];
        const each = Math.max(
          0,
          ...sizesOf(group, nodes).map((one) => one.interfaces * one.addressesPerInterface),
        );
        return [{ name, each, max: group.max, here: Math.ceil(group.max / zones) }];
      });
    const used = parts.reduce((sum, { each, here }) => sum + each * here, 0);
    const arithmetic = parts
      .map(({ name, each, max, here }) => `${name} ${here} (${max} over ${zones} zones) x ${each}`)
      .join(' + ');
    return [...nodes.zones].sort().map((zone) => {
      const range = parseRange(nodes.privateRanges[zone] ?? '');
      const available = range && Math.max(0, sizeOf(range) - RESERVED_BY_AWS);
      return { zone, used, available, arithmetic, zoneLost };
    });
  });
}

/**
 * Proves that the nodes at their maximum, their pods' addresses with them, fit the private subnets.
 * @returns problems `capacity/addresses`, `capacity/private-range` and `capacity/instance-type`, sorted
 */
export function proveAddresses(nodes: Nodes): Problem[] {
  const path = nodes.path ?? 'nodes';
  const unknown = unknownTypes(nodes);
  if (unknown.length > 0) return sortProblems(unknown);
  return sortProblems(
    addressUses(nodes).flatMap(({ zone, used, available, arithmetic, zoneLost }) => {
      const at = `privateRanges.${zone}`;
      const range = nodes.privateRanges[zone];
      if (available === undefined) {
        return [
          problem(capacityErrors['private-range'], path, {
            at,
            found: range === undefined ? 'none' : `"${range}"`,
            fix: 'give the zone a private subnet, in CIDR form',
          }),
        ];
      }
      if (used <= available) return [];
      return [
        problem(capacityErrors.addresses, path, {
          at,
          found: `${arithmetic} = ${used} addresses${zoneLost ? ' with another zone lost' : ''}, and ${range} has ${available} (${available + RESERVED_BY_AWS} - ${RESERVED_BY_AWS} of AWS)`,
          fix: 'give the zone a larger subnet, or lower max of a node group',
        }),
      ];
    }),
  );
}
