/** One kind of mistake: its code, what it means and an example, as docs/errors.md shows them. */
export interface ErrorDefinition {
  /** `<area>/<name>`, for example `network/range-overlap`. Part of the public contract: never reused for another meaning. */
  readonly code: string;
  /** What is wrong, as a sentence without a value. */
  readonly title: string;
  /** An input that causes it, as a person would write it. */
  readonly example: string;
}

/** How grave a problem is: an error stops the synth, a warning is printed. */
export type Severity = 'error' | 'warning';

/** One finding about one input: what docs/errors.md calls a problem. */
export interface Problem {
  /** The code of its {@link ErrorDefinition}. */
  readonly code: string;
  /** Errors stop the synth; warnings are printed. */
  readonly severity: Severity;
  /** Where it is: the construct's path, or the file and key of a data file. */
  readonly path: string;
  /** What was found, with the value. */
  readonly found: string;
  /** What to do about it. */
  readonly fix: string;
}

/** What a reporter says about one input, beside its definition. */
export interface Finding {
  /** What was found, with the value. */
  readonly found: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * The prop it is about, appended to the construct's path, for example `nodeGroups.general.min`.
   * @default - the construct itself
   */
  readonly at?: string;
}

/**
 * Declares the mistakes of one area. Every `errors.ts` under lib exports one such table, and docs/errors.md lists them all.
 * @param area - the first half of the code, for example `network`
 * @param definitions - title and example by the second half of the code
 */
export function defineErrors<const Name extends string>(
  area: string,
  definitions: Readonly<Record<Name, Omit<ErrorDefinition, 'code'>>>,
): Readonly<Record<Name, ErrorDefinition>> {
  const table = {} as Record<Name, ErrorDefinition>;
  for (const name of Object.keys(definitions) as Name[]) {
    table[name] = { code: `${area}/${name}`, ...definitions[name] };
  }
  return table;
}

/** Makes a {@link Problem} of severity error. */
export function problem(definition: ErrorDefinition, path: string, finding: Finding): Problem {
  return toProblem('error', definition, path, finding);
}

/** Makes a {@link Problem} of severity warning. */
export function warning(definition: ErrorDefinition, path: string, finding: Finding): Problem {
  return toProblem('warning', definition, path, finding);
}

function toProblem(severity: Severity, definition: ErrorDefinition, path: string, finding: Finding): Problem {
  const at = finding.at ? `${path}.${finding.at}` : path;
  return { code: definition.code, severity, path: at, found: finding.found, fix: finding.fix };
}

/** Sorted by path, then code, then text, and without repetitions: the order never depends on how the program ran. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = (one: Problem) => [one.path, one.code, one.found, one.fix].join('\u0000');
  const unique = new Map(problems.map((one) => [key(one), one]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
}

/** One problem as text: code and path on the first line, then what was found and the fix. */
export function formatProblem(one: Problem): string {
  return `${one.severity} ${one.code} at ${one.path}\n  found: ${one.found}\n  fix:   ${one.fix}`;
}

/** The one error class of Isthmus: carries every problem of a run, sorted. */
export class IsthmusError extends Error {
  /** All problems of severity error, sorted by path and code. */
  readonly problems: readonly Problem[];

  /** @param problems - what was found; warnings are left out, order does not matter */
  constructor(problems: readonly Problem[]) {
    const errors = sortProblems(problems.filter((one) => one.severity === 'error'));
    const count = errors.length === 1 ? '1 problem' : `${errors.length} problems`;
    super(`${count} found\n\n${errors.map(formatProblem).join('\n\n')}`);
    this.name = 'IsthmusError';
    this.problems = errors;
  }
}
