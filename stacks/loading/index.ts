import { url as debuggerUrl } from 'node:inspector';
import { Module } from 'node:module';
import { join, relative, sep } from 'node:path';
import util from 'node:util';
import { projectRoot } from '../../lib/cli/paths';
import { CompileCache, type Compiling } from './compile-cache';
import { loadLateModules } from './late-modules';

// Imported before anything else by what is run.
const compileCache = ofProgram(require.main?.filename);
compileCache?.install(Module.prototype as Compiling);
process.on('exit', (exitCode) => {
  // Help calls little of what the other commands do.
  const isHelp = process.argv.some((one) => /^(-h|--help|help)$/.test(one));
  if (exitCode === 0 && !isHelp) compileCache?.keep();
});
loadLateModules(require.cache);
// By which cdktf asks, and of which Node warns from 22 on: its documentation says to use the other.
Object.assign(util, { isArray: Array.isArray });

/** A file for each program and version of Node, since each needs other functions; none where the code is watched, or Node is told to keep none. */
function ofProgram(program: string | undefined): CompileCache | undefined {
  const { NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env;
  const isWatched = NODE_V8_COVERAGE || process.sourceMapsEnabled || debuggerUrl();
  if (!program || NODE_DISABLE_COMPILE_CACHE || isWatched) return undefined;
  const root = projectRoot(__dirname);
  const name = relative(root, program)
    .replace(/\.[^.]*$/, '')
    .split(sep)
    .join('-');
  return new CompileCache(join(root, 'build', 'compiled', `${name}-${process.version}-${process.arch}`));
}
