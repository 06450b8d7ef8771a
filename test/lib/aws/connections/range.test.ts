import fc from 'fast-check';
import { canonicalRange, isWhole } from '../../../../lib/aws/connections/range';

describe('ranges', () => {
  test.each([
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['10.0.255.1/16', '10.0.0.0/16'],
    ['0.0.0.0/00', '0.0.0.0/0'],
    ['2001:0DB8:0000::1/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['10.0.0.0', undefined],
    ['::1', undefined],
    ['10.0.0.0/33', undefined],
    ['text/8', undefined],
    ['', undefined],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalRange(text)).toBe(canonical);
  });

  test('a canonical one is its own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4Extended(), fc.ipV6()), fc.nat(32), (address, prefix) => {
        const canonical = canonicalRange(`${address}/${prefix}`);
        if (canonical) expect(canonicalRange(canonical)).toBe(canonical);
      }),
    );
  });

  test('the whole has a prefix of none', () => {
    expect(isWhole('0.0.0.0/0')).toBe(true);
    expect(isWhole('10.0.0.0/10')).toBe(false);
  });
});
