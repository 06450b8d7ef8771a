import type { VersionTable } from './support';

/** Major versions of RDS for PostgreSQL. */
export const postgresVersions = {
  product: 'RDS for PostgreSQL',
  source:
    'endoflife.date/amazon-rds-postgresql, after the RDS "Release calendars for Amazon RDS for PostgreSQL"',
  asOf: '2026-08-22',
  versions: {
    '14': { standard: '2027-02-28', extended: '2030-02-28' },
    '15': { standard: '2028-02-29', extended: '2031-02-28' },
    '16': { standard: '2029-02-28', extended: '2032-02-29' },
    '17': { standard: '2030-02-28', extended: '2033-02-28' },
    '18': { standard: '2031-02-28', extended: '2034-02-28' },
  },
} as const satisfies VersionTable;

/** A major version of RDS for PostgreSQL. */
export type PostgresVersion = keyof typeof postgresVersions.versions;

/** What a database gets when nothing is said: an engine cannot be downgraded, so not the newest. */
export const defaultPostgresVersion: PostgresVersion = '17';

/** The highest minor of each major seen in the table's source; a higher one is taken for a typing mistake. */
export const latestPostgresMinor: Readonly<Record<PostgresVersion, number>> = {
  '14': 23,
  '15': 18,
  '16': 14,
  '17': 10,
  '18': 4,
};

/** The lowest minor that RDS may still create; lower ones were withdrawn (15.3 among them). Unlisted: no lower bound known. */
export const oldestPostgresMinor: Readonly<Partial<Record<PostgresVersion, number>>> = { '15': 7 };
