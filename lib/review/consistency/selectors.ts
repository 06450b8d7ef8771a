import { type Problem, problem } from '../../core/errors';
import { type Manifest, namespaceOf, ofKind, specOf } from '../manifest';
import { describeSelector, selects } from '../selector';
import type { LabelSelector, ScaleTarget } from '../shapes';
import type { Workload, Workloads } from '../workload';
import { consistencyErrors } from './errors';

const NAME_LABEL = 'app.kubernetes.io/name';

/** Proves that every selector takes exactly the workload that it is meant for, and that autoscalers have something to scale. */
export function checkSelectors(manifests: readonly Manifest[], workloads: Workloads): Problem[] {
  return [
    ...workloads.all.flatMap((one) => ownSelector(one, workloads)),
    ...ofKind(manifests, 'Service').flatMap((one) => {
      const selector = serviceSelector(one);
      return selector ? exactlyOne(one, 'selector', selector, workloads) : [];
    }),
    ...ofKind(manifests, 'PodDisruptionBudget').flatMap((one) => {
      const { selector } = specOf<{ selector: LabelSelector }>(one);
      return selector ? exactlyOne(one, 'selector', selector, workloads) : [];
    }),
    ...ofKind(manifests, 'NetworkPolicy').flatMap((one) => policySelectors(one, workloads)),
    ...ofKind(manifests, 'HorizontalPodAutoscaler', 'ScaledObject').flatMap((one) =>
      scaleTarget(one, manifests, workloads),
    ),
  ];
}

/** What a Service selects, or `undefined` for one whose endpoints somebody else writes. */
export function serviceSelector(service: Manifest): LabelSelector | undefined {
  const { selector, type } = specOf<{ selector: Readonly<Record<string, string>>; type: string }>(service);
  if (!selector || Object.keys(selector).length === 0 || type === 'ExternalName') return undefined;
  return { matchLabels: selector };
}

function exactlyOne(
  manifest: Manifest,
  at: string,
  selector: LabelSelector,
  workloads: Workloads,
): Problem[] {
  const found = workloads.selectedBy(namespaceOf(manifest), selector);
  if (found.length === 1) return [];
  const what = describeSelector(selector);
  if (found.length === 0) {
    return [
      problem(consistencyErrors['selector-none'], manifest.path, {
        at,
        found: `${what}, which no pod of namespace ${namespaceOf(manifest)} has`,
        fix: 'select by the labels of the pods it is meant for: selectorLabels() gives them',
      }),
    ];
  }
  return [
    problem(consistencyErrors['selector-several'], manifest.path, {
      at,
      found: `${what}, which the pods of ${found.length} workloads have: ${paths(found)}`,
      fix: 'give each workload a name label of its own, and select by it',
    }),
  ];
}

function paths(workloads: readonly Workload[]): string {
  const shown = workloads.map((one) => one.path).sort();
  return shown.length <= 5
    ? shown.join(', ')
    : `${shown.slice(0, 5).join(', ')} and ${shown.length - 5} others`;
}

const withSelector = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

function ownSelector(workload: Workload, workloads: Workloads): Problem[] {
  const { selector } = workload.spec;
  if (!selector || !withSelector.includes(workload.kind)) return [];
  const at = 'spec.selector';
  if (!selects(selector, workload.labels)) {
    return [
      problem(consistencyErrors['own-selector'], workload.path, {
        at,
        found: `${describeSelector(selector)}, and its pods have ${describeSelector({ matchLabels: workload.labels })}`,
        fix: 'give the pod template the labels of the selector',
      }),
    ];
  }
  const others = workloads.selectedBy(workload.namespace, selector).filter((one) => one !== workload);
  if (others.length === 0) return [];
  return [
    problem(consistencyErrors['selector-several'], workload.path, {
      at,
      found: `${describeSelector(selector)}, which the pods of ${paths(others)} have too`,
      fix: 'give each workload a name label of its own, and select by it',
    }),
  ];
}

type Peer = { readonly podSelector?: LabelSelector; readonly namespaceSelector?: LabelSelector };
type PolicySpec = {
  readonly podSelector: LabelSelector;
  readonly ingress: readonly { readonly from?: readonly Peer[] }[];
  readonly egress: readonly { readonly to?: readonly Peer[] }[];
};

/** A selector of a policy may be wide on purpose; one that names a workload has to find it. */
function policySelectors(policy: Manifest, workloads: Workloads): Problem[] {
  const { podSelector, ingress = [], egress = [] } = specOf<PolicySpec>(policy);
  const ends: [string, LabelSelector | undefined][] = [['podSelector', podSelector]];
  for (const [index, { from = [] }] of ingress.entries()) {
    for (const peer of from) ends.push([`ingress.${index}.from`, ownNamespace(peer)]);
  }
  for (const [index, { to = [] }] of egress.entries()) {
    for (const peer of to) ends.push([`egress.${index}.to`, ownNamespace(peer)]);
  }
  return ends.flatMap(([at, selector]) =>
    selector?.matchLabels?.[NAME_LABEL] === undefined ? [] : exactlyOne(policy, at, selector, workloads),
  );
}

function ownNamespace({ podSelector, namespaceSelector }: Peer): LabelSelector | undefined {
  return namespaceSelector ? undefined : podSelector;
}

function scaleTarget(manifest: Manifest, manifests: readonly Manifest[], workloads: Workloads): Problem[] {
  const { scaleTargetRef } = specOf<{ scaleTargetRef: ScaleTarget }>(manifest);
  if (!scaleTargetRef) return [];
  const { kind = 'Deployment', name } = scaleTargetRef;
  const namespace = namespaceOf(manifest);
  if (workloads.named(namespace, kind, name)) return [];
  if (!['Deployment', 'StatefulSet', 'ReplicaSet'].includes(kind)) {
    // A custom resource with a scale of its own, such as a Rollout.
    const there = ofKind(manifests, kind).some(
      (one) => one.object.metadata.name === name && namespaceOf(one) === namespace,
    );
    if (there) return [];
  }
  return [
    problem(consistencyErrors['scale-target'], manifest.path, {
      at: 'scaleTargetRef',
      found: `${kind} ${name}, which is not in namespace ${namespace}`,
      fix: 'name the workload that it is to scale',
    }),
  ];
}
