import { type Problem, problem, warning } from '../../core/errors';
import { backupErrors } from './errors';

/** How long backups of a vault have to be kept at least, and may be kept at most. */
export interface RetentionBounds {
  /** Fewest days: a job that would keep its backup for fewer fails. At least 1. */
  readonly minRetentionDays: number;
  /** Most days: a job that would keep its backup for more fails. At most 36500. */
  readonly maxRetentionDays: number;
}

/** A lock that whoever has the right to can lift. */
export interface GovernanceLock extends RetentionBounds {
  /** Who may lift it: principals with `backup:DeleteBackupVaultLockConfiguration`. */
  readonly mode: 'governance';
}

/** A lock that nobody can lift after some days: not the account's root, not AWS. */
export interface ComplianceLock extends RetentionBounds {
  /** Who may lift it: nobody. */
  readonly mode: 'compliance';
  /** Days until it cannot be changed or lifted any more, 3 to 36500. */
  readonly changeableForDays: number;
}

/** What protects the backups of a vault (AWS Backup Developer Guide, "AWS Backup Vault Lock"). */
export type VaultLock = GovernanceLock | ComplianceLock;

/** The lock of a vault as another stack knows it. */
export type KnownLock = VaultLock | 'none' | 'unknown';

/** Days that AWS Backup takes for a retention and for a lock (API Reference, "Lifecycle", PutBackupVaultLockConfiguration). */
const days = { min: 1, max: 36500 };

/** The lock of a vault that asks for none: a week at least, a year at most. */
export const defaultLock: GovernanceLock = { mode: 'governance', minRetentionDays: 7, maxRetentionDays: 365 };

/** Whether a number is a whole one within limits. */
export function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

/**
 * What is wrong with a lock. Reports `backup/lock`, and warns of `backup/lock-for-ever`.
 * @param path - the vault's path
 * @param lock - as its user gave it
 */
export function lockProblems(path: string, lock: VaultLock | 'none'): Problem[] {
  if (lock === 'none') return [];
  const refuse = (at: string, found: string, fix: string) =>
    problem(backupErrors.lock, path, { at: `lock.${at}`, found, fix });
  const bounds = (['minRetentionDays', 'maxRetentionDays'] as const).flatMap((at) =>
    isWhole(lock[at], days.min, days.max)
      ? []
      : [refuse(at, `${lock[at]} days`, 'give a whole number of days from 1 to 36500')],
  );
  const crossed = lock.minRetentionDays > lock.maxRetentionDays;
  return [
    ...bounds,
    ...(crossed
      ? [
          refuse(
            'minRetentionDays',
            `at least ${lock.minRetentionDays} and at most ${lock.maxRetentionDays} days`,
            'give a least retention that is not above the greatest',
          ),
        ]
      : []),
    ...(lock.mode === 'compliance' ? complianceProblems(path, lock) : []),
  ];
}

function complianceProblems(path: string, { changeableForDays }: ComplianceLock): Problem[] {
  if (!isWhole(changeableForDays, 3, days.max)) {
    return [
      problem(backupErrors.lock, path, {
        at: 'lock.changeableForDays',
        found: `${changeableForDays} days`,
        fix: 'give a whole number of days from 3 to 36500',
      }),
    ];
  }
  return [
    warning(backupErrors['lock-for-ever'], path, {
      at: 'lock.mode',
      found: `'compliance', unchangeable ${changeableForDays} days after it is applied`,
      fix: "keep it only where a law or a contract asks for it, else choose 'governance'",
    }),
  ];
}

/**
 * What is wrong with keeping backups in a vault for some days. Reports `backup/retention` and `backup/retention-outside-lock`.
 * @param path - of the construct
 * @param at - the prop
 * @param retentionDays - how long they are kept
 * @param lock - of the vault
 */
export function retentionProblems(
  path: string,
  at: string,
  retentionDays: number,
  lock: KnownLock,
): Problem[] {
  if (!isWhole(retentionDays, days.min, days.max)) {
    return [
      problem(backupErrors.retention, path, {
        at,
        found: `${retentionDays} days`,
        fix: 'give a whole number of days from 1 to 36500',
      }),
    ];
  }
  if (lock === 'none' || lock === 'unknown') return [];
  const { minRetentionDays: min, maxRetentionDays: max } = lock;
  if (retentionDays >= min && retentionDays <= max) return [];
  return [
    problem(backupErrors['retention-outside-lock'], path, {
      at,
      found: `${retentionDays} days, where the vault's lock allows ${min} to ${max}`,
      fix: `choose ${min} to ${max} days, or another lock for the vault`,
    }),
  ];
}
