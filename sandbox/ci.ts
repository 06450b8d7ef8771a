import { join } from 'node:path';
import { checkEnvironments, type Environment } from '../lib/core/environment';
import { readEnvironments } from '../stacks/environments';
import { sandboxFolder } from './commands';
import { prove } from './prove/main';
import { synthesizeInto } from './synth';
import { buildMissing, findTools, MissingTool, requiredTools } from './toolchain';
import { findGo, findPython, goRange, pythonRange } from './toolchain/programs';

/** Minutes for all of it; CI says how many it has left. */
const MINUTES = Number(process.env['SANDBOX_MINUTES'] ?? 80);

/** Minutes that the proofs of a CI run take on two cores, and those of the layers alone. */
const ALL_TAKE = 35;
const LAYERS_TAKE = 20;

/** What is shown where there is no time for more: the layers. */
const LAYERS = ['gaps', 'apply', 'second plan', 'cluster', 'secrets'];

/**
 * The environments that every change is proved on: of one that is small and disposable everything; of one that has every layer in two
 * regions the layers, since all of it takes an hour.
 */
const PROVED: Readonly<Record<string, readonly string[] | undefined>> = {
  dev: undefined,
  prod: LAYERS,
};

/**
 * What CI runs: builds what is missing within its time, and proves. Fails without Go or Python, since then nothing can be proved. Where
 * building leaves no time for all proofs it says which were left out; what is built stays for the next run.
 */
async function main(): Promise<number> {
  await requireMakers();
  const began = Date.now();
  const left = () => MINUTES - (Date.now() - began) / 60_000;
  try {
    await buildMissing(requiredTools, { minutes: MINUTES - LAYERS_TAKE });
  } catch (error) {
    if (!(error instanceof MissingTool && left() <= LAYERS_TAKE)) throw error;
    console.log(error.message);
    console.log('sandbox: NOT PROVED: building took all of the time; the next run goes on from its cache');
    return 0;
  }
  const hurried = left() < ALL_TAKE;
  const only = ({ name }: Environment) => (hurried ? LAYERS : PROVED[name]);
  const { environments } = checkEnvironments(readEnvironments());
  const chosen = environments.filter(({ name }) => name in PROVED);
  const holds = await prove({
    environments: chosen,
    tools: await findTools(),
    synthesized: await synthesizeInto(join(sandboxFolder(), 'synth')),
    work: join(sandboxFolder(), 'prove'),
    only,
  });
  const shown = chosen.map((one) => `${one.name} (${only(one)?.join(', ') ?? 'every proof'})`).join(', ');
  const why = hurried ? ', for lack of time nothing else' : '';
  console.log(`sandbox: ${holds ? 'proved' : 'NOT PROVED'}: ${shown}${why}`);
  return holds ? 0 : 1;
}

/** @throws MissingTool that names what is missing */
async function requireMakers(): Promise<void> {
  const [go, python] = await Promise.all([findGo(), findPython()]);
  const missing = [
    ...(go.fits ? [] : [`Go ${goRange} (found: ${go.version ?? 'none'})`]),
    ...(python.fits ? [] : [`Python ${pythonRange} (found: ${python.version ?? 'none'})`]),
  ];
  if (missing.length > 0)
    throw new MissingTool(
      `sandbox: NOT PROVED: ${missing.join(' and ')} is missing on PATH; SANDBOX=off leaves the sandbox out by hand`,
    );
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof MissingTool ? error.message : error);
    process.exitCode = error instanceof MissingTool ? 69 : 1;
  },
);
