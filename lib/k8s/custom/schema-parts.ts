import { z } from 'zod';
import { dnsLabel, dnsSubdomain } from '../../core/dns-names';

/** A DNS label (RFC 1123). */
export const label = z.string().max(63).regex(dnsLabel, 'must be lower-case letters, digits and hyphens');

/** A DNS subdomain (RFC 1123). */
export const subdomain = z
  .string()
  .max(253)
  .regex(dnsSubdomain, 'must be lower-case letters, digits, hyphens and dots');

/** A host name, the first label of which may be `*`. */
export const hostname = z
  .string()
  .max(253)
  .regex(/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, 'must be a host name');

/** A port. */
export const port = z.int().min(1).max(65535);

/** Texts by key. */
export const texts = z.record(z.string(), z.string());

/** A key of a ConfigMap or Secret. */
export const key = z
  .string()
  .max(253)
  .regex(/^[-._a-zA-Z0-9]+$/, 'must be letters, digits, - . and _');

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration as Go reads it, for example `1h30m`. */
export const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$|^0$/, 'must be a duration, for example 1h30m');

/** A duration in milliseconds. */
export function milliseconds(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}

/** How a check within a schema says what is wrong, at a path below where it stands. */
export type Complain = (path: readonly (string | number)[], message: string) => void;

/** A check over several fields, for `superRefine`. */
export function rules<Value>(
  check: (value: Value, complain: Complain) => void,
): (value: Value, context: z.core.$RefinementCtx) => void {
  return (value, context) =>
    check(value, (path, message) => context.addIssue({ code: 'custom', path: [...path], message }));
}
