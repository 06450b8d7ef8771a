import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../lib/cli/paths';
import { type Command, medians, time } from './measure';

const root = projectRoot(__dirname);
const cache = join(root, 'node_modules', '.cache', 'bench');
const TOOLS = { 'ts-node': '10.9.2', typescript: '5.9.3' };
const TIMES = 5;

const bundle = join('build', 'bundle');
const outOf = (name: string) => join(cache, `out-${name}`);
const fresh = (name: string) => ({ before: () => rmSync(outOf(name), { recursive: true, force: true }) });

/** Our command and cdktf's own, from the same sources to the same stacks. */
function againstStock(): void {
  installTools();
  const ours: Command = {
    command: 'npm',
    args: ['run', 'synth', '--', '--out', outOf('ours'), '--manifests', outOf('ours-manifests')],
    cwd: root,
    ...fresh('ours'),
  };
  const tsNode = join(cache, 'node_modules', '.bin', 'ts-node');
  const stock: Command = {
    command: 'npx',
    args: ['cdktf', 'synth', '--app', `"${tsNode}" bench/stock-app.ts`, '--output', outOf('stock')],
    cwd: root,
    env: { TS_NODE_COMPILER: join(cache, 'node_modules', 'typescript'), CI: '1' },
    ...fresh('stock'),
  };
  const stockManifests: Command = {
    command: 'npx',
    args: [
      'cdk8s',
      'synth',
      '--app',
      `${tsNode} bench/stock-manifests.ts`,
      '--output',
      outOf('stock-manifests'),
    ],
    cwd: root,
    env: { TS_NODE_COMPILER: join(cache, 'node_modules', 'typescript'), CI: '1' },
    ...fresh('stock-manifests'),
  };
  const cold = { ...ours, before: () => rmSync(join(root, bundle), { recursive: true, force: true }) };
  const { synth, cdktf, cdk8s } = medians({ synth: ours, cdktf: stock, cdk8s: stockManifests }, TIMES);
  say('npm run synth', synth);
  say('npm run synth, nothing compiled yet', time(cold));
  say('npx cdktf synth with ts-node', cdktf);
  say('npx cdk8s synth with ts-node', cdk8s);
  compare('faster than both stock commands', (cdktf + cdk8s) / synth, 'at least', 8);
}

/** Our process and one that only loads what ours loads. */
function againstBareLoad(): void {
  const list = join(cache, 'modules.json');
  const outputs = ['--out', outOf('bare'), '--manifests', outOf('bare-manifests')];
  const ours: Command = {
    command: process.execPath,
    args: [join(bundle, 'stacks', 'cli.js'), 'synth', ...outputs],
    cwd: root,
    ...fresh('bare'),
  };
  // Makes the bundle, and then what is kept of the modules.
  time({ ...ours, args: ['tools/synth.js', ...outputs] });
  time({ ...ours, args: ['-r', './bench/loaded-modules.js', ...ours.args], env: { LOADED_MODULES: list } });
  const modules = [
    'cdktf',
    'cdk8s',
    'cdk8s-plus-27/lib/imports/k8s',
    'constructs',
    'zod',
    'ip-address',
    ...JSON.parse(readFileSync(list, 'utf8')),
  ];
  const load: Command = {
    command: process.execPath,
    args: ['-e', modules.map((one) => `require(${JSON.stringify(one)})`).join(';')],
    cwd: root,
  };
  const anew = { ...ours, env: { NODE_DISABLE_COMPILE_CACHE: '1' } };
  const { synth, bare, compiling } = medians({ synth: ours, bare: load, compiling: anew }, TIMES * 2);
  say('synth, the process alone', synth);
  say('the same with nothing kept', compiling, `${(compiling / bare).toFixed(2)} times the bare load`);
  say(`bare loading of ${modules.length} modules`, bare);
  compare('times the bare load', synth / bare, 'at most', 2.5);
}

/** What an environment costs among few and among many. */
function byNumber(): void {
  const command = (count: number): Command => ({
    command: process.execPath,
    args: ['build/bench/many.js', String(count), outOf('many')],
    cwd: root,
    reports: 'itself',
  });
  const taken = medians({ one: command(1), ten: command(10), hundred: command(100) }, TIMES);
  say('1 environment, without loading', taken.one);
  say('10 environments', taken.ten, `${(taken.ten / 10).toFixed(1)} ms each`);
  say('100 environments', taken.hundred, `${(taken.hundred / 100).toFixed(1)} ms each`);
  compare('times the cost each at 10', taken.hundred / 100 / (taken.ten / 10), 'at most', 1.2);
}

/** What a service costs among few and among many in one namespace. */
function byServices(): void {
  const command = (count: number): Command => ({
    command: process.execPath,
    args: ['build/bench/services.js', String(count), outOf('services')],
    cwd: root,
    reports: 'itself',
  });
  const taken = medians({ ten: command(10), hundred: command(100), thousand: command(1000) }, TIMES);
  say('10 services, without loading', taken.ten);
  say('100 services', taken.hundred, `${(taken.hundred / 100).toFixed(2)} ms each`);
  say('1000 services', taken.thousand, `${(taken.thousand / 1000).toFixed(2)} ms each`);
  compare('times the cost each at 100', taken.thousand / 1000 / (taken.hundred / 100), 'at most', 1.2);
}

/** Into a cache: ts-node and its TypeScript 5 are needed for nothing else. */
function installTools(): void {
  if (existsSync(join(cache, 'node_modules', 'ts-node'))) return;
  process.stdout.write('installing ts-node and TypeScript 5 (once) ...\n');
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies: TOOLS }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: cache,
    stdio: 'inherit',
  });
}

function say(what: string, milliseconds: number, more = ''): void {
  process.stdout.write(`  ${what.padEnd(40)} ${(milliseconds / 1000).toFixed(2).padStart(7)} s  ${more}\n`);
}

function compare(what: string, ratio: number, bound: 'at least' | 'at most', target: number): void {
  const reached = bound === 'at least' ? ratio >= target : ratio <= target;
  process.stdout.write(
    `  => ${ratio.toFixed(2)} ${what} (${bound} ${target}: ${reached ? 'reached' : 'NOT reached'})\n\n`,
  );
}

const parts: Readonly<Record<string, () => void>> = {
  stock: againstStock,
  load: againstBareLoad,
  many: byNumber,
  services: byServices,
};
const chosen = process.argv.slice(2);
mkdirSync(cache, { recursive: true });
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB; medians\n\n`,
);
for (const [name, part] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stdout.write(`${name}\n`);
  part();
}
