import type { AwsStack } from '../aws/stack/aws-stack';
import { closest } from '../core/closest';
import { UsageError } from './exit-code';

/** The part of a stack that a name on the command line is held against. */
export type Selectable = Pick<AwsStack, 'environment' | 'region'> & {
  readonly node: { readonly id: string };
};

/**
 * The stacks that names on the command line mean: an environment (`prod`), an environment and its region (`prod-us-east-1`) or a
 * stack (`prod-us-east-1-network`). No name means all.
 * @throws UsageError for a name that means none
 */
export function selectStacks<Stack extends Selectable>(
  stacks: readonly Stack[],
  names: readonly string[],
): Stack[] {
  if (names.length === 0) return [...stacks];
  const known = new Set(stacks.flatMap(namesOf));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new UsageError(unknownNames(unknown, stacks));
  return stacks.filter((stack) => namesOf(stack).some((name) => names.includes(name)));
}

/** The part of a chart that a name on the command line is held against. */
export type SelectableChart = {
  /** Its environment. */
  readonly environment: string;
  /** Its cluster's region. */
  readonly region: string;
};

/** The charts that names on the command line mean: those of an environment, or of one of its regions. No name means all. */
export function selectCharts<Chart extends SelectableChart>(
  charts: readonly Chart[],
  names: readonly string[],
): Chart[] {
  if (names.length === 0) return [...charts];
  return charts.filter(
    ({ environment, region }) => names.includes(environment) || names.includes(`${environment}-${region}`),
  );
}

function namesOf({ environment, region, node }: Selectable): string[] {
  return [environment, `${environment}-${region}`, node.id];
}

function unknownNames(unknown: readonly string[], stacks: readonly Selectable[]): string {
  const known = [...new Set(stacks.flatMap(namesOf))];
  const complaints = unknown.map((name) => {
    const hint = closest(name, known);
    return `unknown name "${name}"${hint ? `, did you mean "${hint}"?` : ''}`;
  });
  const environments = [...new Set(stacks.map((one) => one.environment))];
  const lists = environments.map((environment) => {
    const own = stacks.filter((one) => one.environment === environment);
    const regions = [...new Set(own.map((one) => `${environment}-${one.region}`))];
    return [`  ${[environment, ...regions].join('  ')}`, ...own.map((one) => `    ${one.node.id}`)].join(
      '\n',
    );
  });
  return [...complaints, 'known names:', ...lists].join('\n');
}
