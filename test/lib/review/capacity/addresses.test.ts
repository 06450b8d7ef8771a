import { addressUses, proveAddresses } from '../../../../lib/review/capacity';
import type { Nodes } from '../../../../lib/review/manifest';
import { someNodes } from '../manifests';

// t3.medium has 3 interfaces of 6 addresses.
describe('addresses', () => {
  test('of nodes at their maximum fit the subnet of each zone, less the five of AWS', () => {
    expect(proveAddresses(someNodes(1, 39))).toEqual([]);
    expect(proveAddresses(someNodes(1, 40))).toHaveLength(3);
    const small = { 'us-east-1a': '10.0.1.0/24', 'us-east-1b': '10.0.2.0/24', 'us-east-1c': '10.0.3.0/26' };
    expect(proveAddresses(someNodes(1, 9, { privateRanges: small }))).toEqual([]);
    expect(proveAddresses(someNodes(1, 10, { privateRanges: small, path: 'prod' }))).toEqual([
      {
        code: 'capacity/addresses',
        severity: 'error',
        path: 'prod.privateRanges.us-east-1c',
        found: 'general 4 (10 over 3 zones) x 18 = 72 addresses, and 10.0.3.0/26 has 59 (64 - 5 of AWS)',
        fix: expect.any(String),
      },
    ]);
  });

  test('fit with a zone lost where that is promised', () => {
    expect(proveAddresses(someNodes(1, 26, { survivesZoneLoss: true }))).toEqual([]);
    const [problem] = proveAddresses(someNodes(1, 27, { survivesZoneLoss: true }));
    expect(problem?.found).toBe(
      'general 14 (27 over 2 zones) x 18 = 252 addresses with another zone lost, and 10.0.1.0/24 has 251 (256 - 5 of AWS)',
    );
    const one = { zones: ['us-east-1a'], survivesZoneLoss: true };
    expect(addressUses(someNodes(1, 1, one))).toHaveLength(1);
  });

  test('count the instance type with the most, and every group', () => {
    const groups = {
      general: { instanceTypes: ['t3.medium'], min: 2, max: 10, capacity: 'onDemand' as const },
      spot: {
        instanceTypes: ['t3a.small', 't3.small', 't3a.medium'],
        min: 0,
        max: 5,
        capacity: 'spot' as const,
      },
    };
    expect(addressUses(someNodes(1, 1, { groups }))[0]).toEqual({
      zone: 'us-east-1a',
      used: 4 * 18 + 2 * 18,
      available: 251,
      arithmetic: 'general 4 (10 over 3 zones) x 18 + spot 2 (5 over 3 zones) x 18',
      zoneLost: false,
    });
  });

  test.each([
    [undefined, 'none'],
    ['10.0.1.0', '"10.0.1.0"'],
  ])('a zone with the range %p has none', (range, found) => {
    const privateRanges: Nodes['privateRanges'] = range === undefined ? {} : { 'us-east-1a': range };
    expect(proveAddresses(someNodes(1, 1, { zones: ['us-east-1a'], privateRanges }))).toMatchObject([
      { code: 'capacity/private-range', path: 'nodes.privateRanges.us-east-1a', found },
    ]);
  });

  test('of an unknown instance type cannot be told', () => {
    const groups = { a: { instanceTypes: ['x9.large'], min: 1, max: 1, capacity: 'spot' as const } };
    expect(proveAddresses(someNodes(1, 1, { groups }))).toMatchObject([{ code: 'capacity/instance-type' }]);
  });
});
