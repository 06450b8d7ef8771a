import {
  latestPostgresMinor,
  oldestPostgresMinor,
  type PostgresVersion,
  postgresVersions,
} from '../../../core/versions/postgres';
import { supportOn } from '../../../core/versions/support';
import type { DatabaseProps } from '../props';
import { type Fault, fault } from './fault';

/** A version in its parts. */
export interface EngineVersion {
  /** The major version; the whole text when it is not of the form of a version. */
  readonly major: string;
  /**
   * The minor version.
   * @default - none is named: RDS chooses
   */
  readonly minor?: number;
}

/**
 * A version in its parts.
 * @param version - `17` or `17.10`
 */
export function engineVersion(version: string): EngineVersion {
  const [, major, minor] = /^(\d+)(?:\.(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return { major: version };
  return minor === undefined ? { major } : { major, minor: Number(minor) };
}

/**
 * What is wrong with a version and how it is kept up to date, beside what `checkSupport` says of the major version:
 * `database/minor-version`, `database/pinned-minor`, `database/extended-support`, `database/major-upgrade`,
 * `database/blue-green-major`.
 * @param props - the database
 * @param version - the version asked for, or the default
 * @param today - the day that support dates are held against
 */
export function versionFaults(
  props: Pick<DatabaseProps, 'maintenance' | 'updates' | 'parameters'>,
  version: string,
  today: Date,
): Fault[] {
  const { maintenance = {}, updates } = props;
  const { major, minor } = engineVersion(version);
  const faults = minorFaults(version, 'version');
  if (minor !== undefined && maintenance.autoMinorUpgrade) {
    const fix = `say "${major}" to let RDS upgrade, or leave autoMinorUpgrade out`;
    faults.push(
      fault('pinned-minor', 'maintenance.autoMinorUpgrade', `true, with version "${version}"`, fix),
    );
  }
  const support = supportOn(postgresVersions, major, today);
  if (support.state === 'extended' && maintenance.extendedSupport !== 'paid') {
    const found = `${version}, whose standard support is over`;
    const fix = "choose a version in standard support, or say maintenance: { extendedSupport: 'paid' }";
    faults.push(fault('extended-support', 'version', found, fix));
  }
  if (maintenance.majorUpgrade !== 'allowed') return faults;
  if (updates === 'blueGreen' && props.parameters?.['rds.logical_replication'] !== '1') {
    const found = "'allowed', by blue/green, without parameters['rds.logical_replication'] = '1'";
    const fix =
      'set the parameter and deploy it before the upgrade: between major versions, changes go over logically';
    faults.push(fault('blue-green-major', 'maintenance.majorUpgrade', found, fix));
  }
  if (updates !== 'blueGreen' && maintenance.apply !== 'immediately') {
    const found = "'allowed', to be applied in the maintenance window";
    const fix =
      "add maintenance.apply: 'immediately' or updates: 'blueGreen': until then the old parameter group is in use and cannot go";
    faults.push(fault('major-upgrade', 'maintenance.majorUpgrade', found, fix));
  }
  return faults;
}

/**
 * What is wrong with a minor version (`database/minor-version`).
 * @param version - major, or major and minor
 * @param at - the prop
 */
export function minorFaults(version: string, at: string): Fault[] {
  const { major, minor } = engineVersion(version);
  if (minor === undefined || !Object.hasOwn(latestPostgresMinor, major)) return [];
  const latest = latestPostgresMinor[major as PostgresVersion];
  const oldest = oldestPostgresMinor[major as PostgresVersion] ?? 0;
  const fix = `choose ${major} and let RDS pick, or ${major}.${latest}`;
  if (minor > latest) {
    const found = `"${version}", higher than ${major}.${latest}, the latest in the table of ${postgresVersions.asOf}`;
    return [fault('minor-version', at, found, fix)];
  }
  if (minor < oldest) {
    return [
      fault(
        'minor-version',
        at,
        `"${version}", which RDS has withdrawn: ${major}.${oldest} is the first`,
        fix,
      ),
    ];
  }
  return [];
}
