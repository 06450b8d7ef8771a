import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commit, recover } from '../../../../lib/core/output/commit';
import { withLock } from '../../../../lib/core/output/lock';
import { makeStaging, outputPlaces, removeAbandoned } from '../../../../lib/core/output/places';

const fateOf = (path: string) => (basename(path).startsWith('made') ? 'drop' : 'keep');

/** Replaces an output again and again, each time with another mark in all of its files. */
async function main(out: string, mark: string, times: number): Promise<void> {
  const places = outputPlaces(out);
  for (let number = 0; number < times; number += 1) {
    const staged = makeStaging(places);
    for (let file = 0; file < 20; file += 1) writeFileSync(join(staged, `made-${file}`), `${mark}-${number}`);
    await withLock(places.lock, () => {
      recover(places, fateOf);
      removeAbandoned(places);
      commit(places, staged, fateOf);
    });
    if (number === 0) process.stdout.write('begun\n');
  }
}

const [out = '', mark = '', times = '1000000'] = process.argv.slice(2);
main(out, mark, Number(times)).catch((error) => {
  process.stderr.write(String(error?.stack));
  process.exitCode = 1;
});
