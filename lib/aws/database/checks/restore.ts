import type { DatabaseRestore, PointInTimeRestore, SnapshotRestore } from '../settings/restore';
import { type Fault, fault } from './fault';

/**
 * What is wrong with what a database is restored from (`database/restore`).
 * @param restore - as the user gave it
 * @param today - the day of the run; nothing can be restored from after it
 */
export function restoreFaults(restore: DatabaseRestore | undefined, today: Date): Fault[] {
  if (!restore) return [];
  const faults: Fault[] = [];
  const { snapshot, pointInTime, keyArn } = restore as Partial<SnapshotRestore & PointInTimeRestore>;
  if ((snapshot === undefined) === (pointInTime === undefined)) {
    const found = snapshot === undefined ? 'neither snapshot nor pointInTime' : 'snapshot and pointInTime';
    faults.push(fault('restore', 'restore', found, 'give exactly one of the two'));
  }
  if (snapshot !== undefined && !snapshotForm.test(snapshot)) {
    const fix = 'give the name of the snapshot, or its ARN (arn:aws:rds:<region>:<account>:snapshot:<name>)';
    faults.push(fault('restore', 'restore.snapshot', `"${snapshot}"`, fix));
  }
  if (!/^\$\{.*\}$|^arn:[^:]+:kms:[^:]+:\d{12}:key\/[0-9a-z-]+$/.test(keyArn ?? '')) {
    const fix = 'give the ARN of the key that the source is encrypted with, not of an alias';
    faults.push(fault('restore', 'restore.keyArn', `"${keyArn ?? ''}"`, fix));
  }
  return pointInTime ? [...faults, ...pointInTimeFaults(pointInTime, today)] : faults;
}

/** A name, one that RDS gave (`rds:...`), or an ARN. */
const snapshotForm = /^(?:\$\{.*\}|arn:[^:]+:rds:[^:]+:\d{12}:snapshot:\S+|(?:rds:)?[A-Za-z][A-Za-z0-9-]*)$/;

function pointInTimeFaults({ source, time }: PointInTimeRestore['pointInTime'], today: Date): Fault[] {
  const faults: Fault[] = [];
  const ways = Object.values(source).filter((value) => value !== undefined);
  if (ways.length !== 1) {
    const fix = 'give exactly one of identifier, resourceId and automatedBackupsArn';
    faults.push(fault('restore', 'restore.pointInTime.source', `${ways.length} ways to name it`, fix));
  }
  if (time === 'latest') return faults;
  const at = 'restore.pointInTime.time';
  const instant = new Date(time);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) || Number.isNaN(instant.getTime())) {
    faults.push(
      fault('restore', at, `"${time}"`, "write it in UTC as 2026-11-20T08:15:00Z, or say 'latest'"),
    );
  } else if (instant.getTime() > today.getTime() + 24 * 60 * 60 * 1000) {
    faults.push(fault('restore', at, `"${time}", which is yet to come`, 'give a time that is over'));
  }
  return faults;
}
