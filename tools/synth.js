/**
 * `npm run synth`: synthesizes from a bundle of the sources while their types are checked in a process beside it. Nothing is put in place
 * before that check has passed: what does not compile is not synthesized.
 */
const { spawn } = require('node:child_process');
const { constants, setPriority } = require('node:os');
const { dirname, join } = require('node:path');
const { bundle, inSources, loadLibraries, loadProgram } = require('./bundle');

const root = join(__dirname, '..');
const [command, ...args] = typeScript();
// One thread takes no longer where little has changed, and half the processor.
const checked = [
  '-p',
  'tsconfig.build.json',
  '--noEmit',
  '--singleThreaded',
  '--tsBuildInfoFile',
  'build/bundle/.tsbuildinfo',
];
const compiler = spawn(command, [...args, ...checked], { cwd: root, stdio: 'inherit' });
const compiles = new Promise((resolve) => {
  compiler.on('close', (code) => resolve(code === 0));
});

try {
  // The synth takes longer, and goes first.
  if (compiler.pid) setPriority(compiler.pid, constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // A system that refuses this is only slower.
}

const bundled = bundle();
loadLibraries();
bundled
  .then(() => synthesize(loadProgram()))
  .catch(async (error) => {
    const isFault = await compiles;
    if (isFault) process.stderr.write(`${inSources(error.stack)}\n`);
    process.exitCode = isFault ? 70 : 1;
  })
  .finally(() => compiler.kill());

function synthesize({ main, processConsole }) {
  const console = processConsole();
  const err = (text) => console.err(inSources(text));
  return main(['synth', ...process.argv.slice(2)], {
    console: { ...console, err },
    typeCheck: () => compiles,
  });
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
