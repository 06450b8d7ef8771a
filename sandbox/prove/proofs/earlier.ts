import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../process';
import { projectRoot } from '../../project';

/** What an earlier commit synthesizes. */
export interface EarlierOutput {
  /** The commit, abbreviated. */
  readonly commit: string;
  /** The folder that its stacks are in. */
  readonly output: string;
}

/**
 * Synthesizes the program as it was at the last commit on main: the commit itself while there are changes that are not committed,
 * else where this branch left main, else the commit before.
 * @param work - a folder for its files
 * @returns `undefined` when there is no earlier commit, as in a clone without history
 * @throws Error when that commit does not synthesize
 */
export async function synthesizeEarlier(work: string): Promise<EarlierOutput | undefined> {
  const commit = await earlierCommit();
  if (commit === undefined) return undefined;
  const folder = join(work, 'program');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = join(work, 'program.tar');
  await git('archive', '--output', archive, commit);
  const unpacked = await run('tar', ['-xf', archive, '-C', folder]);
  if (unpacked.code !== 0) throw new Error(`cannot unpack ${commit}: ${unpacked.stderr}`);
  symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'node_modules'));
  const output = join(work, 'cdktf.out');
  const synthesized = await run(
    process.execPath,
    [join('tools', 'synth.js'), '--out', output, '--manifests', join(work, 'dist')],
    { cwd: folder },
  );
  if (!existsSync(join(output, 'manifest.json')))
    throw new Error(`${commit} does not synthesize: ${synthesized.stdout}${synthesized.stderr}`);
  return { commit, output };
}

async function earlierCommit(): Promise<string | undefined> {
  const head = await git('rev-parse', '--short', 'HEAD');
  if (head === undefined) return undefined;
  if (await git('status', '--porcelain', '--', 'lib', 'stacks', 'environments')) return head;
  for (const main of ['origin/main', 'main']) {
    const base = await git('merge-base', 'HEAD', main);
    const short = base && (await git('rev-parse', '--short', base));
    if (short && short !== head) return short;
  }
  return git('rev-parse', '--short', 'HEAD^');
}

/** What git says; `undefined` when it says nothing or fails. */
async function git(...args: string[]): Promise<string | undefined> {
  const { code, stdout } = await run('git', args, { cwd: projectRoot() });
  return code === 0 && stdout.trim() ? stdout.trim() : undefined;
}
