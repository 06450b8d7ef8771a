import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A machine of its own: a PATH with fake programs alone, and an empty cache. */
export class FakeMachine {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'toolchain-test-')));
  readonly cache = join(this.folder, 'cache', 'isthmus');
  readonly calls = join(this.folder, 'calls');
  private readonly before = { ...process.env };

  constructor() {
    mkdirSync(this.cache, { recursive: true });
    mkdirSync(join(this.folder, 'bin'));
    writeFileSync(this.calls, '');
    process.env['PATH'] = join(this.folder, 'bin');
    process.env['XDG_CACHE_HOME'] = join(this.folder, 'cache');
    delete process.env['KUBEBUILDER_ASSETS'];
  }

  /** Puts a shell program somewhere; without a folder on PATH. */
  program(name: string, script: string, folder = join(this.folder, 'bin')): string {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /**
   * A Go whose programs say a version of everything.
   * @param build - what it does before it writes the program
   * @param info - what it says of a program that it did not build
   */
  go(build = '', info = ''): void {
    this.program(
      'go',
      `echo "$@" >> '${this.calls}'
case "$1 $2" in
  'version -m') ${info || 'exit 1'} ;;
  'version '*) echo 'go version go1.26.8 linux/amd64' ;;
  'build '*)
    while [ "$1" != -o ]; do shift; done
    ${build}
    printf '#!/bin/sh\\n${says}\\n' > "$2" && /bin/chmod 755 "$2" ;;
esac`,
    );
  }

  /** Puts everything back. */
  restore(): void {
    process.env = this.before;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A program's answer in every form that is asked for. */
const says =
  'echo "etcd Version: 3.6.6"; echo "Kubernetes v1.36.3"; echo "version v0.7.0"; echo "\\"terraform_version\\": \\"1.12.6\\""';

/** Waits until something holds, at most ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries += 1) await new Promise((done) => setTimeout(done, 20));
  if (!holds()) throw new Error('it did not come to that');
}
