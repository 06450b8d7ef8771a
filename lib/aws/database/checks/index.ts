import { defaults } from '../defaults';
import { instanceClassFaults } from '../instance-class';
import type { DatabaseProps } from '../props';
import type { Fault } from './fault';
import { databaseNameFaults, masterUsernameFaults } from './names';
import { alarmFaults, backupFaults, monitoringFaults } from './operations';
import { restoreFaults } from './restore';
import { storageFaults } from './storage';
import { placeFaults, replicaFaults, settingFaults } from './topology';
import { versionFaults } from './version';

/** What the checks need to know of the stack. */
export interface DatabaseContext {
  /** The region. */
  readonly region: string;
  /** The day that dates are held against. */
  readonly today: Date;
}

/** Every mistake in the props of a database that can be seen without making it, except the support of its major version. */
export function databaseFaults(props: DatabaseProps, { region, today }: DatabaseContext): Fault[] {
  return [
    ...databaseNameFaults(props.databaseName),
    ...masterUsernameFaults(props.masterUsername),
    ...versionFaults(props, props.version ?? defaults.version, today),
    ...instanceClassFaults(props.instanceClass, 'instanceClass'),
    ...placeFaults(props, region),
    ...storageFaults(props.storage),
    ...backupFaults(props.backup, props.maintenance),
    ...monitoringFaults(props.monitoring, props.logs),
    ...alarmFaults(props),
    ...replicaFaults(props, region),
    ...restoreFaults(props.restore, today),
    ...settingFaults(props),
  ];
}
