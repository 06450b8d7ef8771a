import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT_CODES } from '../exit-code';
import { displayPath } from '../paths';
import { type CommandProject, MANIFESTS } from '../project';
import { synthJson, synthTable, warningText } from './report';
import { synthToFolder } from './to-folder';

/**
 * Adds the command that writes both halves of a project.
 * @param program - the command line
 * @param project - what it synthesizes
 */
export function addSynth(program: Command, project: CommandProject): void {
  const { console } = project;
  program
    .command('synth')
    .description(
      'write the Terraform JSON of all stacks and the manifests of all namespaces, or of those named',
    )
    .argument(
      '[names...]',
      'environment, <environment>-<region> or stack id (its Terraform JSON only); all else stays as it is',
    )
    .option('--out <folder>', 'folder for the Terraform JSON', displayPath(join(project.root, 'cdktf.out')))
    .option('--manifests <folder>', 'folder for the manifests', displayPath(join(project.root, MANIFESTS)))
    .option('--json', 'print the result as JSON, also when there are problems')
    .addHelpText('after', EXIT_CODES)
    .action(async (names: string[], options: { out: string; manifests: string; json?: boolean }) => {
      const out = resolve(options.out);
      const run = await synthToFolder({
        build: project.build,
        out,
        manifests: resolve(options.manifests),
        locks: join(project.root, 'locks'),
        names,
        typeCheck: project.typeCheck,
      });
      if (!options.json) console.err(warningText(run.warnings, console));
      console.out(options.json ? synthJson(run) : synthTable(run, console));
    });
}
