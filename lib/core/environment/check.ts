import { type Problem, problem } from '../errors';
import { sortedEntries } from '../sorted-entries';
import { environmentErrors } from './errors';
import { checkRecovery, type LocatedEnvironment } from './recovery-check';
import { checkRegions } from './region-check';
import { type Environment, environmentSchema } from './schema';

/** An environment as it was read, before any check. */
export interface EnvironmentSource {
  /** Where it was read, for errors, for example `environments/dev`. */
  readonly path: string;
  /** What was read. */
  readonly data: unknown;
  /**
   * The name that the environment has to have: that of its file.
   * @default - any
   */
  readonly expectedName?: string;
  /**
   * Why it could not be read.
   * @default - it could
   */
  readonly unreadable?: string;
}

/** What {@link checkEnvironments} found. */
export interface CheckedEnvironments {
  /** Those that passed the schema, sorted by name. */
  readonly environments: readonly Environment[];
  /** What is wrong, in one of them or between several. */
  readonly problems: readonly Problem[];
}

/**
 * Checks environments one by one against the schema, then against each other. Reports `environment/*` and `recovery/*`.
 * @param sources - as they were read
 */
export function checkEnvironments(sources: readonly EnvironmentSource[]): CheckedEnvironments {
  const problems: Problem[] = [];
  const valid: LocatedEnvironment[] = [];
  for (const source of sources) {
    if (source.unreadable !== undefined) {
      problems.push(
        problem(environmentErrors.unreadable, source.path, {
          found: source.unreadable,
          fix: 'let the file have the environment as its default export, and nothing that can fail',
        }),
      );
      continue;
    }
    // Each file is read once: compiling a function for each object of the schema takes longer than it saves.
    const result = environmentSchema.safeParse(source.data, { jitless: true });
    if (!result.success) {
      for (const issue of result.error.issues) problems.push(schemaProblem(source, issue));
      continue;
    }
    valid.push({ path: source.path, environment: result.data });
    problems.push(...checkOne(source, result.data));
  }
  problems.push(...duplicates(valid), ...nestedNames(valid), ...unknownPeers(valid), ...checkRecovery(valid));
  const environments = uniqueByName(valid.map((one) => one.environment));
  return { environments, problems };
}

type Issue = Extract<
  ReturnType<typeof environmentSchema.safeParse>,
  { success: false }
>['error']['issues'][number];

function schemaProblem(source: EnvironmentSource, issue: Issue): Problem {
  const keys = issue.path.map(String);
  return problem(environmentErrors.schema, source.path, {
    ...(keys.length > 0 && { at: keys.join('.') }),
    found: whatIsWrong(source, issue),
    fix: 'see docs/environment.schema.json, or let the editor complete it',
  });
}

function whatIsWrong({ data }: EnvironmentSource, issue: Issue): string {
  if (issue.code === 'unrecognized_keys')
    return `unknown keys ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  const expectation = shorten(
    issue.message.replace(/^Invalid (input|option): /, '').replace(/, received .*$/, ''),
    200,
  );
  const value = valueAt(data, issue.path);
  return value === undefined ? `nothing; ${expectation}` : `${show(value)}; ${expectation}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = data;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value) ?? String(value), 80);
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text;
}

function checkOne(source: EnvironmentSource, environment: Environment): Problem[] {
  const problems: Problem[] = [];
  const { name, primaryRegion, regions } = environment;
  if (source.expectedName !== undefined && source.expectedName !== name) {
    problems.push(
      problem(environmentErrors['file-name'], source.path, {
        at: 'name',
        found: `"${name}" in a file called ${source.expectedName}`,
        fix: 'rename the file or the environment',
      }),
    );
  }
  if (!regions[primaryRegion]) {
    problems.push(
      problem(environmentErrors['primary-region'], source.path, {
        at: 'primaryRegion',
        found: `"${primaryRegion}", with regions ${Object.keys(regions).sort().join(', ') || 'none'}`,
        fix: 'name one of the regions, or add the region',
      }),
    );
  }
  return [...problems, ...checkRegions(source.path, environment)];
}

function duplicates(all: readonly LocatedEnvironment[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const once = (
    key: string,
    { path }: LocatedEnvironment,
    kind: keyof typeof environmentErrors,
    { at, found, fix }: { readonly at: string; readonly found: string; readonly fix?: string },
  ): void => {
    const other = seen.get(key);
    seen.set(key, other ?? path);
    if (other === undefined) return;
    const where = other === path ? 'another region' : other;
    problems.push(
      problem(environmentErrors[kind], path, {
        at,
        found: `${found}, as in ${where}`,
        fix: fix ?? `change it here or in ${where}`,
      }),
    );
  };
  for (const one of all) {
    const { name, project, account, delivery } = one.environment;
    const prefix = `${project}-${name}`;
    const sameName = seen.has(`name ${name}`);
    once(`name ${name}`, one, 'duplicate-name', { at: 'name', found: `"${name}"` });
    if (!sameName) {
      once(`prefix ${account} ${prefix}`, one, 'duplicate-prefix', {
        at: 'project',
        found: `names beginning with ${prefix} in account ${account}`,
      });
    }
    for (const { host, at } of hostsOf(one.environment))
      once(`host ${host}`, one, 'duplicate-host', { at, found: `host ${host}` });
    if (delivery.oidcProvider === 'existing') continue;
    once(`provider ${account}`, one, 'duplicate-oidc-provider', {
      at: 'delivery.oidcProvider',
      found: `'create' in account ${account}`,
      fix: "say oidcProvider: 'existing' in all but one environment of the account, and apply bootstrap of that one first",
    });
  }
  return problems;
}

/** A host inside the clusters is the same in every region, so who it leads to is not said here. */
function hostsOf({ regions, recovery, workloads }: Environment): { host: string; at: string }[] {
  const edges = sortedEntries(regions)
    // A standby that has data of its own is reported as that.
    .filter(([region]) => region !== recovery?.standby)
    .flatMap(([region, settings]) =>
      settings?.edge ? [{ host: settings.edge.host, at: `regions.${region}.edge.host` }] : [],
    );
  const entry = workloads?.entry;
  const inside = entry && entry.kind !== 'edge' ? [{ host: entry.host, at: 'workloads.entry.host' }] : [];
  return [...edges, ...inside];
}

/**
 * Environments within the names of another. Stack ids begin with the environment's name, and resource names with the project's too, which is all
 * that the roles of `bootstrap` know an environment's resources by.
 */
function nestedNames(all: readonly LocatedEnvironment[]): Problem[] {
  const prefixOf = ({ environment: { project, name } }: LocatedEnvironment) => `${project}-${name}`;
  return all.flatMap((one) => {
    const { name, account } = one.environment;
    const outer = all.find(
      (other) =>
        name.startsWith(`${other.environment.name}-`) ||
        (account === other.environment.account && prefixOf(one).startsWith(`${prefixOf(other)}-`)),
    );
    if (!outer) return [];
    const found = `"${name}" of ${one.environment.project}, within "${outer.environment.name}" of ${outer.environment.project} (${outer.path})`;
    const fix = 'put what tells them apart first, as in eu-prod';
    return [problem(environmentErrors['nested-name'], one.path, { at: 'name', found, fix })];
  });
}

function unknownPeers(all: readonly LocatedEnvironment[]): Problem[] {
  const known = new Set(
    all.flatMap(({ environment }) =>
      Object.keys(environment.regions).map((region) => `${environment.name}/${region}`),
    ),
  );
  const problems: Problem[] = [];
  for (const { path, environment } of all) {
    for (const [region, settings] of Object.entries(environment.regions)) {
      for (const peer of settings?.network.peers ?? []) {
        if (known.has(peer) && peer !== `${environment.name}/${region}`) continue;
        const others = [...known].filter((one) => one !== `${environment.name}/${region}`).sort();
        problems.push(
          problem(environmentErrors['unknown-peer'], path, {
            at: `regions.${region}.network.peers`,
            found: `"${peer}"`,
            fix:
              others.length > 0 ? `name one of ${others.join(', ')}` : 'remove it: there is no other network',
          }),
        );
      }
    }
  }
  return problems;
}

function uniqueByName(environments: readonly Environment[]): Environment[] {
  const byName = new Map<string, Environment>();
  for (const one of environments) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
