import { sortedEntries } from '../../core/sorted-entries';
import { type WorkloadFault, wholeNumber } from './errors';
import { secretArguments, secretIn } from './pod/secret-text';

/**
 * What is wrong with a name: that of a Service begins with a letter (RFC 1035), and what the controllers append to those of
 * StatefulSets and CronJobs must fit a label of 63 characters. Pure.
 */
export function nameFaults(name: string): WorkloadFault[] {
  if (name.length <= 52 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) return [];
  return [
    {
      error: 'name',
      at: 'name',
      found: `"${name}" (${name.length} characters)`,
      fix: 'give lower-case letters, digits and hyphens, at most 52, beginning with a letter',
    },
  ];
}

/** What is wrong with who a container runs as. Pure. */
export function userFaults({ uid, gid }: { readonly uid: number; readonly gid: number }): WorkloadFault[] {
  return [...wholeNumber('root-user', 'user.uid', uid, 1), ...wholeNumber('root-user', 'user.gid', gid, 1)];
}

/** What is wrong with the files of one ConfigMap (Kubernetes, "ConfigMaps": names, and 1 MiB in all). Pure. */
export function configFaults(key: string, files: Readonly<Record<string, string>>): WorkloadFault[] {
  const names = Object.keys(files).sort();
  const at = `config.${key}.files`;
  const faults = names
    .filter((name) => !/^[-._a-zA-Z0-9]{1,253}$/.test(name) || name === '.' || name.startsWith('..'))
    .map(
      (name): WorkloadFault => ({
        error: 'config-file',
        at,
        found: `"${name}"`,
        fix: 'name it with letters, digits, hyphens, underscores and dots, not two at the beginning; another folder is another entry of config',
      }),
    );
  const others = names.filter((name) => typeof files[name] !== 'string');
  if (others.length > 0) {
    const found = others.map((name) => `${name}: ${typeof files[name]}`).join(', ');
    return [...faults, { error: 'config-file', at, found, fix: 'give the text of the file' }];
  }
  const bytes = names.reduce((sum, name) => sum + name.length + Buffer.byteLength(files[name] ?? ''), 0);
  if (bytes > 2 ** 20) {
    const fix = 'put large files into the image';
    faults.push({ error: 'config-file', at, found: `${bytes} bytes, of ${2 ** 20}`, fix });
  }
  return faults;
}

/** The secrets that are written in a command, its arguments or a file; none of them is shown. Pure. */
export function secretFaults(props: {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly config?: Readonly<Record<string, { readonly files: Readonly<Record<string, string>> }>>;
}): WorkloadFault[] {
  const fault = (at: string, found: string, fix: string): WorkloadFault => ({
    error: 'secret-in-text',
    at,
    found,
    fix,
  });
  return [
    ...(['command', 'args'] as const).flatMap((what) =>
      secretArguments((props[what] ?? []).map(String)).map(({ index, found }) =>
        fault(`${what}.${index}`, found, 'take it from a variable: addVariable, and $(NAME) here'),
      ),
    ),
    ...sortedEntries(props.config ?? {}).flatMap(([key, { files }]) =>
      sortedEntries(files).flatMap(([name, text]) => {
        const found = secretIn(String(text));
        if (found === undefined) return [];
        return [
          fault(
            `config.${key}.files.${name}`,
            found,
            'mount a Secret: addVolume(name, { path, secret }, from)',
          ),
        ];
      }),
    ),
  ];
}
