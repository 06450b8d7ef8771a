import { Construct, type IConstruct } from 'constructs';
import {
  type ErrorDefinition,
  type Finding,
  formatProblem,
  type Problem,
  problem,
  sortProblems,
  warning,
} from './errors';

const METADATA = 'isthmus:problem';

/**
 * Reports a mistake at a construct and goes on, so that one run finds all of them. The synth then fails: ours with an
 * {@link IsthmusError}, a plain cdktf or cdk8s `app.synth()` through the construct's own validation.
 */
export function report(scope: IConstruct, definition: ErrorDefinition, finding: Finding): void {
  attach(scope, problem(definition, scope.node.path, finding));
}

/** Reports something that is allowed and that its reader should know. */
export function warn(scope: IConstruct, definition: ErrorDefinition, finding: Finding): void {
  attach(scope, warning(definition, scope.node.path, finding));
}

/** Attaches problems that a pure check found; their paths are taken as they are. */
export function attachAll(scope: IConstruct, problems: readonly Problem[]): void {
  for (const one of problems) attach(scope, one);
}

/** Everything reported at or below a construct, sorted. */
export function collectProblems(root: IConstruct): Problem[] {
  const found: Problem[] = [];
  for (const construct of root.node.findAll()) {
    for (const entry of construct.node.metadata) {
      if (entry.type === METADATA) found.push(entry.data as Problem);
    }
  }
  return sortProblems(found);
}

function attach(scope: IConstruct, one: Problem): void {
  scope.node.addMetadata(METADATA, one);
  if (one.severity === 'error' && scope instanceof Construct) {
    scope.node.addValidation({ validate: () => [formatProblem(one)] });
  }
}
