import { overridden } from '../../../../lib/aws/stack';
import { problemsOf, testStack } from '../../../../lib/testing';

interface Config {
  readonly name: string;
  readonly list?: readonly string[];
  readonly size?: number;
}

const config: Config = { name: 'a', list: ['x'] };

describe('overrides', () => {
  test('none leaves the configuration as it is', () => {
    const stack = testStack();
    expect(overridden(stack, 'thing', config, undefined)).toBe(config);
    expect(overridden<Config>(stack, 'thing', config, {})).toEqual(config);
    expect(problemsOf(stack)).toEqual([]);
  });

  test('an argument replaces ours, whole, adds one, or takes it away', () => {
    const stack = testStack();
    expect(overridden<Config>(stack, 'thing', config, { list: ['y'], size: 2 })).toEqual({
      name: 'a',
      list: ['y'],
      size: 2,
    });
    expect(overridden<Config>(stack, 'thing', config, { list: undefined })['list']).toBeUndefined();
    expect(config).toEqual({ name: 'a', list: ['x'] });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('one that changes nothing is an error, argument by argument', () => {
    const stack = testStack();
    overridden<Config>(stack, 'thing', config, { name: 'a', list: ['x'], size: 1 });
    expect(problemsOf(stack).map((one) => [one.code, one.path])).toEqual([
      ['stack/override-without-effect', 'test-us-east-1-unit.overrides.thing.list'],
      ['stack/override-without-effect', 'test-us-east-1-unit.overrides.thing.name'],
    ]);
  });
});
