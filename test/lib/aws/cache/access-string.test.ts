import fc from 'fast-check';
import { parseAccess } from '../../../../lib/aws/cache';

describe('parseAccess', () => {
  test.each([
    ['on ~app:* +@read', 'on ~app:* -@all +@read'],
    ['on ~app:* -@all +@read -keys', 'on ~app:* -@all +@read -keys'],
    ['on allkeys allcommands', 'on ~* +@all'],
    ['on  %R~a:* &*  +get', 'on %R~a:* &* -@all +get'],
  ])('%s', (text, access) => {
    expect(parseAccess(text)).toEqual({ access, faults: [] });
  });

  test.each([
    ['~* +@read', 'leaves the user off'],
    ['on off ~* +@read', 'leaves the user off'],
    ['', 'leaves the user off'],
    ['on ~*', 'allows no command'],
    ['on nopass ~* +@read', 'about a password'],
    ['on ~* +@reed', 'the category "+@reed"'],
    ['on ~* +@read -@Dangerus', 'the category "-@Dangerus"'],
    ['on ~* read', 'the word "read"'],
  ])('"%s" is refused', (text, found) => {
    expect(
      parseAccess(text)
        .faults.map((one) => one.found)
        .join(),
    ).toContain(found);
  });

  test('what it gives is what it takes: a second reading changes nothing', () => {
    const part = fc.constantFrom(
      '~app:*',
      '&*',
      '+@read',
      '-keys',
      '+get',
      'allkeys',
      '+@all',
      '-@all',
      '%W~b:*',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const once = parseAccess(['on', ...parts].join(' ')).access;
        expect(parseAccess(once).access).toBe(once);
      }),
    );
  });
});
