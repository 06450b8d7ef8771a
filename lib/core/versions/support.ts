import type { IConstruct } from 'constructs';
import { defineErrors } from '../errors';
import { report, warn } from '../report';

/** Mistakes about the version of a managed service. */
export const versionErrors = defineErrors('versions', {
  unknown: {
    title: 'A version does not exist, or is not in the table yet.',
    example: "version: '1.99' for EKS",
  },
  ended: {
    title:
      'A version is past the end of its support: it can no longer be created, and AWS upgrades what still runs.',
    example: "version: '1.27' for EKS in November 2026",
  },
  extended: {
    title: 'A version is in extended support, which AWS charges for (a warning).',
    example: "version: '1.33' for EKS in November 2026",
  },
});

/** How long AWS supports one version. Dates are ISO days, the last day included. */
export interface SupportDates {
  /**
   * Last day of standard support.
   * @default - no end is announced
   */
  readonly standard?: string;
  /**
   * Last day of extended support, at extra cost.
   * @default - none is offered: the end of standard support is the end
   */
  readonly extended?: string;
}

/** Versions of one product with their support dates. */
export interface VersionTable {
  /** The product's name, for errors. */
  readonly product: string;
  /** Where the dates come from. */
  readonly source: string;
  /** The day they were read. */
  readonly asOf: string;
  /** Dates by version. */
  readonly versions: Readonly<Record<string, SupportDates>>;
}

/** Where a version stands on a day. */
export type Support =
  | { readonly state: 'standard' }
  | { readonly state: 'extended'; readonly until: string }
  | { readonly state: 'ended'; readonly since: string }
  | { readonly state: 'unknown' };

/** Where a version stands on a day (UTC). */
export function supportOn(table: VersionTable, version: string, day: Date): Support {
  const dates = Object.hasOwn(table.versions, version) ? table.versions[version] : undefined;
  if (!dates) return { state: 'unknown' };
  const today = day.toISOString().slice(0, 10);
  if (!dates.standard || today <= dates.standard) return { state: 'standard' };
  if (dates.extended && today <= dates.extended) return { state: 'extended', until: dates.extended };
  return { state: 'ended', since: dates.extended ?? dates.standard };
}

/**
 * Reports a version that does not exist (`versions/unknown`) or whose support has ended (`versions/ended`), and warns of one
 * in extended support (`versions/extended`).
 * @param scope - the construct that takes the version
 * @param at - the prop
 * @param table - the product's versions
 * @param version - the version asked for
 * @param day - the day to hold the dates against, `AwsStack.of(scope).today`
 */
export function checkSupport(
  scope: IConstruct,
  at: string,
  table: VersionTable,
  version: string,
  day: Date,
): void {
  const support = supportOn(table, version, day);
  if (support.state === 'standard') return;
  const supported = Object.keys(table.versions).filter(
    (one) => supportOn(table, one, day).state === 'standard',
  );
  const choose = `choose one in standard support: ${supported.sort(byVersion).join(', ')}`;
  if (support.state === 'unknown') {
    report(scope, versionErrors.unknown, {
      at,
      found: `${table.product} "${version}", which is not in the table of ${table.asOf}`,
      fix: choose,
    });
  } else if (support.state === 'ended') {
    report(scope, versionErrors.ended, {
      at,
      found: `${table.product} ${version}, whose support ended on ${support.since} (${table.source})`,
      fix: choose,
    });
  } else if (support.state === 'extended') {
    warn(scope, versionErrors.extended, {
      at,
      found: `${table.product} ${version}, in extended support until ${support.until} at extra cost`,
      fix: choose,
    });
  }
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
