import type { VersionTable } from './support';

const source =
  'ElastiCache User Guide, "Engine versions and upgrading" and "ElastiCache versions for Redis OSS end of life schedule"';

/** Versions of Valkey on ElastiCache. No end of support is announced for any. */
export const valkeyVersions = {
  product: 'ElastiCache for Valkey',
  source,
  asOf: '2026-11-21',
  versions: { '7.2': {}, '8.0': {}, '8.1': {}, '8.2': {}, '9.0': {} },
} as const satisfies VersionTable;

/** Versions of Redis OSS on ElastiCache; 7.1 is the last one. */
export const redisVersions = {
  product: 'ElastiCache for Redis OSS',
  source,
  asOf: '2026-11-21',
  versions: {
    '6.2': { standard: '2027-01-31' },
    '7.0': {},
    '7.1': {},
  },
} as const satisfies VersionTable;

/** The engine's version when nothing is said: an engine cannot be downgraded, so not the newest. */
export const defaultCacheVersion = { valkey: '8.0', redis: '7.1' } as const;
