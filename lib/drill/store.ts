import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { IsthmusError, problem } from '../core/errors';
import { withLock } from '../core/output/lock';
import { errorCode, WriteError } from '../core/output/write-error';
import { drillErrors } from './errors';
import { type DrillState, parseState } from './state';

/** Where a drill keeps what it has done. */
export interface DrillStore {
  /** What to call it, in errors and for people. */
  readonly name: string;
  /** The drill of an environment that was begun here, `undefined` when none was. */
  load(environment: string): DrillState | undefined;
  /** Keeps the state; whole or not at all. */
  save(state: DrillState): void;
  /** Keeps the report. */
  saveReport(json: string, markdown: string): void;
  /** Does something while no other process works with the same state. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Keeps a drill in a file, and its report beside it: `x.json`, `x.report.json`, `x.report.md`.
 * @param path - of the state file
 */
export function fileStore(path: string): DrillStore {
  const stem = path.replace(/\.json$/, '');
  return {
    name: path,
    load: (environment) =>
      existsSync(path) ? parseState(readFileSync(path, 'utf8'), path, environment) : undefined,
    save: (state) => writeWhole(path, `${JSON.stringify(state, null, 2)}\n`),
    saveReport: (json, markdown) => {
      writeWhole(`${stem}.report.json`, json);
      writeWhole(`${stem}.report.md`, markdown);
    },
    alone: async (work) => {
      mkdirSync(dirname(path), { recursive: true });
      const lock = `${path}.lock`;
      let held = false;
      try {
        return await withLock(
          lock,
          () => {
            held = true;
            return work();
          },
          { waitMs: 500 },
        );
      } catch (error) {
        if (held || !(error instanceof WriteError)) throw error;
        throw new IsthmusError([
          problem(drillErrors.running, path, {
            found: 'a process that works with it',
            fix: `end that one, or remove ${lock} if it is gone`,
          }),
        ]);
      }
    },
  };
}

/**
 * The state file of an environment's drill: the unfinished one, whatever its day, or a new one of today.
 * @param folder - where drills are kept
 * @param environment - its name
 * @param now - milliseconds since 1970
 */
export function stateFile(folder: string, environment: string, now: number): string {
  const own = new RegExp(`^${environment}-\\d{4}-\\d\\d-\\d\\d(-\\d+)?\\.json$`);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => own.test(file)) : [];
  const unfinished = files
    .map((file) => join(folder, file))
    .find((file) => parseState(readFileSync(file, 'utf8'), file, environment).finished === undefined);
  if (unfinished) return unfinished;
  const day = `${environment}-${new Date(now).toISOString().slice(0, 10)}`;
  let name = `${day}.json`;
  for (let count = 2; files.includes(name); count += 1) name = `${day}-${count}.json`;
  return join(folder, name);
}

function writeWhole(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    throw new WriteError(`the drill could not be written down: ${(error as Error).message}`);
  }
}

function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}`;
  const file = openSync(part, 'w');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}
