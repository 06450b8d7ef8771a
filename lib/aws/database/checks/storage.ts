import type { DatabaseStorage } from '../props';
import { type Fault, fault, wholeBetween } from './fault';

/** The size in GiB from which RDS stripes a gp3 volume over four, for PostgreSQL (RDS User Guide, "gp3 storage"). */
const stripedFrom = 400;

/** What of gp3 can be set from that size on (same page). */
const striped = { iops: [12_000, 64_000], throughput: [500, 4_000] } as const;

/** Most GiB of a volume (same page). */
const largest = 65_536;

/**
 * The size that autoscaling may reach in GiB, `undefined` where the storage is fixed.
 * @param storage - as the user gave it
 */
export function maxStorageGiB({ sizeGiB, maxGiB }: DatabaseStorage): number | undefined {
  if (maxGiB === 'fixed') return undefined;
  const max = maxGiB ?? Math.min(2 * sizeGiB, largest);
  return max > sizeGiB ? max : undefined;
}

/**
 * What is wrong with the storage: `database/storage-size`, `database/storage-max`, `database/storage-performance`.
 * @param storage - as the user gave it
 */
export function storageFaults(storage: DatabaseStorage): Fault[] {
  const { sizeGiB, maxGiB } = storage;
  if (!wholeBetween(sizeGiB, 20, largest)) {
    return [
      fault('storage-size', 'storage.sizeGiB', `${sizeGiB} GiB`, `give a whole number from 20 to ${largest}`),
    ];
  }
  const faults = performanceFaults(storage);
  const least = Math.ceil((sizeGiB * 11) / 10);
  if (typeof maxGiB === 'number' && !wholeBetween(maxGiB, least, largest)) {
    const range = least <= largest ? `give a whole number from ${least} to ${largest}, or ` : '';
    const fix = `${range}leave it out`;
    faults.push(fault('storage-max', 'storage.maxGiB', `${maxGiB} GiB, for a size of ${sizeGiB} GiB`, fix));
  }
  return faults;
}

function performanceFaults({ sizeGiB, iops, throughput }: DatabaseStorage): Fault[] {
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries({ iops, throughput })) {
    if (value === undefined) continue;
    const at = `storage.${name}`;
    const [min, max] = striped[name as keyof typeof striped];
    if (sizeGiB < stripedFrom) {
      const found = `${value}, for ${sizeGiB} GiB`;
      faults.push(
        fault('storage-performance', at, found, `leave it out, or take ${stripedFrom} GiB or more`),
      );
    } else if (!wholeBetween(value, min, max)) {
      faults.push(fault('storage-performance', at, `${value}`, `give a whole number from ${min} to ${max}`));
    }
  }
  if (faults.length > 0 || throughput === undefined) return faults;
  if (iops === undefined || throughput > iops / 4) {
    const found = `${throughput} MiB/s with ${iops === undefined ? 'no iops given' : `${iops} operations a second`}`;
    const fix = `give iops too, ${Math.max(throughput * 4, striped.iops[0])} at least: the throughput is a quarter of it at most`;
    faults.push(fault('storage-performance', 'storage.throughput', found, fix));
  }
  return faults;
}
