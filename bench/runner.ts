import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Program } from '../lib/cli';
import { synthToFolder } from '../lib/cli/synth/to-folder';

/**
 * The program `<script> <count> <folder>`: synthesizes as much of something and prints the milliseconds it took, loading left out.
 * @param prepare - makes what is not timed; builds the program
 */
export function runBench(prepare: (count: number) => (outdir: string) => Program): void {
  const [count = '1', out = ''] = process.argv.slice(2);
  timed(prepare(Number(count)), out).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  });
}

async function timed(build: (outdir: string) => Program, out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const start = performance.now();
  await synthToFolder({
    build: ({ outdir }) => build(outdir),
    out: join(out, 'terraform'),
    manifests: join(out, 'manifests'),
    locks: join(out, 'none'),
  });
  process.stdout.write(`${performance.now() - start}\n`);
}
