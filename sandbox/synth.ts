import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process';

/** Where a synth went. */
export interface Synthesized {
  /** The folder of the stacks. */
  readonly output: string;
  /** The folder of the manifests. */
  readonly manifests: string;
}

/** The program does not synthesize. */
export class SynthError extends Error {}

/**
 * Synthesizes everything as `npm run synth` does, into a folder.
 * @throws SynthError with what synth says
 */
export async function synthesizeInto(folder: string): Promise<Synthesized> {
  const synthesized = within(folder);
  const { output, manifests } = synthesized;
  const cli = join(__dirname, '..', 'stacks', 'cli.js');
  const { code, stdout, stderr } = await run(process.execPath, [
    cli,
    'synth',
    '--out',
    output,
    '--manifests',
    manifests,
  ]);
  if (code !== 0) throw new SynthError(`${stdout}${stderr}`.trim());
  return synthesized;
}

/** What was synthesized into a folder last; `undefined` when nothing was. */
export function synthesizedIn(folder: string): Synthesized | undefined {
  const last = within(folder);
  return existsSync(join(last.output, 'manifest.json')) ? last : undefined;
}

function within(folder: string): Synthesized {
  return { output: join(folder, 'cdktf.out'), manifests: join(folder, 'dist') };
}
