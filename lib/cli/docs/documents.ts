import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that are made from the program, by path below the project's folder. */
export type Documents = Readonly<Record<string, () => string>>;

/** Writes the documents that differ from what stands there, and gives their paths. */
export function writeDocuments(root: string, documents: Documents): string[] {
  const changed = staleDocuments(root, documents);
  for (const path of changed) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, documents[path]?.() ?? '');
  }
  return changed;
}

/** The paths of documents that differ from what stands there, sorted. */
export function staleDocuments(root: string, documents: Documents): string[] {
  const paths = Object.keys(documents).sort();
  return paths.filter((path) => documents[path]?.() !== read(join(root, path)));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
