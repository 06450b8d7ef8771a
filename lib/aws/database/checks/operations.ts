import { dailyMeetsWeekly, parseDailyWindow, parseWeeklyWindow } from '../../../core/schedule';
import { defaults } from '../defaults';
import { defaultMaxConnections, instanceClassFaults } from '../instance-class';
import type { DatabaseBackup, DatabaseProps, DatabaseSettings } from '../props';
import type { DatabaseMaintenance } from '../settings/maintenance';
import type { DatabaseLogs, DatabaseMonitoring } from '../settings/monitoring';
import { type Fault, fault, wholeBetween } from './fault';

/**
 * What is wrong with backups and windows: `database/retention`, `database/final-snapshot`, `database/window`,
 * `database/windows-overlap`.
 * @param backup - as the user gave it
 * @param maintenance - as the user gave it
 */
export function backupFaults(backup: DatabaseBackup = {}, maintenance: DatabaseMaintenance = {}): Fault[] {
  const faults = retentionFaults(backup.retentionDays, 'backup.retentionDays');
  if (backup.finalSnapshot !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(backup.finalSnapshot)) {
    const fix = 'use lower-case letters, digits and single hyphens';
    faults.push(fault('final-snapshot', 'backup.finalSnapshot', `"${backup.finalSnapshot}"`, fix));
  }
  const [backupWindow, maintenanceWindow] = [
    backup.window ?? defaults.backupWindow,
    maintenance.window ?? defaults.maintenanceWindow,
  ];
  const daily = parseDailyWindow(backupWindow);
  const weekly = parseWeeklyWindow(maintenanceWindow);
  if (!daily.window) {
    faults.push(
      fault('window', 'backup.window', daily.fault, `write it as ${defaults.backupWindow}, in UTC`),
    );
  }
  if (!weekly.window) {
    const fix = `write it as ${defaults.maintenanceWindow}, in UTC`;
    faults.push(fault('window', 'maintenance.window', weekly.fault, fix));
  }
  if (daily.window && weekly.window && dailyMeetsWeekly(daily.window, weekly.window)) {
    const found = `backups at ${backupWindow} and maintenance at ${maintenanceWindow}`;
    faults.push(
      fault('windows-overlap', 'maintenance.window', found, 'move one of the two: RDS refuses both together'),
    );
  }
  return faults;
}

/**
 * What is wrong with how long automated backups are kept (`database/retention`). 0 would turn them off, and with them recovery to a
 * point in time and replicas.
 * @param days - as the user gave it
 * @param at - the prop
 */
export function retentionFaults(days: number | undefined, at: string): Fault[] {
  if (days === undefined || wholeBetween(days, 1, 35)) return [];
  return [fault('retention', at, `${days} days`, 'give a whole number from 1 to 35')];
}

/**
 * What is wrong with the monitoring and the logs: `database/monitoring-interval`, `database/insights`, `database/log-settings`.
 * @param monitoring - as the user gave it
 * @param logs - as the user gave it; the retention is checked with the log group
 */
export function monitoringFaults(
  { intervalSeconds, insights }: DatabaseMonitoring = {},
  logs: DatabaseLogs = {},
): Fault[] {
  const faults: Fault[] = [];
  const intervals = [1, 5, 10, 15, 30, 60];
  if (typeof intervalSeconds === 'number' && !intervals.includes(intervalSeconds)) {
    const fix = `choose one of ${intervals.join(', ')}, or 'off'`;
    faults.push(
      fault('monitoring-interval', 'monitoring.intervalSeconds', `${intervalSeconds} seconds`, fix),
    );
  }
  if (insights && insights !== 'off' && insights.retentionDays !== undefined) {
    const { mode, retentionDays: days } = insights;
    const standard = days === 7 || days === 731 || (days % 31 === 0 && wholeBetween(days, 31, 713));
    if (mode === 'advanced' ? days !== 465 : !standard) {
      const fix =
        mode === 'advanced' ? 'say 465, or leave it out' : 'choose 7, 731 or a multiple of 31 up to 713';
      faults.push(
        fault('insights', 'monitoring.insights.retentionDays', `${days} days in ${mode} mode`, fix),
      );
    }
  }
  const slow = logs.slowStatementMilliseconds;
  if (typeof slow === 'number' && !wholeBetween(slow, 0, 2_147_483_647)) {
    const fix = "give a whole number of milliseconds from 0, or 'off'";
    faults.push(fault('log-settings', 'logs.slowStatementMilliseconds', `${slow}`, fix));
  }
  return faults;
}

/**
 * What is wrong with the thresholds of the alarms (`database/alarm-threshold`).
 * @param props - the database
 */
export function alarmFaults({ alarms = {}, instanceClass, parameters }: DatabaseSettings): Fault[] {
  const faults: Fault[] = [];
  const at = (name: string) => `alarms.${name}`;
  for (const name of ['cpuPercent', 'freeStoragePercent', 'connectionsPercent'] as const) {
    const value = alarms[name];
    if (value === undefined || (value > 0 && value < 100)) continue;
    faults.push(fault('alarm-threshold', at(name), `${value} percent`, 'give a number between 0 and 100'));
  }
  for (const name of ['maxConnections', 'replicaLagSeconds'] as const) {
    const value = alarms[name];
    if (value === undefined || wholeBetween(value, 1, 2_147_483_647)) continue;
    faults.push(fault('alarm-threshold', at(name), `${value}`, 'give a whole number from 1'));
  }
  const unknown = maxConnections(instanceClass, parameters) === undefined;
  if (alarms.maxConnections === undefined && unknown && instanceClassFaults(instanceClass, '').length === 0) {
    const found = `none, for ${instanceClass}, whose memory is not in the table`;
    faults.push(
      fault('alarm-threshold', at('maxConnections'), found, 'say how many connections there can be'),
    );
  }
  return faults;
}

/**
 * The most connections of an instance: the parameter where it is a number, else what RDS computes from the class's memory.
 * @param instanceClass - for example `db.t3.medium`
 * @param parameters - the user's
 */
export function maxConnections(
  instanceClass: string,
  parameters: DatabaseProps['parameters'],
): number | undefined {
  const set = parameters?.['max_connections'];
  return set !== undefined && /^[1-9]\d*$/.test(set) ? Number(set) : defaultMaxConnections(instanceClass);
}
