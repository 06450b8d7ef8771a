import { isRegion, isZoneOf, regions, zoneLettersOf } from '../../../lib/core/regions';

describe('regions', () => {
  test('are sorted, each once, and look like regions', () => {
    expect([...new Set(regions)].sort()).toEqual([...regions]);
    for (const region of regions) expect(region).toMatch(/^[a-z]{2}-(north|south|east|west|central)+-\d$/);
  });

  test.each(['us-east-1', 'eu-central-2', 'ap-east-2', 'ap-southeast-7', 'mx-central-1'])(
    '%s is one',
    (region) => {
      expect(isRegion(region)).toBe(true);
    },
  );

  test.each(['us-east-3', 'US-EAST-1', 'us-east-1a', '', 'cn-north-1', 'length'])(
    '"%s" is none',
    (region) => {
      expect(isRegion(region)).toBe(false);
    },
  );

  test('a zone is its region and one letter', () => {
    expect(isZoneOf('us-east-1a', 'us-east-1')).toBe(true);
    for (const zone of [
      'us-east-1',
      'us-west-1a',
      'us-east-1A',
      'us-east-11',
      'us-east-1ab',
      'us-east-1-bos-1a',
    ]) {
      expect([zone, isZoneOf(zone, 'us-east-1')]).toEqual([zone, false]);
    }
  });

  test('have three zones as a rule, and exceptions', () => {
    for (const region of regions) expect(zoneLettersOf(region)).toMatch(/^(?:[a-f]{3,6})?$/);
    expect(zoneLettersOf('eu-west-1')).toBe('abc');
    expect(zoneLettersOf('ap-northeast-1')).toBe('acd');
    expect(zoneLettersOf('us-west-1')).toBe('');
  });
});
