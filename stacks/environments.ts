import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { EnvironmentSource } from '../lib/core/environment';

/**
 * Reads every file of environments/: adding an environment is adding a file there. Its default export is the data, its name
 * the environment's.
 */
export function readEnvironments(folder = join(__dirname, '..', 'environments')): EnvironmentSource[] {
  const files = readdirSync(folder).filter((file) => /^[^.]+\.(js|ts)$/.test(file));
  return files.sort().map((file) => {
    const name = parse(file).name;
    return { path: `environments/${name}`, expectedName: name, ...load(join(folder, file)) };
  });
}

function load(file: string): Pick<EnvironmentSource, 'data' | 'unreadable'> {
  try {
    const module = require(file) as { readonly default?: unknown };
    if (module.default !== undefined) return { data: module.default };
    return { data: undefined, unreadable: 'no default export' };
  } catch (error) {
    return { data: undefined, unreadable: error instanceof Error ? error.message : String(error) };
  }
}
