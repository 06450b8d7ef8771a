/**
 * Regions that the constructs accept, by name, as of 2026-11 (AWS General Reference, "AWS Regions"). A name outside the
 * table is taken for a typing mistake.
 */
export const regions = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

/** The name of a region of the commercial partition. */
export type Region = (typeof regions)[number];

/** Whether a text is the name of a region. */
export function isRegion(text: string): text is Region {
  return (regions as readonly string[]).includes(text);
}

/** Whether a zone's name (`us-east-1a`) belongs to a region: the region's name and one letter. */
export function isZoneOf(zone: string, region: string): boolean {
  return zone.length === region.length + 1 && zone.startsWith(region) && /[a-z]$/.test(zone);
}

/**
 * Letters of the zones that every account has in a region, as of 2026-11. Three are the rule (AWS Availability Zones, "Each Region has
 * at least three"); these differ. In us-west-1 an account has two of a, b and c, so which ones nobody can know beforehand.
 */
const zoneLetters: Readonly<Partial<Record<Region, string>>> = {
  'ap-northeast-1': 'acd',
  'ap-northeast-2': 'abcd',
  'ca-central-1': 'abd',
  'us-east-1': 'abcdef',
  'us-west-1': '',
  'us-west-2': 'abcd',
};

/** Letters of the zones that every account has in a region; none where accounts differ. */
export function zoneLettersOf(region: Region): string {
  return zoneLetters[region] ?? 'abc';
}
