import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Script } from 'node:vm';

/** What Node has a module's text compiled by: not documented, and what every hook that transpiles replaces. */
export interface Compiling {
  _compile?(this: NodeModule, text: string, path: string, ...more: unknown[]): unknown;
}

/** A module's text, as its digest, and the code that V8 made of it. */
interface Kept {
  readonly digest: string;
  readonly code: Buffer;
}

const [before, after] = ['(function (exports, require, module, __filename, __dirname) {\n', '\n})'];
const digestLength = 20;

/**
 * Keeps in a file what V8 compiled of CommonJS modules, those functions too that it compiled when they were first called, and gives it to V8
 * the next time. A module with another text is compiled anew; what V8 refuses, such as code of another version of it, also. Node's own
 * `module.enableCompileCache` is of Node 22.1 and later, reads a file for each module, and keeps the source maps with the code.
 * @param file - may be missing or broken, and need not be writable: modules are then compiled
 */
export class CompileCache {
  private readonly kept: ReadonlyMap<string, Kept>;
  private readonly used = new Map<string, Kept>();
  private readonly compiled = new Map<string, { readonly digest: string; readonly script: Script }>();

  constructor(private readonly file: string) {
    this.kept = read(file);
  }

  /**
   * Has the modules that are loaded from now on compiled by way of this cache.
   * @param modules - `Module.prototype`
   */
  install(modules: Compiling): void {
    const { _compile: compile } = modules;
    if (typeof compile !== 'function') return;
    const cache = this;
    modules._compile = function (text, path, ...more) {
      // Later versions of Node say what a module is written in.
      const [format = 'commonjs'] = more;
      const script = format === 'commonjs' ? cache.script(text, path) : undefined;
      if (!script) return compile.call(this, text, path, ...more);
      const run = script.runInThisContext();
      // Of createRequire's own the errors would not say who required whom.
      const require = Object.assign((name: string) => this.require(name), createRequire(path));
      return run.call(this.exports, this.exports, require, this, path, dirname(path));
    };
  }

  /** Writes the file, if modules had to be compiled: once a program has done its work, when V8 has compiled what that takes. */
  keep(): void {
    if (this.compiled.size === 0) return;
    const kept = new Map(this.used);
    for (const [path, { digest, script }] of this.compiled)
      kept.set(path, { digest, code: script.createCachedData() });
    const content = serialize(kept);
    const beside = `${this.file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(beside, Buffer.concat([digestOf(content), content]));
      renameSync(beside, this.file);
    } catch {
      // Where nothing may be written the next run compiles again.
    }
  }

  /** None where V8 cannot read the text as CommonJS, since Node knows why; nor where it imports later, which kept code cannot. */
  private script(text: string, path: string): Script | undefined {
    const source = `${before}${withoutSourceMap(text)}${after}`;
    const digest = digestOf(source).toString('base64');
    const known = this.kept.get(path);
    const cachedData = known?.digest === digest ? known.code : undefined;
    if (!cachedData && /\bimport\s*\(/.test(source)) return undefined;
    try {
      const script = new Script(source, { filename: path, lineOffset: -1, cachedData });
      if (cachedData && !script.cachedDataRejected) this.used.set(path, { digest, code: cachedData });
      else this.compiled.set(path, { digest, script });
      return script;
    } catch {
      return undefined;
    }
  }
}

function read(file: string): ReadonlyMap<string, Kept> {
  try {
    const content = readFileSync(file);
    const body = content.subarray(digestLength);
    return digestOf(body).equals(content.subarray(0, digestLength)) ? deserialize(body) : new Map();
  } catch {
    return new Map();
  }
}

/** V8 would keep an inline source map, three quarters of many a library, as a part of the code. */
function withoutSourceMap(text: string): string {
  const at = text.lastIndexOf('\n//# sourceMappingURL=data:');
  const end = text.indexOf('\n', at + 1);
  return at >= 0 && (end < 0 || end === text.length - 1) ? text.slice(0, at) : text;
}

function digestOf(content: string | Buffer): Buffer {
  return createHash('sha1').update(content).digest();
}
