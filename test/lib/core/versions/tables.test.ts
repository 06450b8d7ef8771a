import {
  defaultCacheVersion,
  defaultEksVersion,
  defaultPostgresVersion,
  eksVersions,
  latestPostgresMinor,
  oldestPostgresMinor,
  postgresVersions,
  redisVersions,
  supportOn,
  type VersionTable,
  valkeyVersions,
} from '../../../../lib/core/versions';

const tables: VersionTable[] = [eksVersions, postgresVersions, valkeyVersions, redisVersions];
const november = new Date('2026-11-21T00:00:00Z');

describe.each(tables.map((table) => [table.product, table] as const))('the table of %s', (_, table) => {
  test('says where it is from and when it was read', () => {
    expect(table.source).not.toBe('');
    expect(table.asOf).toMatch(/^2026-\d\d-\d\d$/);
  });

  test('has days that exist, extended support after the standard one', () => {
    for (const { standard, extended } of Object.values(table.versions)) {
      for (const day of [standard, extended]) {
        if (day !== undefined) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }
      if (extended) expect(extended > (standard ?? '9999')).toBe(true);
    }
  });

  test('a later version is supported at least as long', () => {
    const ends = Object.keys(table.versions)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((version) => table.versions[version]?.standard ?? '9999');
    expect([...ends].sort()).toEqual(ends);
  });
});

describe('what nothing said gives', () => {
  test.each([
    [eksVersions, defaultEksVersion],
    [postgresVersions, defaultPostgresVersion],
    [valkeyVersions, defaultCacheVersion.valkey],
    [redisVersions, defaultCacheVersion.redis],
  ] as [VersionTable, string][])('is in standard support', (table, version) => {
    expect(supportOn(table, version, november)).toEqual({ state: 'standard' });
  });
});

test('the versions that the sources of the shop name are no longer to be had', () => {
  expect(supportOn(eksVersions, '1.27', november)).toEqual({ state: 'ended', since: '2025-07-24' });
  expect(oldestPostgresMinor['15']).toBeGreaterThan(3);
});

test('every major of PostgreSQL has a latest minor, above the oldest', () => {
  expect(Object.keys(latestPostgresMinor).sort()).toEqual(Object.keys(postgresVersions.versions).sort());
  for (const [major, oldest] of Object.entries(oldestPostgresMinor)) {
    expect(latestPostgresMinor[major as keyof typeof latestPostgresMinor]).toBeGreaterThan(oldest);
  }
});
