import type { DatabaseContext } from '../checks';
import { caution, type Fault, fault, wholeBetween } from '../checks/fault';
import { databaseNameFaults } from '../checks/names';
import { alarmFaults, backupFaults, monitoringFaults, retentionFaults } from '../checks/operations';
import { storageFaults } from '../checks/storage';
import { placeFaults, replicaVersionFaults, settingFaults } from '../checks/topology';
import { versionFaults } from '../checks/version';
import { defaults } from '../defaults';
import { instanceClassFaults, memoryGiB } from '../instance-class';
import type { StandbyDatabaseProps } from './props';
import type { StandbySource } from './source';

/**
 * Parameters that must not be lower on a replica than on its source: with a lower one PostgreSQL stops replaying, or does not start
 * (PostgreSQL manual, "Hot Standby", "Administrator's Overview").
 */
const followingParameters = [
  'max_connections',
  'max_locks_per_transaction',
  'max_prepared_transactions',
  'max_wal_senders',
  'max_worker_processes',
] as const;

/** Every mistake in the props of a standby that can be seen without making it, except the support of its major version. */
export function standbyFaults(props: StandbyDatabaseProps, { region, today }: DatabaseContext): Fault[] {
  return [
    ...databaseNameFaults(props.databaseName),
    ...versionFaults(props, props.version ?? defaults.version, today),
    ...instanceClassFaults(props.instanceClass, 'instanceClass'),
    ...placeFaults(props, region),
    ...storageFaults(props.storage),
    ...backupFaults(props.backup, props.maintenance),
    ...monitoringFaults(props.monitoring, props.logs),
    ...alarmFaults(props),
    ...settingFaults(props),
    ...generationFaults(props.generation),
    ...(props.role === 'standby' ? followingFaults(props, region) : []),
  ];
}

function generationFaults(generation: number | undefined): Fault[] {
  if (generation === undefined || wholeBetween(generation, 1, 999)) return [];
  const fix = 'start with 1, or with 2 beside a Database of the name, and raise it by 1';
  return [fault('standby-generation', 'generation', `${generation}`, fix)];
}

function followingFaults(props: StandbyDatabaseProps, region: string): Fault[] {
  const { source } = props;
  const faults = upgradeFaults(props);
  if (!source) {
    const fix = "say what it follows, or role: 'promoted' if it has been promoted";
    return [...faults, fault('standby-source', 'source', "none, with role: 'standby'", fix)];
  }
  return [
    ...faults,
    ...sourceFaults(source, region),
    ...passwordFaults(source),
    ...replicaVersionFaults(props.version ?? defaults.version, source.version, 'version'),
    ...sizeFaults(props, source),
    ...parameterFaults(props, source),
  ];
}

/** RDS upgrades replicas of the source's own region with it; one of another region it does not (RDS User Guide, "Upgrades of the RDS for PostgreSQL DB engine"). */
function upgradeFaults({ maintenance }: StandbyDatabaseProps): Fault[] {
  if (maintenance?.majorUpgrade !== 'allowed') return [];
  const fix = 'leave it out: after the upgrade of the source, raise generation for a new standby';
  return [fault('standby-upgrade', 'maintenance.majorUpgrade', "'allowed', with role: 'standby'", fix)];
}

/**
 * What keeps an instance from being copied to a region: `database/standby-source`, `database/standby-region`,
 * `database/standby-key`, `database/standby-backups`.
 * @param source - the instance
 * @param region - where the copy is to be
 */
export function sourceFaults(source: StandbySource, region: string): Fault[] {
  const faults: Fault[] = [];
  const [, arnRegion] = /^arn:[^:]+:rds:([^:]+):\d{12}:db:[a-z][a-z0-9-]*$/.exec(source.arn) ?? [];
  if (!source.arn.includes('${') && arnRegion !== source.region) {
    const fix = `give the ARN of an instance in ${source.region}: arn:aws:rds:${source.region}:<account>:db:<identifier>`;
    faults.push(fault('standby-source', 'source.arn', `"${source.arn}"`, fix));
  }
  if (source.region === region) {
    const fix = 'make the standby in another region, or a read replica with Database.replicas';
    faults.push(fault('standby-region', 'source.region', `${region}, where the copy is to be too`, fix));
  }
  if (source.encryption !== 'ownKey') {
    const found =
      source.encryption === 'none' ? 'a source without encryption' : 'a source with the default key aws/rds';
    const fix = 'restore the source from a snapshot that was copied with a key of yours, and follow that';
    faults.push(fault('standby-key', 'source.encryption', found, fix));
  }
  if (source.backupRetentionDays < 1) {
    const fix = 'keep automated backups of the source for a day at least: RDS copies nothing without them';
    faults.push(fault('standby-backups', 'source.backupRetentionDays', `${source.backupRetentionDays}`, fix));
  }
  return faults;
}

function passwordFaults({ masterPassword }: StandbySource): Fault[] {
  if (masterPassword !== 'managedByRds') return [];
  const fix = 'keep the password in a secret of your own: RDS refuses replicas of PostgreSQL with its own';
  return [fault('standby-password', 'source.masterPassword', "'managedByRds'", fix)];
}

function sizeFaults({ instanceClass }: StandbyDatabaseProps, source: StandbySource): Fault[] {
  const [own, other] = [memoryGiB(instanceClass), memoryGiB(source.instanceClass)];
  if (own === undefined || other === undefined || own >= other) return [];
  const found = `${instanceClass} with ${own} GiB, for a source of ${source.instanceClass} with ${other} GiB`;
  const fix = `take ${source.instanceClass} or larger: a smaller one may lag, allows fewer connections and has to carry the whole load once promoted`;
  return [caution('standby-class', 'instanceClass', found, fix)];
}

function parameterFaults({ parameters = {} }: StandbyDatabaseProps, source: StandbySource): Fault[] {
  return followingParameters.flatMap((name) => {
    const [own, other] = [parameters[name], source.parameters?.[name]];
    if (other === undefined || !/^\d+$/.test(other)) return [];
    if (own !== undefined && (!/^\d+$/.test(own) || Number(own) >= Number(other))) return [];
    const found =
      own === undefined ? `none, while the source has ${other}` : `${own}, while the source has ${other}`;
    return [fault('standby-parameter', `parameters.${name}`, found, `say ${other} or more here first`)];
  });
}

/**
 * What is wrong with how long copied backups are kept (`database/retention`).
 * @param days - as the user gave it
 */
export function replicatedRetentionFaults(days: number | undefined): Fault[] {
  return retentionFaults(days, 'retentionDays');
}
