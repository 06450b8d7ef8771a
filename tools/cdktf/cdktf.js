#!/usr/bin/env node
/**
 * The command `cdktf`: cdktf-cli, installed into node_modules/.cache when it is first called. As a plain dev dependency it would make
 * every `npm ci` 420 MB and three quarters of a minute heavier, with a native module that does not build on Node 24, and neither
 * synth nor tests need it.
 */
const { spawn, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Exact, as a lock file would have it. typescript and ts-node are not needed: cdktf.json runs compiled JavaScript. */
const PACKAGES = { 'cdktf-cli': '0.21.0', cdktf: '0.21.0', constructs: '10.4.2' };
const NEWEST_NODE = 22;

main();

function main() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major > NEWEST_NODE) {
    fail(
      `cdktf-cli ${PACKAGES['cdktf-cli']} does not run on Node ${process.versions.node} (its native module was never built ` +
        `for it): use Node 20 or ${NEWEST_NODE} for \`npx cdktf\`. \`npm run synth\` and \`npm test\` run on this one.`,
    );
  }
  const folder = join(modulesFolder(), '.cache', `cdktf-cli-${PACKAGES['cdktf-cli']}-node${major}`);
  if (!existsSync(binOf(folder))) install(folder);
  run(binOf(folder));
}

/** The project's node_modules: where npm linked this package, or the project's own when it is run in place. */
function modulesFolder() {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules');
    if (folder === dirname(folder)) return join(__dirname, 'node_modules');
  }
}

function binOf(folder) {
  return join(folder, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf');
}

/** Installs beside the place and renames: an installation that was broken off is never taken for a whole one. */
function install(folder) {
  process.stderr.write(`installing cdktf-cli ${PACKAGES['cdktf-cli']} (once, about 420 MB) ...\n`);
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { status } = spawnSync(npm, args, {
    cwd: part,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: cleanEnv(),
  });
  if (status !== 0) {
    rmSync(part, { recursive: true, force: true });
    fail('cdktf-cli could not be installed');
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
