import fc from 'fast-check';
import {
  contains,
  hasSlots,
  ipv6Index,
  overlappingPairs,
  parseRange,
  partOf,
  type Range,
  slot,
  type Tier,
  tiers,
  usableAddresses,
} from '../../../../lib/core/addresses';

const whole = parseRange('0.0.0.0/0') as Range;
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A VPC range that has slots. */
const vpcs = fc
  .tuple(fc.integer({ min: 16, max: 20 }), fc.nat({ max: 2 ** 16 - 1 }))
  .map(([prefix, index]) => partOf(whole, prefix, index));

function allSlots(vpc: Range) {
  return tiers.flatMap((tier) =>
    letters.map((letter) => {
      const range = slot(vpc, tier, `us-east-1${letter}`);
      if (!range) throw new Error(`${tier} ${letter}`);
      return { name: `${tier} ${letter}`, tier, range };
    }),
  );
}

describe('fixed slots', () => {
  test('the table of a /16: a change here moves the subnets of every user', () => {
    const vpc = parseRange('10.0.0.0/16') as Range;
    const row = (tier: Tier) => letters.map((letter) => slot(vpc, tier, `us-east-1${letter}`)?.text);
    expect(row('private')).toEqual([
      '10.0.0.0/20',
      '10.0.16.0/20',
      '10.0.32.0/20',
      '10.0.48.0/20',
      '10.0.64.0/20',
      '10.0.80.0/20',
      '10.0.96.0/20',
      '10.0.112.0/20',
    ]);
    expect(row('public').slice(0, 2)).toEqual(['10.0.128.0/23', '10.0.130.0/23']);
    expect(row('public')[7]).toBe('10.0.142.0/23');
    expect(row('database').slice(0, 2)).toEqual(['10.0.144.0/24', '10.0.145.0/24']);
    expect(row('cache').slice(0, 2)).toEqual(['10.0.152.0/24', '10.0.153.0/24']);
    expect(row('cache')[7]).toBe('10.0.159.0/24');
    expect(row('isolated').slice(0, 2)).toEqual(['10.0.160.0/23', '10.0.162.0/23']);
    expect(row('isolated')[7]).toBe('10.0.174.0/23');
  });

  test('never overlap', () => {
    fc.assert(fc.property(vpcs, (vpc) => expect(overlappingPairs(allSlots(vpc))).toEqual([])));
  });

  test('lie within the VPC, and leave its last five sixteenths free', () => {
    fc.assert(
      fc.property(vpcs, (vpc) => {
        const reserved = partOf(vpc, vpc.prefix + 4, 11);
        for (const { range } of allSlots(vpc)) {
          expect(contains(vpc, range)).toBe(true);
          expect(range.last).toBeLessThan(reserved.first);
        }
      }),
    );
  });

  test('are large enough for AWS, EKS and load balancers', () => {
    fc.assert(
      fc.property(vpcs, (vpc) => {
        for (const { tier, range } of allSlots(vpc)) {
          expect(range.prefix).toBeLessThanOrEqual(28);
          if (tier === 'public') expect(range.prefix).toBeLessThanOrEqual(27);
          if (tier === 'private') expect(usableAddresses(range)).toBeGreaterThanOrEqual(251);
        }
      }),
    );
  });

  test('depend on the letter of the zone, not on its region', () => {
    const vpc = parseRange('10.1.0.0/16') as Range;
    expect(slot(vpc, 'cache', 'us-west-2c')).toEqual(slot(vpc, 'cache', 'us-east-1c'));
  });

  test('there are none outside /16 to /20, nor beyond h', () => {
    const of = (text: string) => parseRange(text) as Range;
    expect([15, 16, 20, 21].map((prefix) => hasSlots(of(`10.0.0.0/${prefix}`)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(slot(of('10.0.0.0/21'), 'private', 'us-east-1a')).toBeUndefined();
    expect(slot(of('10.0.0.0/16'), 'private', 'us-east-1i')).toBeUndefined();
    expect(slot(of('10.0.0.0/16'), 'private', '')).toBeUndefined();
    expect(slot(of('10.0.0.0/16'), 'public', 'us-east-1A')).toBeUndefined();
  });
});

describe('ipv6Index', () => {
  test('is one of the 256 of a /56, and of each tier and letter alone', () => {
    const alphabet = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
    const all = tiers.flatMap((tier) => alphabet.map((letter) => ipv6Index(tier, `us-east-1${letter}`)));
    expect(new Set(all).size).toBe(all.length);
    expect(Math.min(...all)).toBe(0);
    expect(Math.max(...all)).toBeLessThan(256);
  });

  test('does not change', () => {
    expect(tiers.map((tier) => [tier, ipv6Index(tier, 'us-east-1b')])).toEqual([
      ['public', 33],
      ['private', 1],
      ['database', 65],
      ['cache', 97],
      ['isolated', 129],
    ]);
  });
});
