import type { EncryptionKey } from '../../encryption/encryption-key';
import type { DatabaseSettings } from '../props';
import type { DatabaseOverrides } from '../settings/overrides';
import type { StandbySource } from './source';

/**
 * What a {@link StandbyDatabase} does: follow its source and be read only, or stand on its own. From `standby` to `promoted` is one
 * apply in place; there is no way back for an instance: its next generation follows anew.
 */
export type StandbyRole = 'standby' | 'promoted';

/** Changes to the resources of a standby. */
export type StandbyOverrides = Omit<DatabaseOverrides, 'replica' | 'secret'>;

/** The secret that opens a standby: that of its source, under the same name. */
export interface StandbySecret {
  /** ARN of the key that encrypts it in this region. */
  readonly keyArn: string;
  /**
   * Its name.
   * @default - `<project>-<environment>-database-<name>-master`, as the source has it
   */
  readonly name?: string;
}

/** What a {@link StandbyDatabase} is made from. */
export interface StandbyDatabaseProps extends Omit<DatabaseSettings, 'overrides'> {
  /** Name of the first database of the source. */
  readonly databaseName: string;
  /** Whether it follows its source or stands on its own. */
  readonly role: StandbyRole;
  /**
   * What it follows: an instance of another region. Not used, and not needed, once promoted.
   * @default - none
   */
  readonly source?: StandbySource;
  /** The master user's secret as this region has it: copied there by the source's `secretReplicas`. */
  readonly secret: StandbySecret;
  /**
   * Raise it for a new instance beside the old one, under a construct id of its own. The source's first region starts at 2: there, 1 is
   * the `Database`.
   * @default 1
   */
  readonly generation?: number;
  /**
   * The key, in this stack. One that several generations share outlives each of them, and with it the snapshots they leave.
   * @default - a key of its own
   */
  readonly key?: EncryptionKey;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: StandbyOverrides;
}
