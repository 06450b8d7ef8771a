import type { Problem } from '../core/errors';
import { collectProblems } from '../core/report';
import type { NamespaceChart } from '../k8s/manifest/namespace-chart';
import type * as Output from '../k8s/manifest/output';
import { validationProblems } from './problems';

/** Makes the manifests of some charts. What is wrong is reported in the charts. */
export function synthesizeManifests(charts: readonly NamespaceChart[]): Output.Manifests {
  if (charts.length === 0) return { files: new Map(), namespaces: [] };
  // A program without charts needs no cdk8s on the machine.
  const { renderManifests } = require('../k8s/manifest/output') as typeof Output;
  return renderManifests(charts, true);
}

/** Everything that was reported or is not valid in the apps that some charts stand in. */
export function chartProblems(charts: readonly NamespaceChart[]): Problem[] {
  const roots = [...new Set(charts.map((one) => one.node.root))];
  return roots.flatMap((root) => [...collectProblems(root), ...validationProblems(root.node.findAll())]);
}
