import type { ErrorDefinition, Finding, Severity } from '../../../core/errors';
import { databaseErrors } from '../errors';

/** A mistake that a pure check found, before a construct reports it. */
export interface Fault {
  /** What kind of mistake. */
  readonly error: ErrorDefinition;
  /** Whether it stops the synth. */
  readonly severity: Severity;
  /** What and where. */
  readonly finding: Finding;
}

/**
 * A mistake about a database, of severity error.
 * @param code - the second half of its code
 * @param at - the prop
 * @param found - what was found, with the value
 * @param fix - what to do about it
 */
export function fault(code: keyof typeof databaseErrors, at: string, found: string, fix: string): Fault {
  return { error: databaseErrors[code], severity: 'error', finding: { at, found, fix } };
}

/** As {@link fault}, of severity warning. */
export function caution(code: keyof typeof databaseErrors, at: string, found: string, fix: string): Fault {
  return { ...fault(code, at, found, fix), severity: 'warning' };
}

/** Whether a number is whole and lies between two others, both included. */
export function wholeBetween(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
