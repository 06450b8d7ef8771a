import { partOf, type Range } from './range';
import { type Tier, zoneIndex } from './tiers';

/** Where a tier's subnets lie within the range of the VPC. */
interface SlotRow {
  /** How much longer a subnet's prefix is than that of the VPC: 4 makes sixteenths. */
  readonly bits: number;
  /** Index of zone a's subnet, in subnets of this size; the other zones follow. */
  readonly first: number;
}

/**
 * The fixed slots. The range is cut into sixteen parts; a tier's part is cut again, one slot for each zone letter a to h. What a
 * slot is depends on the range, the tier and the letter alone, so nothing moves when a tier or a zone is added.
 *
 * | sixteenths | tier     | in a /16 | a slot  | slots of a /16                    | in a /20 |
 * |------------|----------|----------|---------|-----------------------------------|----------|
 * | 0 to 7     | private  | 8 x      | /20     | 10.0.0.0, 10.0.16.0, 10.0.32.0, … | /24      |
 * | 8          | public   | 8 x      | /23     | 10.0.128.0, 10.0.130.0, …         | /27      |
 * | 9, lower   | database | 8 x      | /24     | 10.0.144.0, 10.0.145.0, …         | /28      |
 * | 9, upper   | cache    | 8 x      | /24     | 10.0.152.0, 10.0.153.0, …         | /28      |
 * | 10         | isolated | 8 x      | /23     | 10.0.160.0, 10.0.162.0, …         | /27      |
 * | 11 to 15   | reserved: explicit ranges, later tiers |       |                   |          |
 *
 * Private subnets are the large ones because every pod takes an address. A /20 is the least: below it database subnets would be
 * smaller than the /28 that a subnet has at least, and public ones smaller than the /27 that load balancers need.
 */
const rows: Readonly<Record<Tier, SlotRow>> = {
  private: { bits: 4, first: 0 },
  public: { bits: 7, first: 8 * 8 },
  database: { bits: 8, first: 9 * 16 },
  cache: { bits: 8, first: 9 * 16 + 8 },
  isolated: { bits: 7, first: 10 * 8 },
};

/** Longest prefix of a VPC range that has fixed slots. */
export const longestSlotPrefix = 20;

/** Shortest prefix of a VPC range that has fixed slots: VPCs are no larger. */
export const shortestSlotPrefix = 16;

/** Zone letters that have slots: a to h. */
export const slotZones = 8;

/** Whether a VPC range can be cut into the fixed slots: /16 to /20. */
export function hasSlots(vpc: Range): boolean {
  return vpc.prefix >= shortestSlotPrefix && vpc.prefix <= longestSlotPrefix;
}

/**
 * The fixed slot of a tier in a zone, or `undefined` when the VPC's range has none ({@link hasSlots}) or the zone's letter is
 * beyond h.
 * @param vpc - primary range of the VPC
 * @param tier - kind of subnet
 * @param zone - name of the zone, of which only the letter counts
 */
export function slot(vpc: Range, tier: Tier, zone: string): Range | undefined {
  const letter = zoneIndex(zone);
  if (!hasSlots(vpc) || !(letter >= 0 && letter < slotZones)) return undefined;
  const { bits, first } = rows[tier];
  return partOf(vpc, vpc.prefix + bits, first + letter);
}
