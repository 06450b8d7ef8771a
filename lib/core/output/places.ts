import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { processLives } from './lock';

/** Where an output and what is needed to replace it stand: all in one folder, so that renaming is one step. */
export interface OutputPlaces {
  /** The output itself. */
  readonly out: string;
  /** Where the old output stands while it is replaced. */
  readonly previous: string;
  /** The lock file. */
  readonly lock: string;
  /** What every staging folder of this machine begins with; the process number follows. */
  readonly stagingPrefix: string;
}

/** The places of an output folder. A link to a folder is followed, so that the folder is replaced and not the link. */
export function outputPlaces(folder: string): OutputPlaces {
  const out = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const beside = (suffix: string) => join(dirname(out), `.${basename(out)}.${suffix}`);
  return {
    out,
    previous: beside('previous'),
    lock: beside('lock'),
    stagingPrefix: beside(`stage.${hostname().replace(/[^A-Za-z0-9-]/g, '-')}.`),
  };
}

/** Makes an empty folder to prepare an output in. */
export function makeStaging(places: OutputPlaces): string {
  mkdirSync(dirname(places.out), { recursive: true });
  for (let number = 1; ; number += 1) {
    const folder = `${places.stagingPrefix}${process.pid}.${number}`;
    if (existsSync(folder)) continue;
    mkdirSync(folder);
    return folder;
  }
}

/** Removes what killed processes left: staging folders, and locks that were not yet taken. */
export function removeAbandoned(places: OutputPlaces): void {
  const folder = dirname(places.out);
  const prefixes = [basename(places.stagingPrefix), `${basename(places.lock)}.`];
  for (const name of readdirSync(folder)) {
    const prefix = prefixes.find((one) => name.startsWith(one));
    const pid = Number.parseInt(name.slice(prefix?.length), 10);
    if (prefix && pid > 0 && !processLives(pid)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
