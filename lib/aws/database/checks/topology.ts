import { isZoneOf } from '../../../core/regions';
import { defaults } from '../defaults';
import { instanceClassFaults } from '../instance-class';
import type { DatabaseNetwork, DatabaseProps, DatabaseSettings } from '../props';
import { caution, type Fault, fault, wholeBetween } from './fault';
import { retentionFaults } from './operations';
import { engineVersion, minorFaults } from './version';

/** Most replicas of one source (RDS User Guide, "Working with read replicas for Amazon RDS for PostgreSQL"). */
const mostReplicas = 15;

/**
 * What is wrong with the place of a database: `database/zone`, `database/port`.
 * @param props - the database
 * @param region - the stack's region
 */
export function placeFaults({ network, availability }: DatabaseSettings, region: string): Fault[] {
  const faults = zoneFaults(network.zone, network, region, 'network.zone');
  const { zone, zones, port } = network;
  if (zone !== undefined && availability !== 'singleAz') {
    const fix = "leave the zone out: AWS places both halves, or say availability: 'singleAz'";
    faults.push(fault('zone', 'network.zone', `"${zone}", for a database in two zones`, fix));
  }
  if (zones && new Set(zones).size < 2) {
    // True of a single instance too: a subnet group covers two zones (RDS User Guide, "Working with a DB instance in a VPC").
    faults.push(
      fault(
        'zone',
        'network.zones',
        `${zones.join(', ') || 'none'}`,
        'give the subnet group two zones or more',
      ),
    );
  }
  if (port !== undefined && !wholeBetween(port, 1150, 65_535)) {
    faults.push(fault('port', 'network.port', `${port}`, 'choose one from 1150 to 65535, 5432 for example'));
  }
  return faults;
}

function zoneFaults(
  zone: string | undefined,
  { zones }: DatabaseNetwork,
  region: string,
  at: string,
): Fault[] {
  if (zone === undefined) return [];
  if (!isZoneOf(zone, region)) {
    return [fault('zone', at, `"${zone}", in region ${region}`, `choose a zone of ${region}`)];
  }
  if (zones && !zones.includes(zone)) {
    return [
      fault('zone', at, `"${zone}", where no subnet is`, `choose one of ${[...zones].sort().join(', ')}`),
    ];
  }
  return [];
}

/**
 * What is wrong with the read replicas: `database/replica`, `database/zone`, `database/retention`, `database/instance-class`,
 * `database/minor-version`, `database/blue-green-replicas`.
 * @param props - the database
 * @param region - the stack's region
 */
export function replicaFaults(props: DatabaseProps, region: string): Fault[] {
  const replicas = Object.entries(props.replicas ?? {});
  const faults: Fault[] = [];
  if (replicas.length > 0 && props.updates === 'blueGreen') {
    const fix = "say updates: 'inPlace', or remove the replicas";
    faults.push(
      fault('blue-green-replicas', 'updates', `'blueGreen', with ${replicas.length} replicas`, fix),
    );
  }
  if (replicas.length > mostReplicas) {
    faults.push(fault('replica', 'replicas', `${replicas.length} of them`, `keep ${mostReplicas} at most`));
  }
  for (const [name, replica] of replicas) {
    const at = `replicas.${name}`;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      faults.push(fault('replica', at, `"${name}"`, 'use lower-case letters, digits and single hyphens'));
    }
    if (replica.instanceClass)
      faults.push(...instanceClassFaults(replica.instanceClass, `${at}.instanceClass`));
    faults.push(
      ...zoneFaults(replica.zone, props.network, region, `${at}.zone`),
      ...retentionFaults(replica.backupRetentionDays, `${at}.backupRetentionDays`),
      ...replicaVersionFaults(replica.version, props.version ?? defaults.version, `${at}.version`),
    );
  }
  return faults;
}

/**
 * What is wrong with a replica's own version (`database/replica`, `database/minor-version`).
 * @param version - as the user gave it
 * @param source - the version of what it replicates
 * @param at - the prop
 */
export function replicaVersionFaults(version: string | undefined, source: string, at: string): Fault[] {
  if (version === undefined) return [];
  const [own, other] = [engineVersion(version), engineVersion(source)];
  if (own.major !== other.major || (own.minor ?? Infinity) < (other.minor ?? 0)) {
    const fix = `give the same major version, and a minor one that is not lower than that of the source`;
    return [fault('replica', at, `"${version}", for a source of ${source}`, fix)];
  }
  return minorFaults(version, at);
}

/**
 * What is wrong with the parameters and the password's version: `database/parameter`, `database/password-version`,
 * `database/blue-green-rotation` (a warning).
 * @param props - the database
 */
export function settingFaults({
  parameters = {},
  passwordVersion,
  updates,
}: Pick<DatabaseProps, 'parameters' | 'passwordVersion' | 'updates'>): Fault[] {
  const faults: Fault[] = [];
  const ownProps: Readonly<Record<string, string>> = {
    'rds.force_ssl': 'network.transport',
    port: 'network.port',
  };
  for (const name of Object.keys(parameters)) {
    const at = `parameters.${name}`;
    const prop = Object.hasOwn(ownProps, name) ? ownProps[name] : undefined;
    if (prop) faults.push(fault('parameter', at, `"${parameters[name]}"`, `leave it out and say ${prop}`));
    if (!/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/.test(name)) {
      faults.push(fault('parameter', at, `the name "${name}"`, 'write it as PostgreSQL does, in lower case'));
    }
  }
  if (passwordVersion !== undefined && !wholeBetween(passwordVersion, 1, Number.MAX_SAFE_INTEGER)) {
    const fix = 'start with 1 and raise it by 1 for every rotation';
    faults.push(fault('password-version', 'passwordVersion', `${passwordVersion}`, fix));
  } else if (updates === 'blueGreen' && (passwordVersion ?? 1) > 1) {
    const found = `${passwordVersion}, with updates: 'blueGreen'`;
    const fix =
      "rotate with updates: 'inPlace': a blue/green update stores the new password and does not set it";
    faults.push(caution('blue-green-rotation', 'passwordVersion', found, fix));
  }
  return faults;
}
