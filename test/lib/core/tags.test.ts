import { reservedTagKeys, standardTags, tagFault } from '../../../lib/core/tags';

const ownership = { project: 'shop', environment: 'prod', owner: 'platform', costCentre: 'cc-1' };

describe('tags', () => {
  test('say what a resource belongs to', () => {
    expect(standardTags({ ...ownership, tags: { data: 'personal' } })).toEqual({
      data: 'personal',
      project: 'shop',
      environment: 'prod',
      owner: 'platform',
      'cost-centre': 'cc-1',
      'managed-by': 'isthmus',
    });
  });

  test('of the user never replace ours', () => {
    const tags = Object.fromEntries(reservedTagKeys.map((key) => [key, 'mine']));
    expect(standardTags({ ...ownership, tags })).toEqual(standardTags(ownership));
    expect(Object.keys(standardTags(ownership)).sort()).toEqual([...reservedTagKeys].sort());
  });

  test.each([
    ['team', 'a.b:c/d=e+f-g@h_i j'],
    ['équipe', 'é'],
    ['k'.repeat(128), 'v'.repeat(256)],
    ['empty', ''],
    ['my-aws:x', 'x'],
  ])('%s = %s can be set', (key, value) => {
    expect(tagFault(key, value)).toBeUndefined();
  });

  test.each([
    ['', 'x', /0 characters, 1 to 128/],
    ['k'.repeat(129), 'x', /129 characters/],
    ['team', 'v'.repeat(257), /257 characters, at most 256/],
    ['aws:team', 'x', /begins with aws:/],
    ['AWS:team', 'x', /begins with aws:/],
    ['team', 'a#b', /a character that tags cannot hold/],
    ['te*am', 'x', /a character that tags cannot hold/],
    ['team', 'a\nb', /a character that tags cannot hold/],
  ])('"%s" = "%s" cannot', (key, value, fault) => {
    expect(tagFault(key, value)).toMatch(fault);
  });
});
