import { dnsLabel, dnsSubdomain } from '../../core/dns-names';

const qualified = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Whether a text is an RFC 1123 label, as the names of namespaces are. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && dnsLabel.test(text);
}

/** Whether a text is an RFC 1123 subdomain, as the names of service accounts are. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && dnsSubdomain.test(text);
}

/**
 * Why a node may not carry a label, or `undefined`. The form is that of Kubernetes, "Labels and Selectors". The kubelet may
 * not label its own node with keys of kubernetes.io and k8s.io, except below kubelet. and node. (Kubernetes, "NodeRestriction").
 */
export function nodeLabelFault(key: string, value: string): string | undefined {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length > 1 ? parts.slice(0, -1).join('/') : undefined;
  if (prefix !== undefined && !isDnsSubdomain(prefix)) return `the prefix of "${key}" is not a DNS name`;
  if (name.length > 63 || !qualified.test(name)) return `"${key}" is not a label key`;
  if (value.length > 63 || (value !== '' && !qualified.test(value))) return `"${value}" is not a label value`;
  if (prefix !== undefined && isReserved(prefix)) return `the prefix "${prefix}" is reserved`;
  return undefined;
}

function isReserved(prefix: string): boolean {
  const within = (domain: string) => prefix === domain || prefix.endsWith(`.${domain}`);
  if (within('eks.amazonaws.com')) return true;
  if (within('kubelet.kubernetes.io') || within('node.kubernetes.io')) return false;
  return within('kubernetes.io') || within('k8s.io');
}
