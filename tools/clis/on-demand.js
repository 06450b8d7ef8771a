/**
 * Commands that are installed into node_modules/.cache when they are first called. As plain dev dependencies they would make every
 * `npm ci` hundreds of megabytes heavier, and neither synth nor tests need them.
 */
const { spawn, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/**
 * Runs a command with this process's arguments.
 * @param {{ name: string, packages: Record<string, string>, bin: string[], megabytes: number }} cli - its package, exact versions of
 * all that is installed with it, the path of its program, and its weight
 */
function runOnDemand(cli) {
  const major = Number(process.versions.node.split('.')[0]);
  const folder = join(modulesFolder(), '.cache', `${cli.name}-${cli.packages[cli.name]}-node${major}`);
  if (!existsSync(binOf(folder, cli))) install(folder, cli);
  run(binOf(folder, cli));
}

/** The project's node_modules: where npm linked this package, or the project's own when it is run in place. */
function modulesFolder() {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules');
    if (folder === dirname(folder)) return join(__dirname, 'node_modules');
  }
}

function binOf(folder, cli) {
  return join(folder, 'node_modules', cli.name, ...cli.bin);
}

/** Installs beside the place and renames: an installation that was broken off is never taken for a whole one. */
function install(folder, { name, packages, megabytes }) {
  process.stderr.write(`installing ${name} ${packages[name]} (once, about ${megabytes} MB) ...\n`);
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { status } = spawnSync(npm, args, {
    cwd: part,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: cleanEnv(),
  });
  if (status !== 0) {
    rmSync(part, { recursive: true, force: true });
    fail(`${name} could not be installed`);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
}

/** Without what the npm that started us put into the environment: it would install into this project. */
function cleanEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => !/^npm_(config_(prefix|local_prefix|package)|package_|lifecycle_)/i.test(key),
    ),
  );
}

/** The command itself, told not to call home. Signals reach it through the terminal; those sent to us are passed on. */
function run(bin) {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' };
  const child = spawn(process.execPath, [bin, ...process.argv.slice(2)], { stdio: 'inherit', env });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

module.exports = { fail, runOnDemand };
