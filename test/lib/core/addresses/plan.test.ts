import fc from 'fast-check';
import {
  type AddressPlanInput,
  addressErrors,
  planAddresses,
  type Tier,
  type TierRanges,
  tiers,
} from '../../../../lib/core/addresses';

/** A well-formed input of which a test changes something. */
function input(changes: Partial<AddressPlanInput> = {}): AddressPlanInput {
  return {
    path: 'net',
    region: 'us-east-1',
    range: '10.0.0.0/16',
    zones: ['us-east-1a', 'us-east-1b'],
    subnets: { public: 'slots', private: 'slots' },
    ...changes,
  };
}

const two = (a: string, b: string) => ({ 'us-east-1a': a, 'us-east-1b': b });

/** `code at path` of every problem. */
function problems(changes: Partial<AddressPlanInput>): string[] {
  return planAddresses(input(changes)).problems.map((one) => `${one.code} at ${one.path}`);
}

function rangesByKey(plan: ReturnType<typeof planAddresses>): Record<string, string> {
  return Object.fromEntries(plan.subnets.map((one) => [`${one.tier}/${one.zone}`, one.range.text]));
}

describe('planAddresses', () => {
  test('gives every tier a range in every zone, sorted', () => {
    const plan = planAddresses(
      input({
        zones: ['us-east-1b', 'us-east-1a'],
        subnets: {
          private: two('10.0.1.0/24', '10.0.2.0/24'),
          database: 'slots',
        },
      }),
    );
    expect(plan.problems).toEqual([]);
    expect(plan.zones).toEqual(['us-east-1a', 'us-east-1b']);
    expect(plan.ranges).toEqual(['10.0.0.0/16']);
    expect(Object.entries(rangesByKey(plan))).toEqual([
      ['database/us-east-1a', '10.0.144.0/24'],
      ['database/us-east-1b', '10.0.145.0/24'],
      ['private/us-east-1a', '10.0.1.0/24'],
      ['private/us-east-1b', '10.0.2.0/24'],
    ]);
  });

  test('knows which range of the VPC a subnet lies in', () => {
    const plan = planAddresses(
      input({
        secondaryRanges: ['100.65.0.0/16', '100.64.0.0/16'],
        subnets: { private: two('10.0.1.0/24', '100.64.1.0/24') },
      }),
    );
    expect(plan.problems).toEqual([]);
    expect(plan.secondaryRanges).toEqual(['100.64.0.0/16', '100.65.0.0/16']);
    expect(plan.ranges).toEqual(['10.0.0.0/16', '100.64.0.0/16', '100.65.0.0/16']);
    expect(plan.subnets.map((one) => one.within?.text)).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
  });

  test('a secondary range that is given twice, once with host bits, counts once', () => {
    const plan = planAddresses(input({ secondaryRanges: ['100.64.0.9/16', '100.64.0.0/16'] }));
    expect(plan.secondaryRanges).toEqual(['100.64.0.0/16']);
    expect(plan.ranges).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
  });

  test('adding a zone or a tier moves nothing', () => {
    const letters = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { minLength: 2 });
    const some = fc.uniqueArray(fc.constantFrom(...tiers), { minLength: 1 });
    fc.assert(
      fc.property(letters, letters, some, some, (zones, moreZones, kinds, moreKinds) => {
        const plan = (zoneLetters: readonly string[], names: readonly Tier[]) =>
          planAddresses(
            input({
              zones: [...new Set(zoneLetters)].map((letter) => `us-east-1${letter}`),
              subnets: Object.fromEntries(names.map((name) => [name, 'slots' as const])),
            }),
          );
        const before = plan(zones, kinds);
        const after = plan([...moreZones, ...zones], [...moreKinds, ...kinds]);
        expect(before.problems).toEqual([]);
        expect(after.problems).toEqual([]);
        expect(rangesByKey(after)).toMatchObject(rangesByKey(before));
      }),
    );
  });

  test('the order of the input does not matter', () => {
    const subnets = { public: 'slots', private: 'slots', cache: 'slots' } as const;
    const reversed = Object.fromEntries(Object.entries(subnets).reverse());
    expect(planAddresses(input({ subnets: reversed, zones: ['us-east-1b', 'us-east-1a'] }))).toEqual(
      planAddresses(input({ subnets })),
    );
  });

  test('without problems, no two subnets overlap and all lie within the VPC; it never throws', () => {
    const text = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('10.0.1.0/24', '10.0.2.0/24', '10.0.2.0/23', '10.1.0.0/16') },
      fc.constantFrom('100.64.0.0/16', '10.0.0.0/8', '10.0.0.1/24', '', 'constructor', '10.0.0.0/28'),
      fc.string(),
    );
    const zone = fc.oneof(
      fc.constantFrom('us-east-1a', 'us-east-1b', 'us-east-1z', 'us-west-2a', '', '__proto__'),
      fc.string(),
    );
    const tier: fc.Arbitrary<TierRanges> = fc.oneof(fc.constant('slots' as const), fc.dictionary(zone, text));
    fc.assert(
      fc.property(
        text,
        fc.array(zone, { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...tiers), fc.string()), tier),
        fc.array(text, { maxLength: 3 }),
        (range, zones, subnets, secondaryRanges) => {
          const plan = planAddresses(input({ range, zones, subnets, secondaryRanges }));
          if (plan.problems.some((one) => one.severity === 'error')) return;
          for (const [index, a] of plan.subnets.entries()) {
            expect(a.within).toBeDefined();
            for (const b of plan.subnets.slice(index + 1)) {
              expect(a.range.last < b.range.first || b.range.last < a.range.first).toBe(true);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const cases: readonly (readonly [keyof typeof addressErrors, Partial<AddressPlanInput>, string])[] = [
  ['range', { range: '10.0.0.0', subnets: { private: 'slots' } }, 'range'],
  ['range', { range: 'ten', subnets: { private: two('10.0.1.0/24', '10.0.2.0/24') } }, 'range'],
  ['host-bits', { range: '10.0.1.0/16' }, 'range'],
  ['host-bits', { subnets: { private: two('10.0.1.0/24', '10.0.2.1/24') } }, 'subnets.private.us-east-1b'],
  ['vpc-size', { range: '10.0.0.0/15', subnets: { private: two('10.0.1.0/24', '10.0.2.0/24') } }, 'range'],
  ['vpc-size', { secondaryRanges: ['100.64.0.0/10'] }, 'secondaryRanges.100.64.0.0/10'],
  [
    'subnet-size',
    { subnets: { isolated: two('10.0.1.0/29', '10.0.2.0/24') } },
    'subnets.isolated.us-east-1a',
  ],
  ['unusable-range', { range: '169.254.0.0/16' }, 'range'],
  ['public-range', { range: '172.32.0.0/16' }, 'range'],
  ['docker-range', { range: '172.17.0.0/16' }, 'range'],
  ['secondary-range', { secondaryRanges: ['192.168.0.0/16'] }, 'secondaryRanges.192.168.0.0/16'],
  [
    'secondary-count',
    {
      secondaryRanges: ['100.64.0.0/16', '100.65.0.0/16', '100.66.0.0/16', '100.67.0.0/16', '100.68.0.0/16'],
    },
    'secondaryRanges',
  ],
  ['range-overlap', { range: '100.64.0.0/16', secondaryRanges: ['100.64.1.0/24'] }, 'secondaryRanges'],
  [
    'range-overlap',
    { subnets: { private: two('10.0.0.0/20', '10.0.8.0/24') } },
    'subnets.private.us-east-1b',
  ],
  [
    'range-overlap',
    { subnets: { private: 'slots', isolated: two('10.0.0.0/24', '10.0.200.0/24') } },
    'subnets.isolated.us-east-1a',
  ],
  ['peer-overlap', { peers: [{ name: 'staging', range: '10.0.128.0/17' }] }, 'peers.staging'],
  [
    'peer-overlap',
    { secondaryRanges: ['100.64.0.0/16'], peers: [{ name: 'staging', range: '100.64.0.0/10' }] },
    'peers.staging',
  ],
  ['range', { peers: [{ name: 'staging', range: 'none' }] }, 'peers.staging'],
  ['outside-vpc', { subnets: { private: two('10.1.1.0/24', '10.0.2.0/24') } }, 'subnets.private.us-east-1a'],
  ['no-zones', { zones: [] }, 'zones'],
  ['zone', { zones: ['us-east-1a', 'us-west-2a'] }, 'zones'],
  ['zone', { zones: ['us-east-1a', 'us-east-1-bos-1a'] }, 'zones'],
  ['zone-duplicate', { zones: ['us-east-1a', 'us-east-1b', 'us-east-1a'] }, 'zones'],
  ['no-tiers', { subnets: {} }, 'subnets'],
  ['no-tiers', { subnets: { private: undefined } as unknown as AddressPlanInput['subnets'] }, 'subnets'],
  ['tier', { subnets: { databse: 'slots' } as AddressPlanInput['subnets'] }, 'subnets.databse'],
  ['tier-zones', { subnets: { private: { 'us-east-1a': '10.0.1.0/24' } } }, 'subnets.private'],
  [
    'tier-zones',
    { subnets: { private: { ...two('10.0.1.0/24', '10.0.2.0/24'), 'us-east-1c': '10.0.3.0/24' } } },
    'subnets.private',
  ],
  ['slot-range', { range: '10.0.0.0/22', subnets: { private: 'slots' } }, 'subnets.private'],
  ['slot-zone', { zones: ['us-east-1a', 'us-east-1k'], subnets: { cache: 'slots' } }, 'subnets.cache'],
  ['single-zone', { zones: ['us-east-1a'], subnets: { database: 'slots' } }, 'subnets.database'],
  ['single-zone', { zones: ['us-east-1a'], subnets: { cache: 'slots' } }, 'subnets.cache'],
  [
    'single-zone',
    { zones: ['us-east-1a'], subnets: { private: 'slots' }, privateTier: 'cluster' },
    'subnets.private',
  ],
  [
    'cluster-subnet-size',
    { subnets: { private: two('10.0.1.0/28', '10.0.2.0/24') }, privateTier: 'cluster' },
    'subnets.private.us-east-1a',
  ],
  [
    'few-addresses',
    { subnets: { private: two('10.0.1.0/24', '10.0.2.0/25') }, privateTier: 'cluster' },
    'subnets.private.us-east-1b',
  ],
  [
    'load-balancer-subnet-size',
    { subnets: { public: two('10.0.1.0/27', '10.0.2.0/28') } },
    'subnets.public.us-east-1b',
  ],
];

describe('mistakes', () => {
  test.each(cases)('%s %#', (code, changes, at) => {
    expect(problems(changes)).toEqual([`addresses/${code} at net.${at}`]);
  });

  test('every code is tried', () => {
    const tried = new Set(cases.map(([code]) => code));
    expect(
      Object.keys(addressErrors).filter((code) => !tried.has(code as keyof typeof addressErrors)),
    ).toEqual([]);
  });

  test.each([
    'public-range',
    'docker-range',
    'secondary-count',
    'few-addresses',
    'load-balancer-subnet-size',
  ])('%s is a warning, and says so in its title', (name) => {
    const [code, changes] = cases.find(([one]) => one === name) ?? cases[0] ?? [];
    const found = planAddresses(input(changes)).problems;
    expect(found.map((one) => one.severity)).toEqual(['warning']);
    expect(code && addressErrors[code].title).toContain('(a warning)');
  });

  test('one zone, small subnets and any size are fine where nobody needs more', () => {
    expect(problems({ zones: ['us-east-1a'] })).toEqual([]);
    expect(problems({ subnets: { private: two('10.0.1.0/28', '10.0.2.0/28') } })).toEqual([]);
    expect(problems({ subnets: { public: two('10.0.1.0/27', '10.0.2.0/27') } })).toEqual([]);
    expect(
      problems({ subnets: { private: two('10.0.1.0/24', '10.0.2.0/24') }, privateTier: 'cluster' }),
    ).toEqual([]);
    expect(problems({ peers: [{ name: 'staging', range: '10.1.0.0/16' }] })).toEqual([]);
  });

  test('several mistakes are all found', () => {
    expect(
      problems({
        range: '10.0.0.0/16',
        zones: ['us-east-1a', 'us-east-1b', 'us-west-2a'],
        subnets: { private: two('10.1.0.0/24', '10.0.0.7/24') },
      }).sort(),
    ).toEqual([
      'addresses/host-bits at net.subnets.private.us-east-1b',
      'addresses/outside-vpc at net.subnets.private.us-east-1a',
      'addresses/tier-zones at net.subnets.private',
      'addresses/zone at net.zones',
    ]);
  });
});
