import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder that holds package.json, from the compiled file as from the source. */
export function projectRoot(): string {
  let folder = resolve(__dirname);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
