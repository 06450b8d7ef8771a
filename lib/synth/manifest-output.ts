import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { droppedFiles, type FateOf, link } from '../core/output/carry';
import { WriteError } from '../core/output/write-error';

const KUSTOMIZATION = 'kustomization.yaml';
const MANIFEST = /^\d\d-.*\.yaml$/;

/**
 * What becomes of the old manifests: generated files are replaced, what somebody put beside them moves on. Folders are
 * `<environment>/<region>/<namespace>`, and no part of that has a dot.
 */
export const manifestFateOf: FateOf = (path) => {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length === 3 && name === KUSTOMIZATION) return 'drop';
  if (parts.length === 4) return MANIFEST.test(name) ? 'drop' : 'keep';
  return parts.length > 4 || name.includes('.') ? 'keep' : 'inside';
};

/** Writes files into a folder, by path below it. */
export function writeFilesTo(folder: string, files: ReadonlyMap<string, string>): void {
  const made = new Set<string>();
  for (const [path, text] of files) {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
  }
}

/** Whether an output is what these files would make it: none differs, and there is none that would go. */
export function holdsFiles(out: string, files: ReadonlyMap<string, string>): boolean {
  return (
    existsSync(out) &&
    [...files].every(([path, text]) => isText(join(out, path), text)) &&
    droppedFiles(out, out, manifestFateOf).every((path) => files.has(path))
  );
}

function isText(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file).equals(Buffer.from(text));
}

/** Completes staged manifests of some clusters with the other clusters of the old output. */
export function keepOtherClusters(old: string, staged: string): void {
  const now = new Set(clustersIn(staged));
  for (const cluster of clustersIn(old)) {
    if (!now.has(cluster)) link(join(old, cluster), join(staged, cluster));
  }
}

/**
 * The folder is replaced as a whole, so it may not be one that holds something else.
 * @throws WriteError when it does
 */
export function checkManifestOutput(out: string): void {
  if (!existsSync(out)) return;
  const isOutput =
    statSync(out).isDirectory() &&
    (readdirSync(out).every((one) => one.startsWith('.')) || clustersIn(out).length > 0);
  if (!isOutput) {
    throw new WriteError(
      `${out} holds something else than manifests: choose another folder, or an empty one`,
    );
  }
}

/** The folders `<environment>/<region>` of an output. */
function clustersIn(folder: string): string[] {
  return foldersIn(folder).flatMap((environment) =>
    foldersIn(join(folder, environment))
      .map((region) => `${environment}/${region}`)
      .filter((cluster) => existsSync(join(folder, cluster, KUSTOMIZATION))),
  );
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
}
