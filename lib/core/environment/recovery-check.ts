import { overlappingPairs } from '../addresses/overlaps';
import { parseRange } from '../addresses/range';
import { leastBackupMinutes, parseBackupSchedule } from '../backup-schedule';
import { type ErrorDefinition, type Finding, type Problem, problem } from '../errors';
import { blockedRuns } from '../recovery/blocked-backups';
import { checkPromise } from '../recovery/check-promise';
import { recoveryErrors } from '../recovery/errors';
import { defaultStartMinutes } from '../recovery/promise';
import { databaseChoice, standbyRegion, standbyZones } from '../recovery/standby';
import { minutesPerWeek, weekTime } from '../schedule';
import { sortedEntries } from '../sorted-entries';
import type { Backups } from './backups';
import { environmentErrors } from './errors';
import type { Recovery } from './recovery';
import type { Environment } from './schema';

/** An environment and where it was read. */
export interface LocatedEnvironment {
  /** Where it was read, for errors. */
  readonly path: string;
  /** The environment. */
  readonly environment: Environment;
}

type Fault = readonly [ErrorDefinition, Finding];

/**
 * Everything that is wrong with the backups and the recovery of environments, one by one and between them. Reports `recovery/*` and `environment/missing-tier`.
 * @param all - those that passed the schema
 */
export function checkRecovery(all: readonly LocatedEnvironment[]): Problem[] {
  return all.flatMap(({ path, environment }) => {
    const { backups, recovery } = environment;
    const faults = [
      ...(backups ? [...backupFaults(backups), ...blockedFaults(environment, backups)] : []),
      ...(recovery ? recoveryFaults(environment, recovery) : []),
      ...(recovery ? overlapFaults(environment, recovery, all) : []),
    ];
    return [
      ...faults.map(([definition, finding]) => problem(definition, path, finding)),
      ...checkPromise(environment, path),
    ];
  });
}

function backupFaults({ schedule, restoreTest, retentionDays, lock }: Backups): Fault[] {
  const faults = scheduleFaults('backups.schedule', schedule);
  if (restoreTest) faults.push(...scheduleFaults('backups.restoreTest.schedule', restoreTest.schedule));
  if (lock === 'none') return faults;
  const { minRetentionDays: min, maxRetentionDays: max } = lock;
  if (min > max || retentionDays < min || retentionDays > max) {
    faults.push([
      recoveryErrors.lock,
      {
        at: 'backups.lock',
        found: `retentionDays ${retentionDays} with a lock from ${min} to ${max} days`,
        fix: 'let minRetentionDays <= retentionDays <= maxRetentionDays: the vault refuses every other recovery point',
      },
    ]);
  }
  return faults;
}

/** Of runs that are blocked in the same way, every day for example, the first says it. */
function blockedFaults(environment: Environment, { schedule, startWithinMinutes }: Backups): Fault[] {
  const runs = blockedRuns(environment);
  const [first] = runs;
  const longest = Math.max(...runs.map((one) => one.freeAfterMinutes));
  const database = environment.regions[environment.primaryRegion]?.database;
  if (!first || !database) return [];
  const windows = `windows ${database.backup.window} and ${database.maintenanceWindow} of the database`;
  const found = `${startWithinMinutes ?? defaultStartMinutes} minutes from ${weekTime(first.start)} on (${schedule}) lie within the ${windows} or in the hour before them`;
  const fix =
    longest < minutesPerWeek
      ? `let startWithinMinutes be more than ${longest}, or choose another time`
      : 'shorten database.backup.window: with the hour before it, it never ends';
  return [[recoveryErrors['blocked-backup'], { at: 'backups.startWithinMinutes', found, fix }]];
}

function scheduleFaults(at: string, schedule: string): Fault[] {
  const { fault, gaps } = parseBackupSchedule(schedule);
  const tooOften = gaps && gaps.shortestMinutes < leastBackupMinutes;
  const found =
    fault ?? (tooOften ? `"${schedule}" runs ${gaps.shortestMinutes} minutes after the last run` : undefined);
  if (found === undefined) return [];
  const fix = 'give a cron(...) of six fields that runs every hour at most, for example cron(0 2 * * ? *)';
  return [[recoveryErrors.schedule, { at, found, fix }]];
}

function recoveryFaults(environment: Environment, recovery: Recovery): Fault[] {
  return [
    ...placeFaults(environment, recovery),
    ...tierFaults(environment),
    ...needFaults(environment, recovery),
    ...databaseFaults(recovery),
    ...runningFaults(environment, recovery),
  ];
}

function placeFaults({ primaryRegion, regions }: Environment, recovery: Recovery): Fault[] {
  const { standby, network } = recovery;
  const faults: Fault[] = [];
  if (standby === primaryRegion || regions[standby]) {
    const found = standby === primaryRegion ? 'the primary region' : 'a region with data of its own';
    const fix = `name another region, which has no entry in regions: its data follows from ${primaryRegion}`;
    faults.push([
      recoveryErrors['standby-region'],
      { at: 'recovery.standby', found: `${standby}, ${found}`, fix },
    ]);
  }
  const zones = regions[primaryRegion]?.network.zones ?? [];
  const there = standbyZones(zones, recovery);
  if (!network.zones && there.length < zones.length) {
    const found = `${zones.join(', ')} in the primary, of which ${standby} surely has ${there.join(', ') || 'none'}`;
    const fix = `name as many zones of ${standby} in recovery.network.zones`;
    faults.push([recoveryErrors.zones, { at: 'recovery.network.zones', found, fix }]);
  }
  return faults;
}

/** Only subnets that are given can lack a tier: the default has all that the primary has. */
function tierFaults(environment: Environment): Fault[] {
  const settings = standbyRegion(environment)?.settings;
  const tiers = { database: 'database', cache: 'cache', edge: 'public' } as const;
  if (!settings || !environment.recovery?.network.subnets) return [];
  return sortedEntries(tiers).flatMap(([service, tier]): Fault[] => {
    if (!settings[service as keyof typeof tiers] || settings.network.subnets[tier]) return [];
    const found = `no ${tier}, with ${service === 'edge' ? 'an' : 'a'} ${service} in the standby`;
    const fix = `add recovery.network.subnets.${tier}, or leave subnets out`;
    return [[environmentErrors['missing-tier'], { at: 'recovery.network.subnets', found, fix }]];
  });
}

function needFaults(environment: Environment, recovery: Recovery): Fault[] {
  const { primaryRegion, regions, protection, backups, workloads } = environment;
  const primary = regions[primaryRegion];
  const faults: Fault[] = [];
  for (const need of ['edge', 'database'] as const) {
    if (primary?.[need]) continue;
    const fix = `add regions.${primaryRegion}.${need}, or leave recovery out`;
    faults.push([recoveryErrors[need], { at: 'recovery', found: `no ${need} in ${primaryRegion}`, fix }]);
  }
  if (protection === 'disposable') {
    const fix = "protection: 'protected', or leave recovery out";
    faults.push([recoveryErrors.disposable, { at: 'protection', found: "'disposable', with recovery", fix }]);
  }
  if (!backups) {
    const fix = 'add backups: { schedule, retentionDays, lock }';
    faults.push([recoveryErrors['no-backups'], { at: 'backups', found: 'nothing, with recovery', fix }]);
  }
  const registry = recovery.registry ?? workloads?.registry;
  if (registry?.includes(`.dkr.ecr.${primaryRegion}.`)) {
    const fix = `let ECR replicate to ${recovery.standby} and say recovery.registry: '${registry.replace(primaryRegion, recovery.standby)}'`;
    faults.push([recoveryErrors.registry, { at: 'recovery.registry', found: `"${registry}"`, fix }]);
  }
  return faults;
}

function databaseFaults(recovery: Recovery): Fault[] {
  const { readiness, databaseRole = 'standby', databaseGeneration = 1, restore } = recovery;
  const choice = databaseChoice(recovery);
  const faults: Fault[] = [];
  const contradiction = choiceFix(recovery);
  if (contradiction) {
    const found = `'${choice}' with readiness '${readiness}'`;
    faults.push([recoveryErrors['database-choice'], { at: 'recovery.database', found, fix: contradiction }]);
  }
  if (choice !== 'replica' && (databaseRole !== 'standby' || databaseGeneration !== 1)) {
    const found = `role '${databaseRole}', generation ${databaseGeneration} with database '${choice}'`;
    const fix = "leave databaseRole and databaseGeneration out, or database: 'replica'";
    faults.push([recoveryErrors['database-role'], { at: 'recovery.databaseRole', found, fix }]);
  }
  if (restore && choice === 'replica') {
    const fix = "leave restore out, or database: 'replicatedBackups'";
    faults.push([
      recoveryErrors.restore,
      { at: 'recovery.restore', found: "restore with database 'replica'", fix },
    ]);
  }
  if (restore && restore.time !== 'latest' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(restore.time)) {
    const fix = "give UTC as 2026-11-21T03:00:00Z, or 'latest'";
    faults.push([recoveryErrors.restore, { at: 'recovery.restore.time', found: `"${restore.time}"`, fix }]);
  }
  return faults;
}

/** What to do about a database that gets to the standby in a way that what runs there cannot use; `undefined` when it can. */
function choiceFix(recovery: Recovery): string | undefined {
  const replica = databaseChoice(recovery) === 'replica';
  if (recovery.readiness === 'backupOnly') {
    return replica ? "database: 'replicatedBackups', or readiness: 'pilotLight' for a replica" : undefined;
  }
  if (replica || recovery.restore || recovery.readiness === 'pilotLight') return undefined;
  return "database: 'replica', or readiness: 'pilotLight': pods without a database never become ready";
}

/** Families that a global datastore takes (ElastiCache User Guide, "Global datastore prerequisites and limitations"). */
const globalDatastoreType = /^cache\.(?:m5|m6g|m7g|r5|r6g|r6gd|r7g|c7gn)\./;

function runningFaults({ primaryRegion, regions }: Environment, recovery: Recovery): Fault[] {
  const { readiness, serve, cache, databaseRole } = recovery;
  const faults: Fault[] = [];
  if (serve === 'standby' && (readiness === 'backupOnly' || readiness === 'pilotLight')) {
    const found = `'standby' with readiness '${readiness}'`;
    const fix = "readiness: 'warmStandby' or 'active' first, applied and healthy; then serve: 'standby'";
    faults.push([recoveryErrors.serve, { at: 'recovery.serve', found, fix }]);
  }
  const away = databaseRole === 'promoted' || databaseRole === 'returning';
  if (away && serve !== 'standby' && databaseChoice(recovery) === 'replica') {
    const found = `'${serve ?? 'primary'}' with databaseRole '${databaseRole}'`;
    const fix = "serve: 'standby' until the database is back: a primary that recovers writes to the old one";
    faults.push([recoveryErrors['serve-primary'], { at: 'recovery.serve', found, fix }]);
  }
  if (cache !== 'globalDatastore') return faults;
  const nodeType = regions[primaryRegion]?.cache?.nodeType;
  if (nodeType && globalDatastoreType.test(nodeType) && readiness !== 'backupOnly') return faults;
  const found = `'globalDatastore' with ${nodeType ?? 'no cache'} and readiness '${readiness}'`;
  const fix = "cache: 'ownGroup', or a node type of families m5, m6g, m7g, r5, r6g, r6gd, r7g or c7gn";
  return [...faults, [recoveryErrors['global-datastore'], { at: 'recovery.cache', found, fix }]];
}

/** Ranges of one's own peers, and of every other network that there is: networks that are to take over meet sooner or later. */
function overlapFaults(
  environment: Environment,
  { standby, network }: Recovery,
  all: readonly LocatedEnvironment[],
): Fault[] {
  const range = parseRange(network.range);
  if (!range) return [];
  const own = `${environment.name}/${standby}`;
  const others = all
    .flatMap(({ environment: one }) => rangesOf(one))
    .flatMap(({ name, text }) => {
      const other = parseRange(text);
      return other && name !== own ? [{ name, range: other }] : [];
    });
  const met = others.filter((other) => overlappingPairs([{ name: own, range }, other]).length > 0);
  return [...met]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((other): Fault => {
      const found = `${range.text}, and ${other.range.text} of ${other.name}`;
      const fix = 'choose a range that no other network has, for example the next /16';
      return [recoveryErrors['range-overlap'], { at: 'recovery.network.range', found, fix }];
    });
}

function rangesOf({ name, regions, recovery }: Environment): { name: string; text: string }[] {
  const own = Object.entries(regions).flatMap(([region, settings]) =>
    settings ? [{ name: `${name}/${region}`, text: settings.network.range }] : [],
  );
  return recovery ? [...own, { name: `${name}/${recovery.standby}`, text: recovery.network.range }] : own;
}
