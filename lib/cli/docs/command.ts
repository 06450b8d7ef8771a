import type { Command } from 'commander';
import { exitCodes } from '../exit-code';
import type { CommandProject } from '../project';
import { type Documents, staleDocuments, writeDocuments } from './documents';

/**
 * Adds the command that writes the documents.
 * @param program - the command line
 * @param project - what has them
 */
export function addDocs(
  program: Command,
  { root, documents, console, exit }: CommandProject & { readonly documents: Documents },
): void {
  program
    .command('docs')
    .description('write the documents that are made from the code')
    .option('--check', 'write nothing, and end with 1 when a document is not up to date')
    .action((options: { check?: boolean }) => {
      const changed = options.check ? staleDocuments(root, documents) : writeDocuments(root, documents);
      for (const path of changed) console.out(`${options.check ? 'not up to date' : 'wrote'} ${path}\n`);
      if (options.check && changed.length > 0) exit(exitCodes.problems);
    });
}
