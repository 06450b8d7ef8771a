import { url as debuggerUrl } from 'node:inspector';
import { Module } from 'node:module';
import { join, relative, sep } from 'node:path';
import util from 'node:util';
import { projectRoot } from '../../lib/cli/paths';
import { CompileCache, type Compiling } from './compile-cache';
import { loadLateModules } from './late-modules';

// Imported before the libraries by what is run.
const compileCache = ofProgram(require.main?.filename);
compileCache?.install(Module.prototype as Compiling);
loadLateModules(require.cache);
// By which cdktf asks, and of which Node warns from 22 on: its documentation says to use the other.
Object.assign(util, { isArray: Array.isArray });

/** To be called when a program has done its work: what was compiled for that need not be compiled the next time. */
export function keepCompiled(): void {
  compileCache?.keep();
}

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
