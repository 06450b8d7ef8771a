import { regionalHost } from '../../core/route53';
import type { RunbookContext } from '../../review/recovery/steps';
import type { ProbeAnswer } from '../ports';
import type { Executor } from '../step';

/** Who answers for the name that customers use. */
export interface Serving {
  /** The region, or `undefined` when it is neither or both. */
  readonly region: string | undefined;
  /** Where the name leads. */
  readonly at: readonly string[];
}

/** Asks which region the name leads to: the one whose own name leads to the same place. */
export async function servedBy(
  { resolver }: Pick<Executor, 'resolver'>,
  { host, primary, standby }: RunbookContext,
): Promise<Serving> {
  const [at, ofPrimary, ofStandby] = await Promise.all(
    [host, regionalHost(host, primary), regionalHost(host, standby)].map((name) => resolver.answers(name)),
  ).then(([a = [], b = [], c = []]) => [a, b, c] as const);
  const leads = (there: readonly string[]) => at.some((one) => there.includes(one));
  const regions = [...(leads(ofPrimary) ? [primary] : []), ...(leads(ofStandby) ? [standby] : [])];
  return { region: regions.length === 1 ? regions[0] : undefined, at };
}

/** Asks a region by its own name. */
export async function regionalHealth(
  { resolver, probe }: Pick<Executor, 'resolver' | 'probe'>,
  { host }: RunbookContext,
  region: string,
): Promise<ProbeAnswer> {
  const name = regionalHost(host, region);
  const [at] = await resolver.answers(name);
  return probe.health(name, at);
}

/** What somebody who came by the public name would be told, and by whom. */
export async function publicHealth(
  executor: Pick<Executor, 'resolver' | 'probe'>,
  context: RunbookContext,
): Promise<ProbeAnswer & { readonly region: string | undefined }> {
  const { region, at } = await servedBy(executor, context);
  return { ...(await executor.probe.health(context.host, at[0])), region };
}
