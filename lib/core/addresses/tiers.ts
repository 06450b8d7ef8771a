/** Kinds of subnet, by who reaches them and what they reach. */
export const tiers = ['public', 'private', 'database', 'cache', 'isolated'] as const;

/**
 * A kind of subnet:
 * - `public`: reached from the internet, for load balancers and NAT gateways;
 * - `private`: reaches the internet through NAT only, for nodes and pods;
 * - `database`, `cache`: no way to the internet, with a subnet group of the service;
 * - `isolated`: no way to the internet, for anything else.
 */
export type Tier = (typeof tiers)[number];

/** Whether a text is the name of a tier. */
export function isTier(text: string): text is Tier {
  return (tiers as readonly string[]).includes(text);
}

/** Position of a zone's letter in the alphabet, from 0: `us-east-1b` has 1. */
export function zoneIndex(zone: string): number {
  return zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0);
}

/** Zone letters that have an index of IPv6 of their own in every tier. */
const LETTERS = 32;

/**
 * Index of a subnet's /64 within the VPC's /56, which holds 256: fixed by tier and zone letter, as the IPv4 slots are.
 * `private` begins at 0, `public` at 32, `database` at 64, `cache` at 96, `isolated` at 128; from 160 on is reserved.
 */
export function ipv6Index(tier: Tier, zone: string): number {
  const order: Readonly<Record<Tier, number>> = { private: 0, public: 1, database: 2, cache: 3, isolated: 4 };
  return order[tier] * LETTERS + zoneIndex(zone);
}
