import fc from 'fast-check';
import { canonicalJson } from '../../../lib/core/canonical-json';

describe('canonical JSON', () => {
  test('has sorted keys, two spaces and a last line break', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe(
      '{\n  "a": "x",\n  "b": [\n    {\n      "c": null,\n      "d": 1\n    }\n  ]\n}\n',
    );
  });

  test('sorts by code unit, not by the locale', () => {
    expect(Object.keys(JSON.parse(canonicalJson({ ä: 1, z: 1, a: 1, B: 1 })))).toEqual(['B', 'a', 'z', 'ä']);
  });

  test('leaves lists in their order and drops what JSON cannot hold', () => {
    expect(JSON.parse(canonicalJson({ list: [3, 1, 2], none: undefined }))).toEqual({ list: [3, 1, 2] });
  });

  test('writes a date as JSON does', () => {
    expect(JSON.parse(canonicalJson({ day: new Date(0) }))).toEqual({ day: '1970-01-01T00:00:00.000Z' });
  });

  test('keeps the content, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('the same content gives the same bytes', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key });
    fc.assert(
      fc.property(entries, (some) => {
        const reversed = Object.fromEntries([...some].reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(Object.fromEntries(some)));
      }),
    );
  });
});
