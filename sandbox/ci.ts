import { join } from 'node:path';
import { checkEnvironments } from '../lib/core/environment';
import { readEnvironments } from '../stacks/environments';
import { sandboxFolder } from './commands';
import { prove } from './prove/main';
import { synthesizeInto } from './synth';
import { buildMissing, findTools, MissingTool, requiredTools } from './toolchain';
import { findGo, findPython, goRange, pythonRange } from './toolchain/programs';

/** Minutes for what has to be built; with a warm cache it takes seconds. */
const BUILD_MINUTES = Number(process.env['SANDBOX_BUILD_MINUTES'] ?? 60);

/** The environments that every change is proved on: one that is disposable, one that is protected and has every layer. */
const PROVED = ['dev', 'prod'];

/**
 * What CI runs: builds what is missing within its time, and proves. Fails without Go or Python, since then nothing can be proved; when
 * building takes longer than it may, it says so and what is built stays for the next run.
 */
async function main(): Promise<number> {
  await requireMakers();
  const began = Date.now();
  try {
    await buildMissing(requiredTools, { minutes: BUILD_MINUTES });
  } catch (error) {
    const late = Date.now() - began >= BUILD_MINUTES * 60_000;
    if (!(error instanceof MissingTool && late)) throw error;
    console.log(error.message);
    console.log(
      `sandbox: NOT PROVED: building took more than ${BUILD_MINUTES} minutes; the next run goes on from its cache`,
    );
    return 0;
  }
  const { environments } = checkEnvironments(readEnvironments());
  const chosen = environments.filter(({ name }) => PROVED.includes(name));
  const holds = await prove({
    environments: chosen,
    tools: await findTools(),
    synthesized: await synthesizeInto(join(sandboxFolder(), 'synth')),
    work: join(sandboxFolder(), 'prove'),
  });
  console.log(`sandbox: ${holds ? 'proved' : 'NOT PROVED'}: ${chosen.map(({ name }) => name).join(', ')}`);
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
