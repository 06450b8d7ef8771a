import { Module } from 'node:module';

/** What a loaded module gives, whether an object or a function. */
type Exports = (...args: readonly unknown[]) => unknown;

/**
 * Puts a stand-in for a module into a cache of modules: it is loaded when somebody uses it, and not when somebody requires it.
 * @param cache - the modules that are loaded, by path (`require.cache`)
 * @param path - the module's file
 * @param load - loads a file that is not in the cache
 */
export function loadLate(
  cache: Record<string, unknown>,
  path: string,
  load: (path: string) => unknown,
): void {
  if (cache[path]) return;
  let loaded: Exports | undefined;
  const exports = () => {
    if (!loaded) {
      delete cache[path];
      loaded = load(path) as Exports;
    }
    return loaded;
  };
  const standIn = new Module(path);
  standIn.loaded = true;
  standIn.exports = new Proxy<Exports>(() => undefined, {
    apply: (_, self, args: unknown[]) => Reflect.apply(exports(), self, args),
    // TypeScript's `import * as` copies what is no ES module.
    get: (_, name) => (name === '__esModule' ? true : Reflect.get(exports(), name)),
    has: (_, name) => Reflect.has(exports(), name),
    ownKeys: () => Reflect.ownKeys(exports()),
    getOwnPropertyDescriptor: (_, name) => {
      const found = Reflect.getOwnPropertyDescriptor(exports(), name);
      return found && { ...found, configurable: true };
    },
  });
  cache[path] = standIn;
}

/** Modules that the libraries require at once and a synth does not use: 320 of 720 files, an eighth of its time. */
export const lateModules = [
  // To zip an asset, which cdktf does in a process of its own.
  { name: 'archiver', of: 'cdktf' },
  // To write HCL, and JSON with sorted keys, which this project does itself.
  { name: 'cdktf/lib/hcl/render', of: 'cdktf' },
  { name: 'json-stable-stringify', of: 'cdktf' },
  // To compare the version of a program that it has called.
  { name: 'semver', of: 'cdktf' },
  // To read and write YAML: cdk8s' own, where this project has its own writer.
  { name: 'yaml', of: 'cdk8s' },
  // Messages in fifty languages beside English.
  { name: 'zod/v4/locales', of: 'zod' },
] as const;

/**
 * Has them loaded when they are used.
 * @param cache - `require.cache`
 */
export function loadLateModules(cache: Record<string, unknown>): void {
  for (const { name, of } of lateModules) {
    try {
      loadLate(cache, require.resolve(name, { paths: [require.resolve(of)] }), require);
    } catch {
      // Another version of the library, without it.
    }
  }
}
