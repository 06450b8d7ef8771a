import { projectRoot as rootAbove } from '../lib/cli/paths';

/** The folder that holds package.json, from the compiled file as from the source. */
export function projectRoot(): string {
  return rootAbove(__dirname);
}
