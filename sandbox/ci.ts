import { join } from 'node:path';
import { checkEnvironments } from '../lib/core/environment';
import { readEnvironments } from '../stacks/environments';
import { sandboxFolder } from './commands';
import { prove } from './prove/main';
import { synthesizeInto } from './synth';
import { buildMissing, findTools, MissingTool, requiredTools } from './toolchain';
import { findGo, findPython, goRange, pythonRange } from './toolchain/programs';

/** Minutes for all of it; CI says how many it has left. */
const MINUTES = Number(process.env['SANDBOX_MINUTES'] ?? 85);

/** Minutes that all proofs of two environments take on two cores, and those that are the least worth running. */
const ALL_TAKE = 45;
const CORE_TAKES = 20;

/** What is shown where there is no time for all: the layers, from nothing and to nothing. */
const CORE = ['gaps', 'apply', 'second plan', 'cluster', 'secrets', 'destroy'];

/** The environments that every change is proved on: one that is disposable, one that is protected and has every layer. */
const PROVED = ['dev', 'prod'];

/**
 * What CI runs: builds what is missing within its time, and proves. Fails without Go or Python, since then nothing can be proved. Where
 * building leaves no time for all proofs it says which were left out; what is built stays for the next run.
 */
async function main(): Promise<number> {
  await requireMakers();
  const began = Date.now();
  const left = () => MINUTES - (Date.now() - began) / 60_000;
  try {
    await buildMissing(requiredTools, { minutes: MINUTES - CORE_TAKES });
  } catch (error) {
    if (!(error instanceof MissingTool && left() <= CORE_TAKES)) throw error;
    console.log(error.message);
    console.log('sandbox: NOT PROVED: building took all of the time; the next run goes on from its cache');
    return 0;
  }
  const only = left() < ALL_TAKE ? CORE : undefined;
  const { environments } = checkEnvironments(readEnvironments());
  const chosen = environments.filter(({ name }) => PROVED.includes(name));
  const holds = await prove({
    environments: chosen,
    tools: await findTools(),
    synthesized: await synthesizeInto(join(sandboxFolder(), 'synth')),
    work: join(sandboxFolder(), 'prove'),
    ...(only && { only }),
  });
  const shown = only ? `${only.join(', ')} (no time for the others)` : 'every proof';
  console.log(
    `sandbox: ${holds ? 'proved' : 'NOT PROVED'}: ${chosen.map(({ name }) => name).join(' and ')}: ${shown}`,
  );
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
