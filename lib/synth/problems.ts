import { AnnotationMetadataEntryType, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { formatProblem, type Problem, problem, warning } from '../core/errors';
import { collectProblems } from '../core/report';
import { synthErrors } from './errors';

/**
 * What validations other than our own reports say, as problems. A stack's validations are asked for before it is synthesized, the
 * others after: synthesizing adds one to a stack with moved resources that runs the terraform program, which need not
 * be on this machine.
 * @param constructs - whose validations to ask
 */
export function validationProblems(constructs: readonly IConstruct[]): Problem[] {
  return constructs.flatMap((construct) => {
    const messages = construct.node.validate();
    if (messages.length === 0) return [];
    const reported = new Set(collectProblems(construct).map(formatProblem));
    return messages
      .filter((message) => !reported.has(message))
      .map((message) =>
        problem(synthErrors.validation, construct.node.path, {
          found: message,
          fix: 'change what the validation complains about',
        }),
      );
  });
}

/** Everything that was reported, annotated or is not valid in an app, apart from the validations of its stacks themselves. */
export function appProblems(app: IConstruct): Problem[] {
  const constructs = app.node.findAll();
  const others = constructs.filter((one) => !TerraformStack.isStack(one));
  return [...collectProblems(app), ...validationProblems(others), ...constructs.flatMap(annotations)];
}

function annotations(construct: IConstruct): Problem[] {
  return construct.node.metadata.flatMap(({ type, data }) => {
    const finding = { found: String(data), fix: 'see the annotation' };
    const { path } = construct.node;
    if (type === AnnotationMetadataEntryType.ERROR) return [problem(synthErrors.annotation, path, finding)];
    if (type === AnnotationMetadataEntryType.WARN) return [warning(synthErrors.annotation, path, finding)];
    return [];
  });
}
