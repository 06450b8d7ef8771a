import type { Environment } from '../environment/schema';
import { databaseChoice } from './standby';

/** One instance of a database on its way from region to region. */
export interface DatabaseInstance {
  /** The region it stands in. */
  readonly region: string;
  /** Its generation: 1, and one more for each way back. */
  readonly generation: number;
  /** What it came from: the first one of all, one made to follow another, or one restored from backups. */
  readonly origin: 'original' | 'follower' | 'restored';
  /** Whether it follows another or stands on its own. */
  readonly role: 'standby' | 'promoted';
  /**
   * What it follows.
   * @default - nothing: it stands on its own
   */
  readonly follows?: { readonly region: string; readonly generation: number };
  /** Whether this is the one to write to. */
  readonly serves: boolean;
  /** Whether it may be deleted: the first of the two steps that let go of an old one. */
  readonly released: boolean;
}

/**
 * Whether an environment is written to in its standby region: where the database to write to is or, without a database, where customers are
 * sent.
 */
export function isWrittenInStandby(environment: Environment): boolean {
  const { recovery } = environment;
  const writer = databaseInstances(environment).find((one) => one.serves);
  return writer ? writer.region === recovery?.standby : recovery?.serve === 'standby';
}

/**
 * Every instance of an environment's database in both regions, sorted by generation and the primary region first. An instance that was promoted never
 * follows again (RDS User Guide, "Promoting a read replica to be a standalone DB instance"), so the way back makes new ones and lets
 * the old ones stand: generation 1 is the primary's own and the replica of it, and after each way back there are two more.
 *
 * | databaseRole | primary N | standby N | primary N+1 | to write to |
 * |---|---|---|---|---|
 * | `standby` | stands | follows primary N | | primary N |
 * | `promoted` | stands | stands | | standby N |
 * | `returning` | stands | stands | follows standby N | standby N |
 * | `returned` | stands | stands | stands | primary N+1 |
 *
 * Then `databaseGeneration` is raised by one and the role is `standby` again. Where the original is not among them any more, its master secret
 * still has to be: all of them have it (`ReleasedDatabase`).
 */
export function databaseInstances(environment: Environment): readonly DatabaseInstance[] {
  const { recovery, primaryRegion: primary } = environment;
  if (!environment.regions[primary]?.database) return [];
  const original = { region: primary, generation: 1, origin: 'original', role: 'promoted' } as const;
  if (!recovery) return [{ ...original, serves: true, released: false }];
  const {
    standby,
    databaseRole: role = 'standby',
    databaseGeneration: current = 1,
    serve,
    restore,
  } = recovery;
  if (databaseChoice(recovery) !== 'replica') {
    const away = restore !== undefined && serve === 'standby';
    const restored = { region: standby, generation: 1, origin: 'restored', role: 'promoted' } as const;
    return [
      { ...original, serves: !away, released: false },
      ...(restore ? [{ ...restored, serves: away, released: false }] : []),
    ];
  }
  const back = role === 'returning' || role === 'returned';
  const writer =
    role === 'standby'
      ? `${primary} ${current}`
      : role === 'returned'
        ? `${primary} ${current + 1}`
        : `${standby} ${current}`;
  const instances: DatabaseInstance[] = [];
  const add = (region: string, generation: number, follows?: DatabaseInstance['follows']): void => {
    const first = region === primary && generation === 1;
    const old = generation < current;
    if (old && recovery.oldDatabases === 'gone') return;
    instances.push({
      region,
      generation,
      origin: first ? 'original' : 'follower',
      role: follows ? 'standby' : 'promoted',
      ...(follows && { follows }),
      serves: writer === `${region} ${generation}`,
      released: old && recovery.oldDatabases === 'unprotected',
    });
  };
  for (let generation = 1; generation <= current; generation += 1) {
    add(primary, generation);
    const follows = generation === current && role === 'standby';
    add(standby, generation, follows ? { region: primary, generation } : undefined);
  }
  if (back) {
    add(primary, current + 1, role === 'returning' ? { region: standby, generation: current } : undefined);
  }
  return instances;
}
