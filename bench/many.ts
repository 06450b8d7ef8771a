import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { synthToFolder } from '../lib/cli/synth-to-folder';
import { buildTerraform } from '../stacks/program';
import { generateEnvironments } from './generate';

/** Synthesizes generated environments and prints the milliseconds it took, loading left out: `many.js <count> <folder>`. */
async function main(count: number, out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const sources = generateEnvironments(count);
  const start = performance.now();
  await synthToFolder({
    build: ({ outdir }) => buildTerraform({ outdir, sources }),
    out: join(out, 'terraform'),
    manifests: join(out, 'manifests'),
    locks: join(out, 'none'),
  });
  process.stdout.write(`${performance.now() - start}\n`);
}

const [count = '1', out = ''] = process.argv.slice(2);
main(Number(count), out).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
