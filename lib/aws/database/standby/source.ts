import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { defaults } from '../defaults';
import type { DatabaseSettings } from '../props';

/** What a standby, or replicated backups, have to know of their source. `Database` and `StandbyDatabase` say it of themselves. */
export interface StandbySource {
  /** ARN of the instance. A text, not a reference, so that no state of its region is read. */
  readonly arn: string;
  /** Its region. */
  readonly region: string;
  /** Its version of PostgreSQL: major, or major and minor where that is pinned. */
  readonly version: string;
  /** Its instance class. */
  readonly instanceClass: string;
  /** How many days its automated backups are kept; 0 is off. */
  readonly backupRetentionDays: number;
  /** What encrypts its storage: a key of ours, the default key `aws/rds`, or nothing. */
  readonly encryption: 'ownKey' | 'defaultKey' | 'none';
  /** Who keeps the master password: we in a secret of ours, or RDS (`manage_master_user_password`). */
  readonly masterPassword: 'ownSecret' | 'managedByRds';
  /**
   * Parameters of PostgreSQL that differ from RDS's own.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * What an instance says of itself as a source, its overrides included.
 * @param arn - ARN of the instance
 * @param region - its region
 * @param props - what it is made from
 * @param config - what Terraform gets
 */
export function sourceOf(
  arn: string,
  region: string,
  { version, parameters }: Pick<DatabaseSettings, 'version' | 'parameters'>,
  config: DbInstanceConfig,
): StandbySource {
  return {
    arn,
    region,
    version: config.engineVersion ?? version ?? defaults.version,
    instanceClass: config.instanceClass,
    backupRetentionDays: config.backupRetentionPeriod ?? 0,
    encryption: encryptionOf(config),
    masterPassword: config.manageMasterUserPassword === true ? 'managedByRds' : 'ownSecret',
    ...(parameters && { parameters }),
  };
}

/** Whether a key's ARN is that of a default key of AWS, or missing, which means the same. */
export function isDefaultKey(keyArn: string | undefined): boolean {
  return keyArn === undefined || keyArn.includes(':alias/aws/');
}

/**
 * The name of a generation of a database: `main`, and from the second on `main-2`. Identifiers, aliases and log groups follow it, so that
 * generations stand beside each other in one stack; use it for the construct's id too.
 * @param name - the database's
 * @param generation - from 1
 */
export function generationName(name: string, generation: number): string {
  return generation === 1 ? name : `${name}-${generation}`;
}

function encryptionOf({ storageEncrypted, kmsKeyId }: DbInstanceConfig): StandbySource['encryption'] {
  if (storageEncrypted !== true) return 'none';
  return isDefaultKey(kmsKeyId) ? 'defaultKey' : 'ownKey';
}
