import type { BuildProgram } from '../synth/program';
import type { Console } from './console';
import type { Documents } from './docs/documents';
import type { ReadEnvironments } from './recovery/tables';

/** The folder of the manifests, below the project's. cdk8s has the same default. */
export const MANIFESTS = 'dist';

/** A project that has commands. */
export interface CliProject {
  /** The project's folder: the outputs `cdktf.out` and `dist` and the lock files `locks/` are in it. See {@link projectRoot}. */
  readonly root: string;
  /** Builds the project's program. */
  readonly build: BuildProgram;
  /**
   * What the command `docs` writes, by path below the root.
   * @default - nothing, and there is no such command
   */
  readonly documents?: Documents;
  /**
   * Reads the environments that the command `dr` is about.
   * @default - there is no such command
   */
  readonly environments?: ReadEnvironments;
  /**
   * Where the commands write.
   * @default - the process's own streams
   */
  readonly console?: Console;
  /**
   * Whether the project compiles, where its types are checked while it runs. `synth` awaits it before anything is put in place, every
   * command before it tells what went wrong: a program that does not compile may fail anywhere. Where it gives false the command ends as
   * one that found problems and says nothing; the compiler does.
   * @default - it compiles
   */
  readonly typeCheck?: () => Promise<boolean>;
}

/** A project, as its commands see it. */
export interface CommandProject extends CliProject {
  /** Where the commands write. */
  readonly console: Console;
  /** Told of the exit code where it is not 0. */
  readonly exit: (code: number) => void;
}
