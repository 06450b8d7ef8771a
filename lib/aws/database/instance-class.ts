import { type Fault, fault } from './checks/fault';

/** vCPUs by size (RDS User Guide, "Hardware specifications for DB instance classes"). */
const vcpus: Readonly<Record<string, number>> = {
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
  '4xlarge': 16,
  '8xlarge': 32,
  '12xlarge': 48,
  '16xlarge': 64,
  '24xlarge': 96,
  '32xlarge': 128,
  '48xlarge': 192,
};

/** GiB of memory by size of the burstable families (same page). */
const burstable: Readonly<Record<string, number>> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  '2xlarge': 32,
};

/** GiB of memory per vCPU by family (same page). */
const memoryPerVcpu: Readonly<Record<string, number>> = {
  ...families(['m5', 'm5d', 'm6g', 'm6gd', 'm6i', 'm6id', 'm6idn', 'm7g', 'm7i', 'm8g'], 4),
  ...families(['r5', 'r5b', 'r5d', 'r6g', 'r6gd', 'r6i', 'r6id', 'r6idn', 'r7g', 'r7i', 'r8g'], 8),
  ...families(['x2g', 'x2idn'], 16),
};

/** Families that RDS offers for PostgreSQL 12 and lower only, or no more (RDS User Guide, "DB instance class types"). */
const withdrawn = ['m1', 'm2', 'm3', 'm4', 'r3', 'r4', 't1', 't2', 'cr1'];

const form = /^db\.([a-z][a-z0-9]*)\.(micro|small|medium|large|\d*xlarge)$/;

function families(names: readonly string[], perVcpu: number): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, perVcpu]));
}

/**
 * Memory of an instance class in GiB; `undefined` for a class that does not exist and for a family that is not in the table yet.
 * @param instanceClass - for example `db.t3.medium`
 */
export function memoryGiB(instanceClass: string): number | undefined {
  const [, family = '', size = ''] = form.exec(instanceClass) ?? [];
  if (family === 't3' || family === 't4g') return burstable[size];
  const [perVcpu, count] = [memoryPerVcpu[family], vcpus[size]];
  return perVcpu && count ? perVcpu * count : undefined;
}

/**
 * How many connections PostgreSQL takes when nobody says: `LEAST({DBInstanceClassMemory/9531392}, 5000)` (RDS User Guide, "Quotas
 * and constraints", maximum number of database connections). DBInstanceClassMemory is the class's memory less what the system
 * and RDS take, which AWS does not publish: a tenth and 128 MiB are taken off here, rather too much than too little.
 * @param instanceClass - for example `db.t3.medium`
 * @returns `undefined` where {@link memoryGiB} is
 */
export function defaultMaxConnections(instanceClass: string): number | undefined {
  const memory = memoryGiB(instanceClass);
  if (memory === undefined) return undefined;
  return Math.min(Math.floor((memory * 1024 * 0.9 - 128) / (9531392 / 2 ** 20)), 5000);
}

/**
 * What is wrong with an instance class (`database/instance-class`). A family that the table does not know passes: AWS adds some
 * every year.
 * @param instanceClass - for example `db.t3.medium`
 * @param at - the prop
 */
export function instanceClassFaults(instanceClass: string, at: string): Fault[] {
  const [, family = '', size = ''] = form.exec(instanceClass) ?? [];
  const known = family === 't3' || family === 't4g' || family in memoryPerVcpu;
  const found = `"${instanceClass}"`;
  if (!family) {
    return [fault('instance-class', at, found, 'write it as db.<family>.<size>, for example db.t3.medium')];
  }
  if (withdrawn.includes(family)) {
    const fix = 'choose a current family: t4g, t3, m7g, m6i, r7g or r6i for example';
    return [fault('instance-class', at, `${found}, which PostgreSQL 14 and higher cannot use`, fix)];
  }
  if (known && memoryGiB(instanceClass) === undefined) {
    return [
      fault('instance-class', at, `${found}, a size ${size} that ${family} has not`, 'choose another size'),
    ];
  }
  return [];
}
