import { Construct, RootConstruct } from 'constructs';
import { collectProblems } from '../../../../lib/core/report';
import { checkSupport, supportOn, type VersionTable } from '../../../../lib/core/versions';

const table: VersionTable = {
  product: 'Thing',
  source: 'a page',
  asOf: '2026-01-01',
  versions: {
    '1.9': { standard: '2025-12-31' },
    '2.0': { standard: '2026-06-30', extended: '2027-06-30' },
    '10.0': { standard: '2030-01-01' },
    '9.0': {},
  },
};
const day = (text: string) => new Date(`${text}T12:00:00Z`);

describe('support of a version', () => {
  test('the last day still counts', () => {
    expect(supportOn(table, '2.0', day('2026-06-30'))).toEqual({ state: 'standard' });
    expect(supportOn(table, '2.0', day('2026-07-01'))).toEqual({ state: 'extended', until: '2027-06-30' });
    expect(supportOn(table, '2.0', day('2027-06-30'))).toEqual({ state: 'extended', until: '2027-06-30' });
    expect(supportOn(table, '2.0', day('2027-07-01'))).toEqual({ state: 'ended', since: '2027-06-30' });
  });

  test('without extended support the end is the end, without an end there is none', () => {
    expect(supportOn(table, '1.9', day('2026-01-01'))).toEqual({ state: 'ended', since: '2025-12-31' });
    expect(supportOn(table, '9.0', day('2099-01-01'))).toEqual({ state: 'standard' });
  });

  test('days are those of UTC', () => {
    const late = new Date('2026-06-30T23:59:59-11:00');
    expect(supportOn(table, '2.0', late)).toEqual({ state: 'extended', until: '2027-06-30' });
  });

  test('what is not in the table is unknown, and so is what every object has', () => {
    for (const version of ['3.0', 'toString', '__proto__', '']) {
      expect(supportOn(table, version, day('2026-01-01'))).toEqual({ state: 'unknown' });
    }
  });
});

describe('checking a version', () => {
  function problems(version: string, today: string) {
    const scope = new Construct(new RootConstruct('root'), 'x');
    checkSupport(scope, 'version', table, version, day(today));
    return collectProblems(scope).map(({ severity, code, path, found, fix }) => ({
      severity,
      code,
      path,
      found,
      fix,
    }));
  }

  test('one in standard support is well', () => {
    expect(problems('2.0', '2026-01-01')).toEqual([]);
  });

  test('one that does not exist is an error that lists those to choose from, by number', () => {
    expect(problems('3.0', '2026-01-01')).toEqual([
      {
        severity: 'error',
        code: 'versions/unknown',
        path: 'root/x.version',
        found: 'Thing "3.0", which is not in the table of 2026-01-01',
        fix: 'choose one in standard support: 2.0, 9.0, 10.0',
      },
    ]);
  });

  test('one past its end is an error', () => {
    expect(problems('1.9', '2026-01-01')).toMatchObject([
      {
        severity: 'error',
        code: 'versions/ended',
        found: 'Thing 1.9, whose support ended on 2025-12-31 (a page)',
      },
    ]);
  });

  test('one in extended support is a warning that says until when, and that it costs', () => {
    expect(problems('2.0', '2026-12-01')).toMatchObject([
      {
        severity: 'warning',
        code: 'versions/extended',
        found: 'Thing 2.0, in extended support until 2027-06-30 at extra cost',
      },
    ]);
  });
});
