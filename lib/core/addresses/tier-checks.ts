import { isZoneOf } from '../regions';
import { addressErrors } from './errors';
import type { Findings } from './findings';
import type { AddressPlanInput, PrivateTier } from './input';
import { isTier, tiers } from './tiers';

/** Zones sorted, each once. Reports `addresses/no-zones`, `addresses/zone` and `addresses/zone-duplicate`. */
export function checkZones(findings: Findings, zones: readonly string[], region: string): string[] {
  const unique = [...new Set(zones)].sort();
  if (unique.length === 0) {
    findings.error(addressErrors['no-zones'], {
      at: 'zones',
      found: 'no zone',
      fix: `name two at least, for example ${region}a and ${region}b`,
    });
  }
  for (const zone of unique) {
    if (!isZoneOf(zone, region)) {
      findings.error(addressErrors.zone, {
        at: 'zones',
        found: `"${zone}" in region ${region}`,
        fix: `name a zone as ${region}a`,
      });
    }
    const count = zones.filter((one) => one === zone).length;
    if (count > 1) {
      findings.error(addressErrors['zone-duplicate'], {
        at: 'zones',
        found: `"${zone}" ${count} times`,
        fix: 'name every zone once',
      });
    }
  }
  return unique;
}

/** Reports `addresses/no-tiers`, `addresses/tier`, `addresses/tier-zones` and `addresses/single-zone`. */
export function checkTiers(
  findings: Findings,
  subnets: AddressPlanInput['subnets'],
  zones: readonly string[],
  privateTier: PrivateTier,
): void {
  const given = Object.entries(subnets).filter(([, ranges]) => ranges !== undefined);
  const names = given.map(([name]) => name).sort();
  if (names.length === 0) {
    findings.error(addressErrors['no-tiers'], {
      at: 'subnets',
      found: 'no tier',
      fix: `name one at least, for example private: 'slots'`,
    });
  }
  for (const name of names) {
    if (!isTier(name)) {
      findings.error(addressErrors.tier, {
        at: `subnets.${name}`,
        found: `"${name}"`,
        fix: `choose one of ${tiers.join(', ')}`,
      });
      continue;
    }
    const ranges = subnets[name];
    if (ranges && ranges !== 'slots') checkTierZones(findings, name, Object.keys(ranges), zones);
    const needsTwo =
      name === 'database' || name === 'cache' || (name === 'private' && privateTier === 'cluster');
    if (needsTwo && zones.length === 1) {
      findings.error(addressErrors['single-zone'], {
        at: `subnets.${name}`,
        found: `the one zone ${zones[0]}`,
        fix: `name a second zone: ${name === 'private' ? 'EKS' : 'Multi-AZ'} needs two`,
      });
    }
  }
}

function checkTierZones(
  findings: Findings,
  tier: string,
  given: readonly string[],
  zones: readonly string[],
): void {
  const at = `subnets.${tier}`;
  const missing = zones.filter((zone) => !given.includes(zone));
  const extra = given.filter((zone) => !zones.includes(zone)).sort();
  if (missing.length > 0) {
    findings.error(addressErrors['tier-zones'], {
      at,
      found: `no range for ${missing.join(', ')}`,
      fix: 'give every zone of the network a range in every tier',
    });
  }
  if (extra.length > 0) {
    findings.error(addressErrors['tier-zones'], {
      at,
      found: `a range for ${extra.join(', ')}, which is not among the zones of the network`,
      fix: 'name the zone in zones, or remove its range',
    });
  }
}
