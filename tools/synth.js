/**
 * `npm run synth`: type-checks and compiles in a process of its own while this one loads the libraries, then synthesizes. What does
 * not compile is not synthesized.
 */
const { spawn } = require('node:child_process');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
// As in stacks/compile-cache.ts.
enableCompileCache?.(join(root, 'node_modules', '.cache', 'compiled'));
const [command, ...args] = typeScript();
const compiler = spawn(command, [...args, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

compiler.on('close', (code) => {
  if (code !== 0) {
    process.exitCode = 1;
    return;
  }
  require('./prune-build');
  const cli = join(root, 'build', 'stacks', 'cli.js');
  process.argv.splice(1, 1, cli, 'synth');
  require(cli);
});

const lateModules = join(root, 'build', 'stacks', 'late-modules.js');
// Compiled by an earlier run: the first one does without.
if (existsSync(lateModules)) require(lateModules);
const libraries = ['cdktf', 'cdk8s', 'cdk8s-plus-27/lib/imports/k8s', 'zod', 'commander', 'ip-address'];
for (const library of [...libraries, ...providerModules()]) require(library);

/** The modules of the provider that the constructs name: most of what there is to load. */
function providerModules() {
  const constructs = join(root, 'lib', 'aws');
  const files = readdirSync(constructs, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const names = files.flatMap((file) => {
    const text = readFileSync(join(constructs, file), 'utf8');
    return [...text.matchAll(/from '(@cdktf\/provider-(?:aws|kubernetes)\/lib\/[a-z0-9-]+)'/g)].map(
      ([, name]) => name,
    );
  });
  return new Set(names);
}

/** TypeScript's own program where npm installed it; else its launcher, which is one more Node to start. */
function typeScript() {
  const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  try {
    return [join(dirname(require.resolve(name)), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc')];
  } catch {
    return [process.execPath, join(dirname(require.resolve('typescript')), '..', 'bin', 'tsc')];
  }
}
