import { UsageError } from '../../../lib/cli/exit-code';
import { selectStacks } from '../../../lib/cli/select';

const stack = (environment: string, region: string, layer: string) => ({
  environment,
  region,
  node: { id: `${environment}-${region}-${layer}` },
});

const stacks = [
  stack('dev', 'us-east-1', 'network'),
  stack('prod', 'us-east-1', 'network'),
  stack('prod', 'us-east-1', 'data'),
  stack('prod', 'us-west-2', 'network'),
];

const chosen = (...names: string[]) => selectStacks(stacks, names).map((one) => one.node.id);

describe('selectStacks', () => {
  test.each([
    [
      [],
      ['dev-us-east-1-network', 'prod-us-east-1-network', 'prod-us-east-1-data', 'prod-us-west-2-network'],
    ],
    [['prod'], ['prod-us-east-1-network', 'prod-us-east-1-data', 'prod-us-west-2-network']],
    [['prod-us-west-2'], ['prod-us-west-2-network']],
    [
      ['prod-us-east-1-data', 'dev'],
      ['dev-us-east-1-network', 'prod-us-east-1-data'],
    ],
  ])('%j', (names, ids) => {
    expect(chosen(...names)).toEqual(ids);
  });

  test('a name is whole: a beginning of one means nothing', () => {
    expect(() => chosen('pro')).toThrow(UsageError);
    expect(() => chosen('prod-us')).toThrow(UsageError);
  });

  test('unknown names are told with the closest and all known ones', () => {
    expect(() => chosen('pord', 'dev')).toThrow(
      [
        'unknown name "pord", did you mean "prod"?',
        'known names:',
        '  dev  dev-us-east-1',
        '    dev-us-east-1-network',
        '  prod  prod-us-east-1  prod-us-west-2',
        '    prod-us-east-1-network',
        '    prod-us-east-1-data',
        '    prod-us-west-2-network',
      ].join('\n'),
    );
  });
});
