/** A tool, as data: what it is for, where it may come from, and what building it takes. */
export interface Tool {
  /** Its name in tables and messages. */
  readonly name: string;
  /** What the sandbox does with it. */
  readonly purpose: string;
  /** Whether the sandbox can do without it. */
  readonly need: 'required' | 'optional';
  /** Where it is looked for, best first. */
  readonly places: readonly Place[];
  /** How a program says its version, and which versions do. @default - any that is there */
  readonly version?: VersionProbe;
  /** How it is made when it is nowhere. */
  readonly source: Source;
  /** Minutes from cold on two cores. */
  readonly minutes: number;
  /** GB of memory that making it needs. */
  readonly memory: number;
}

/** Where a tool may be: a program on PATH, one in envtest's folder (KUBEBUILDER_ASSETS), or what was made in the cache. */
export type Place =
  | { readonly kind: 'path'; readonly program: string }
  | { readonly kind: 'envtest'; readonly program: string }
  | { readonly kind: 'cache' };

/** How a program says its version. */
export interface VersionProbe {
  /** Arguments that make it say so. */
  readonly args: readonly string[];
  /** The version in what it says, as the first group. */
  readonly pattern: RegExp;
  /** The versions that do, as a range of semver. */
  readonly range: string;
}

/** How a tool is made. */
export type Source = GoSource | ModulesSource | PythonSource | NoSource;

/** A program that Go builds from its module proxy. */
export interface GoSource {
  readonly kind: 'go';
  /** The folder in sandbox/tools whose go.mod and go.sum pin it. */
  readonly folder: string;
  /** The module that holds it. */
  readonly module: string;
  /** The package to build. */
  readonly target: string;
  /** Flags of `go build`. */
  readonly flags: readonly string[];
  /** Where it is put, in the cache. */
  readonly file: string;
}

/** Modules that Go fetches for the files in them. */
export interface ModulesSource {
  readonly kind: 'modules';
  /** The folder in sandbox/tools whose go.mod and go.sum pin them. */
  readonly folder: string;
}

/** A package with an environment of its own, from requirements with sums. */
export interface PythonSource {
  readonly kind: 'python';
  /** The folder in sandbox/tools that has requirements.txt. */
  readonly folder: string;
  /** The package. */
  readonly package: string;
}

/** Nothing here makes it. */
export interface NoSource {
  readonly kind: 'none';
  /** What a person does to get it. */
  readonly get: string;
}

/** Where a tool is, or why it is nowhere. */
export type Located = Found | Missing;

/** A tool that is there. */
export interface Found {
  readonly state: 'found';
  /** The program; for modules the folder that pins them. */
  readonly path: string;
  /** Its version. */
  readonly version: string;
  /** Where it was found. */
  readonly origin: 'PATH' | 'KUBEBUILDER_ASSETS' | 'cache';
}

/** A tool that is not there. */
export interface Missing {
  readonly state: 'missing';
  /** What was found instead, in words. */
  readonly why: string;
}

/** What is missing to go on, and how to get it. */
export class MissingTool extends Error {}
