import {
  defineErrors,
  formatProblem,
  IsthmusError,
  type Problem,
  problem,
  sortProblems,
  warning,
} from '../../../lib/core/errors';

const table = defineErrors('area', {
  first: { title: 'First.', example: 'a' },
  second: { title: 'Second.', example: 'b' },
});

const finding = { found: 'this', fix: 'that' };

describe('errors', () => {
  test('a table gives each mistake its code', () => {
    expect(table.first).toEqual({ code: 'area/first', title: 'First.', example: 'a' });
    expect(Object.keys(table)).toEqual(['first', 'second']);
  });

  test('a problem says where: the construct, or a prop of it', () => {
    expect(problem(table.first, 'stack/x', finding)).toEqual({
      code: 'area/first',
      severity: 'error',
      path: 'stack/x',
      found: 'this',
      fix: 'that',
    });
    expect(problem(table.first, 'stack/x', { ...finding, at: 'props.a' }).path).toBe('stack/x.props.a');
    expect(warning(table.first, 'stack/x', finding).severity).toBe('warning');
  });

  test('problems are sorted by path, then code, and each is there once', () => {
    const a = problem(table.second, 'a', finding);
    const b = problem(table.first, 'b', finding);
    const c = problem(table.second, 'b', finding);
    const d = problem(table.second, 'b', { ...finding, found: 'a thing' });
    const sorted = [a, b, d, c];
    expect(sortProblems([c, d, b, a, b, c])).toEqual(sorted);
    expect(sortProblems([...sorted].reverse())).toEqual(sorted);
    expect(sortProblems([])).toEqual([]);
  });

  test('one problem reads as three lines', () => {
    expect(formatProblem(problem(table.first, 'stack/x', finding))).toBe(
      'error area/first at stack/x\n  found: this\n  fix:   that',
    );
  });

  test('the error carries all problems, sorted, without the warnings', () => {
    const problems: Problem[] = [
      problem(table.second, 'b', finding),
      warning(table.first, 'a', finding),
      problem(table.first, 'a', finding),
    ];
    const error = new IsthmusError(problems);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('IsthmusError');
    expect(error.problems.map((one) => one.path)).toEqual(['a', 'b']);
    expect(error.message).toBe(
      [
        '2 problems found',
        '',
        'error area/first at a',
        '  found: this',
        '  fix:   that',
        '',
        'error area/second at b',
        '  found: this',
        '  fix:   that',
      ].join('\n'),
    );
    expect(new IsthmusError(problems.slice(0, 1)).message).toMatch(/^1 problem found\n/);
  });
});
