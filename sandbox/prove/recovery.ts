import { all, child, readXml, textAt } from '../gaps/xml';
import { applied } from './applied';
import type { Proof, ProofContext } from './proof';
import { sameFile, takeOver } from './take-over';
import { synthesizeVariant } from './variant';

/** A step of failing over or back: what is changed in the environment's data, and what the cloud has to say afterwards. */
interface Step {
  readonly name: string;
  readonly recovery: {
    readonly serve: 'primary' | 'standby';
    readonly databaseRole: 'standby' | 'promoted' | 'returning' | 'returned';
  };
  /** Databases that follow another one, by region, once the step is done. */
  readonly followers: Readonly<Record<'primary' | 'standby', number>>;
}

const steps: readonly Step[] = [
  {
    name: 'customers go to the standby',
    recovery: { serve: 'standby', databaseRole: 'standby' },
    followers: { primary: 0, standby: 1 },
  },
  {
    name: 'the standby is promoted',
    recovery: { serve: 'standby', databaseRole: 'promoted' },
    followers: { primary: 0, standby: 0 },
  },
  {
    name: 'a new database of the primary follows',
    recovery: { serve: 'standby', databaseRole: 'returning' },
    followers: { primary: 1, standby: 0 },
  },
  {
    name: 'the primary stands on its own again, and customers return',
    recovery: { serve: 'primary', databaseRole: 'returned' },
    followers: { primary: 0, standby: 0 },
  },
];

/** Failing over, promoting and failing back, step by step as the runbook has it: each plan loses nothing, and settles. */
export const recovery: Proof = {
  name: 'recovery',
  claim: 'failing over, promoting and failing back lose nothing, and each step settles',
  shownOf: 'recoverable',
  cloud: 'own',
  async run(context) {
    return context.inOwnCloud('recovery', async (own) => {
      const first = await applied.run(own);
      return first.faults.length > 0 ? first : walk(own);
    });
  },
};

async function walk(context: ProofContext) {
  const faults: string[] = [];
  const shown: string[] = [];
  let before = context.tofu.options.output;
  for (const step of steps) {
    const began = Date.now();
    const name = `step-${steps.indexOf(step) + 1}`;
    const output = await synthesizeVariant(context, name, (draft) => {
      if (draft.recovery) Object.assign(draft.recovery, step.recovery);
    });
    const touched = context.stacks.filter(({ id }) => !sameFile(before, output, id));
    const { count, faults: wrong } = await takeOver(context.tofuOver({ output, name }), touched);
    faults.push(...wrong.map((one) => `${step.name}, ${one}`));
    faults.push(...(await followersAre(context, step)));
    const seconds = Math.round((Date.now() - began) / 1000);
    context.say(`${step.name}: ${count} changes, ${seconds} s`);
    shown.push(`${step.name}: ${count} changes in ${seconds} s`);
    before = output;
  }
  return { shown: shown.join('; '), faults };
}

/** Asks the cloud itself which databases follow another one. */
async function followersAre({ cloud, environment }: ProofContext, step: Step): Promise<string[]> {
  const send = cloud.as(environment.account);
  const regions = { primary: environment.primaryRegion, standby: environment.recovery?.standby ?? '' };
  const faults: string[] = [];
  for (const side of ['primary', 'standby'] as const) {
    const answer = await send({
      service: 'rds',
      region: regions[side],
      form: { Action: 'DescribeDBInstances', Version: '2014-10-31' },
    });
    const instances = all(readXml(answer), (one) => child(one, 'DBInstanceIdentifier') !== undefined);
    const followers = instances.filter((one) => textAt(one, 'ReadReplicaSourceDBInstanceIdentifier'));
    if (instances.length === 0) faults.push(`${step.name}: there is no database in ${regions[side]}`);
    if (followers.length !== step.followers[side])
      faults.push(
        `${step.name}: ${followers.length} databases of ${regions[side]} follow another one, not ${step.followers[side]}`,
      );
  }
  return faults;
}
