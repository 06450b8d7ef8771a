import { type ErrorDefinition, type Finding, type Problem, problem, warning } from '../errors';

/** Collects what is wrong under one path. */
export class Findings {
  /** What was found so far. */
  readonly problems: Problem[] = [];

  /** @param path - what every problem's path begins with */
  constructor(private readonly path: string) {}

  /** Adds an error. */
  error(definition: ErrorDefinition, finding: Finding): void {
    this.problems.push(problem(definition, this.path, finding));
  }

  /** Adds a warning. */
  warn(definition: ErrorDefinition, finding: Finding): void {
    this.problems.push(warning(definition, this.path, finding));
  }
}
