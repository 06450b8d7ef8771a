import { type Problem, problem } from '../../core/errors';
import { storageErrors } from './errors';

/** Storage classes that a lifecycle can move objects to, from warm to cold (S3 User Guide, "Lifecycle transitions"). */
export const storageClasses = [
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;

/** A storage class that a lifecycle can move objects to. */
export type StorageClass = (typeof storageClasses)[number];

/** One move of objects to a colder class. */
export interface Transition {
  /** Days since the object was made. */
  readonly afterDays: number;
  /** Where it moves to. */
  readonly storageClass: StorageClass;
}

/** When objects and their older versions move and go. */
export interface BucketLifecycle {
  /**
   * Days that an overwritten or deleted version is kept.
   * @default 90
   */
  readonly noncurrentDays?: number;
  /**
   * Days after which an object expires.
   * @default - never
   */
  readonly expireDays?: number;
  /**
   * Moves to colder classes, in any order.
   * @default - none
   */
  readonly transitions?: readonly Transition[];
  /**
   * Days after which the parts of an upload that was never completed go.
   * @default 7
   */
  readonly abortIncompleteUploadsDays?: number;
}

/** The lifecycle with its defaults, transitions sorted by day. */
export function lifecycleOf(lifecycle: BucketLifecycle = {}) {
  return {
    noncurrentDays: lifecycle.noncurrentDays ?? 90,
    expireDays: lifecycle.expireDays,
    transitions: [...(lifecycle.transitions ?? [])].sort((a, b) => a.afterDays - b.afterDays),
    abortIncompleteUploadsDays: lifecycle.abortIncompleteUploadsDays ?? 7,
  };
}

/**
 * What S3 would refuse in a lifecycle (S3 User Guide, "Transitioning objects": constraints and considerations). Reports
 * `storage/lifecycle-days`, `storage/transition-too-early`, `storage/transition-order`, `storage/expires-before-transition`.
 * @param path - where the lifecycle stands, for the errors
 */
export function lifecycleProblems(path: string, lifecycle: BucketLifecycle): Problem[] {
  const { transitions, expireDays, ...rest } = lifecycleOf(lifecycle);
  const days: [string, number | undefined][] = [
    ...Object.entries(rest),
    ['expireDays', expireDays],
    ...transitions.map((one): [string, number] => [`transitions.${one.storageClass}`, one.afterDays]),
  ];
  const found: Problem[] = [];
  for (const [at, value] of days) {
    // Intelligent-Tiering may take objects on the day they are made.
    const least = at === 'transitions.INTELLIGENT_TIERING' ? 0 : 1;
    if (value === undefined || (Number.isInteger(value) && value >= least)) continue;
    found.push(
      problem(storageErrors['lifecycle-days'], path, {
        at,
        found: `${value} days`,
        fix: `give a whole number of days, ${least} or more`,
      }),
    );
  }
  found.push(...tooEarly(path, transitions), ...disordered(path, transitions));
  const last = transitions.at(-1);
  if (last && expireDays !== undefined && expireDays <= last.afterDays) {
    found.push(
      problem(storageErrors['expires-before-transition'], path, {
        at: 'expireDays',
        found: `expiry after ${expireDays} days, a move to ${last.storageClass} after ${last.afterDays}`,
        fix: 'let objects expire later, or leave the move out',
      }),
    );
  }
  return found;
}

function tooEarly(path: string, transitions: readonly Transition[]): Problem[] {
  const infrequent = transitions.filter((one) => one.storageClass.endsWith('_IA') && one.afterDays < 30);
  return infrequent.map((one) =>
    problem(storageErrors['transition-too-early'], path, {
      at: `transitions.${one.storageClass}`,
      found: `after ${one.afterDays} days`,
      fix: 'move objects there after 30 days or later',
    }),
  );
}

function disordered(path: string, transitions: readonly Transition[]): Problem[] {
  const found: Problem[] = [];
  for (const [index, next] of transitions.entries()) {
    const before = transitions[index - 1];
    if (!before) continue;
    const colder = storageClasses.indexOf(next.storageClass) > storageClasses.indexOf(before.storageClass);
    // What is stored in an infrequent access class is charged for thirty days, and S3 refuses to archive it earlier.
    const gap = before.storageClass.endsWith('_IA') ? 30 : 1;
    if (colder && next.afterDays >= before.afterDays + gap) continue;
    found.push(
      problem(storageErrors['transition-order'], path, {
        at: `transitions.${next.storageClass}`,
        found: `${before.storageClass} after ${before.afterDays} days, then ${next.storageClass} after ${next.afterDays}`,
        fix: `move from warm to cold (${storageClasses.join(', ')}), at least ${gap} days after the move before`,
      }),
    );
  }
  return found;
}
