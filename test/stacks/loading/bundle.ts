import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Makes of what programs import before anything else one file. */
export function bundleLoading(outfile: string): void {
  const source = join(__dirname, '..', '..', '..', 'stacks', 'loading', 'index.ts');
  buildSync({ entryPoints: [source], bundle: true, platform: 'node', outfile });
}
