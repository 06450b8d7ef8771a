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
    const module = require(join(folder, file)) as { readonly default?: unknown };
    return { path: `environments/${name}`, data: module.default, expectedName: name };
  });
}
