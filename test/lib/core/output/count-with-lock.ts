import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../../../lib/core/output/lock';

/** Adds one to the number in a file many times, each time holding the lock. */
async function main(folder: string, times: number): Promise<void> {
  const file = join(folder, 'count');
  for (let number = 0; number < times; number += 1) {
    await withLock(join(folder, 'lock'), () => {
      const count = Number(readFileSync(file, 'utf8'));
      writeFileSync(file, String(count + 1));
    });
  }
}

const [folder = '', times = '1'] = process.argv.slice(2);
main(folder, Number(times)).catch((error) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
