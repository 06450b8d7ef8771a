import type { Proof, ProofContext } from '../../proof';
import { applied } from '../applied';
import { destroyed } from '../destroyed';
import { settled } from '../settled';
import { outsideRefused } from './outside';
import { onlyPlans } from './planner';
import { asRole, bootstrapOf, deliveryRole } from './web-identity';
import { workloadsKeepApart } from './workloads';

/**
 * In a cloud of its own that evaluates policies: bootstrap is applied as the account's root, and everything else by its roles, for which a
 * token is exchanged as on a runner of GitHub Actions. The gate (`sandbox/iam`) decides what AWS would; the
 * emulator verifies signatures and tokens, and its own reading of the policies is overruled where it names another resource
 * than AWS. Pods' sessions are made by the gate, after the role's trust policy, since the emulator lets no service assume a role.
 */
export const identity: Proof = {
  name: 'identity',
  claim:
    'the deploy role is enough and is held within its environment, the plan role changes nothing, workloads are kept apart',
  cloud: 'own',
  async run(context) {
    return context.inOwnCloud('identity', run, 'evaluated');
  },
};

/** It may not write one (GithubRoles). An apply is tried with it too, so that it is not the lock which stops it. */
const WITHOUT_LOCK = { TF_CLI_ARGS_plan: '-lock=false', TF_CLI_ARGS_apply: '-lock=false' };

async function run(own: ProofContext) {
  const { environment, say } = own;
  const bootstrap = bootstrapOf(environment);
  // A standby has a bootstrap of its own, for its states; the roles are in the primary's.
  const isBootstrap = ({ id }: { readonly id: string }) => id.endsWith('-bootstrap');
  const faults: string[] = [];
  const note = (step: string, found: readonly string[]) => {
    faults.push(...found.map((one) => `${step}: ${one}`));
    say(`${step}: ${found.length === 0 ? 'ok' : `${found.length} faults`}`);
    return found.length === 0;
  };
  const asRoot = await applied.run({ ...own, stacks: own.stacks.filter(isBootstrap) });
  if (!note('bootstrap', asRoot.faults)) return { shown: '', faults };
  const deployer = await deliveryRole(own.tofu, bootstrap, 'deploy');
  const deploying = await asRole(own, 'deploy', deployer);
  const layers = own.stacks.filter((one) => !isBootstrap(one));
  const built = await applied.run({ ...deploying, stacks: layers });
  if (!note('the deploy role applies', [...built.faults, ...refusals(own)])) return { shown: '', faults };
  note('the deploy role plans', (await settled.run({ ...deploying, stacks: layers })).faults);
  const planRole = await deliveryRole(own.tofu, bootstrap, 'plan');
  const planned = await onlyPlans(await asRole(own, 'plan', planRole, WITHOUT_LOCK));
  note('the plan role', planned.faults);
  const outside = await outsideRefused(own, deployer, deploying.role);
  note('outside', outside.faults);
  const apart = await workloadsKeepApart(deploying);
  note('workloads', apart.faults);
  const before = own.cloud.gate?.refusals.length ?? 0;
  // As another job of the pipeline: a session ends after an hour.
  const destroying = await asRole(own, 'deploy', await deliveryRole(own.tofu, bootstrap, 'deploy'));
  const down = await destroyed.run({ ...destroying, stacks: layers });
  note('the deploy role destroys', [...down.faults, ...refusals(own, before)]);
  const refused = planned.count + outside.count;
  return {
    shown: `${built.shown} applied and destroyed by the deploy role; ${refused} attempts refused; ${apart.count} checks of workloads`,
    faults,
  };
}

/** What roles were refused, once each. */
function refusals({ cloud }: ProofContext, from = 0): string[] {
  const found = (cloud.gate?.refusals ?? []).slice(from);
  return [
    ...new Set(
      found.map(
        ({ role, check, sid }) =>
          `${role} is refused ${check.action} on ${check.resource}${sid ? ` by ${sid}` : ''}`,
      ),
    ),
  ];
}
