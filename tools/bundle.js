/**
 * The program in one file, as `npm run synth` runs it: four hundred small files take Node longer to find than to run. Beside it in build/bundle
 * stands each file of environments/, which are found by looking.
 */
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { isBuiltin, SourceMap } = require('node:module');
const { dirname, join, resolve } = require('node:path');

const root = join(__dirname, '..');
const folder = join(root, 'build', 'bundle');
const commands = join(folder, 'stacks', 'commands.js');
const loading = join(folder, 'stacks', 'loading', 'index.js');
const libraries = join(folder, 'libraries.json');

/** Those files stay files of their own: the first decides how the others are loaded. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/(loading|commands)$/ }, ({ path, resolveDir }) =>
      resolveDir === join(root, 'stacks') ? { path, external: true } : undefined,
    );
  },
};

/** Makes the bundle from the sources as they are now. Only what differs is written, so that runs beside each other share it. */
async function bundle() {
  const { build } = require('esbuild');
  const environments = readdirSync(join(root, 'environments')).filter((file) => /^[^.]+\.ts$/.test(file));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      'stacks/cli.ts',
      'stacks/commands.ts',
      'stacks/loading/index.ts',
      ...environments.map((file) => `environments/${file}`),
    ],
    outbase: root,
    outdir: folder,
    bundle: true,
    packages: 'external',
    plugins: [apart],
    platform: 'node',
    target: 'node20',
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  for (const { path, contents } of outputFiles) put(path, Buffer.from(contents));
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const names = imports
    .filter((one) => one.external && !one.path.startsWith('.') && !isBuiltin(one.path))
    .map((one) => one.path);
  put(libraries, Buffer.from(JSON.stringify([...new Set(names)].sort())));
  const made = new Set(outputFiles.map((one) => one.path));
  const kept = join(folder, 'environments');
  for (const file of existsSync(kept) ? readdirSync(kept) : []) {
    if (/\.js(\.map)?$/.test(file) && !made.has(join(kept, file))) rmSync(join(kept, file), { force: true });
  }
}

/** Loads the libraries that the last bundle names; what has gone meanwhile is found out by the next. */
function loadLibraries() {
  if (!existsSync(loading) || !existsSync(libraries)) return;
  require(loading);
  for (const name of JSON.parse(readFileSync(libraries, 'utf8'))) {
    try {
      require(name);
    } catch {}
  }
}

/** Loads the program from the last bundle. */
function loadProgram() {
  require(loading);
  return require(commands);
}

/** A text, such as an error's stack, with places in the bundle told as the places in the sources that they are from. */
function inSources(text) {
  const maps = new Map();
  const mapOf = (file) => {
    if (!maps.has(file)) maps.set(file, new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))));
    return maps.get(file);
  };
  return text.replace(/([^\s()]+\.js):(\d+):(\d+)/g, (found, file, line, column) => {
    if (!file.startsWith(folder) || !existsSync(`${file}.map`)) return found;
    const { originalSource, originalLine, originalColumn } = mapOf(file).findEntry(line - 1, column - 1);
    if (originalSource === undefined) return found;
    return `${resolve(dirname(file), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

/** In one step: a run that reads the file meanwhile has the old one whole. */
function put(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, contents);
  renameSync(beside, file);
}

module.exports = { bundle, inSources, loadLibraries, loadProgram };
