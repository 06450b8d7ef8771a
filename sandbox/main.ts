import { join } from 'node:path';
import { Command } from 'commander';
import { checkEnvironments, type Environment } from '../lib/core/environment';
import { readEnvironments } from '../stacks/environments';
import { CloudError, stopInBackground } from './cloud/up';
import * as commands from './commands';
import { prove } from './prove/main';
import { proofs } from './prove/proofs';
import { SynthError, synthesizeInto } from './synth';
import { findTools, MissingTool } from './toolchain';

/** The environments of these names; all when none is named. */
function environmentsOf(names: readonly string[]): Environment[] {
  const { environments, problems } = checkEnvironments(readEnvironments());
  if (problems.length > 0) throw new CloudError('the environments have problems: npm run synth says which');
  const unknown = names.find((name) => !environments.some((one) => one.name === name));
  if (unknown !== undefined) {
    const known = environments.map((one) => one.name).join(', ');
    throw new CloudError(`there is no environment "${unknown}"; there are ${known}`);
  }
  return environments.filter(({ name }) => names.length === 0 || names.includes(name));
}

function one(name: string): Environment {
  const [environment] = environmentsOf([name]);
  if (!environment) throw new CloudError(`there is no environment "${name}"`);
  return environment;
}

function finish(faults: string): void {
  if (!faults) return;
  console.error(faults);
  process.exitCode = 1;
}

function program(): Command {
  const sandbox = new Command('sandbox').description(
    'a cloud on this machine, to plan and apply for real without an account',
  );
  sandbox
    .command('up')
    .description('bring the cloud up')
    .action(async () => {
      await findTools(true);
      console.log(await commands.up(environmentsOf([])));
    });
  sandbox
    .command('status')
    .description('say what is up and what is applied there')
    .action(async () => console.log((await commands.status(environmentsOf([]))).join('\n')));
  sandbox
    .command('down')
    .description('end the cloud; everything in it is gone')
    .action(async () => {
      const stopped = await stopInBackground(commands.cloudFolder(), console.error);
      console.log(stopped ? 'down' : 'nothing was up');
    });
  sandbox
    .command('deploy <environment>')
    .description('apply an environment’s layers in order, and its manifests')
    .action(async (name: string) => finish(await commands.deploy(one(name))));
  sandbox
    .command('plan <environment>')
    .description('plan every layer of an environment; a plan that would lose data fails')
    .action(async (name: string) => {
      const { lines, faults } = await commands.plan(one(name));
      console.log(lines.join('\n'));
      finish(faults.join('\n'));
    });
  sandbox
    .command('destroy <environment>')
    .description('take an environment’s layers down; what is protected refuses')
    .action(async (name: string) => finish(await commands.destroy(one(name))));
  sandbox
    .command('prove [environments...]')
    .description(`show of environments: ${['gaps', ...proofs.map(({ name }) => name)].join(', ')}`)
    .option('--only <proofs...>', 'only these')
    .action(async (names: string[], { only }: { only?: string[] }) => proveThem(names, only));
  return sandbox;
}

async function proveThem(names: readonly string[], only: readonly string[] | undefined): Promise<void> {
  const environments = environmentsOf(names);
  const tools = await findTools(true);
  const holds = await prove({
    environments,
    tools,
    synthesized: await synthesizeInto(join(commands.sandboxFolder(), 'synth')),
    work: join(commands.sandboxFolder(), 'prove'),
    ...(only && { only: () => only }),
  });
  process.exitCode = holds ? 0 : 1;
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof MissingTool || error instanceof CloudError || error instanceof SynthError))
      throw error;
    console.error(error.message);
    process.exitCode = error instanceof MissingTool ? 69 : 1;
  });
