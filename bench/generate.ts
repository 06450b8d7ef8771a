import type { EnvironmentSource } from '../lib/core/environment';
import { readEnvironments } from '../stacks/environments';

/**
 * Environments for the benchmark: copies of the largest one in environments/, each with a name, an account, a host and a range of the standby of
 * its own.
 * @param count - how many, 250 at most: a range has one byte of its own
 */
export function generateEnvironments(count: number): EnvironmentSource[] {
  const texts = readEnvironments().map(({ data }) => JSON.stringify(data));
  const [largest = '{}'] = texts.sort((a, b) => b.length - a.length);
  const { name, account } = JSON.parse(largest) as { readonly name: string; readonly account: string };
  return Array.from({ length: count }, (_, index) => {
    const copy = `e${String(index + 1).padStart(3, '0')}`;
    const text = largest
      .replaceAll(account, String(500_000_000_000 + index))
      .replaceAll(`"${name}"`, `"${copy}"`)
      .replaceAll(`"${name}/`, `"${copy}/`)
      .replace(/"host":"[^"]*"/g, `"host":"api-${copy}.microshop.com"`)
      .replaceAll('"range":"10.1.0.0/16"', `"range":"10.${index + 1}.0.0/16"`);
    return { path: `generated/${copy}`, data: JSON.parse(text), expectedName: copy };
  });
}
