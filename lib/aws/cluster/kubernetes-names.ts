import { labelFault } from '../../core/kubernetes-names';

/**
 * Why a node may not carry a label, or `undefined`. The form is that of Kubernetes, "Labels and Selectors". The kubelet may
 * not label its own node with keys of kubernetes.io and k8s.io, except below kubelet. and node. (Kubernetes, "NodeRestriction").
 */
export function nodeLabelFault(key: string, value: string): string | undefined {
  const fault = labelFault(key, value);
  if (fault !== undefined) return fault;
  const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : undefined;
  return prefix !== undefined && isReserved(prefix) ? `the prefix "${prefix}" is reserved` : undefined;
}

function isReserved(prefix: string): boolean {
  const within = (domain: string) => prefix === domain || prefix.endsWith(`.${domain}`);
  if (within('eks.amazonaws.com')) return true;
  if (within('kubelet.kubernetes.io') || within('node.kubernetes.io')) return false;
  return within('kubernetes.io') || within('k8s.io');
}
