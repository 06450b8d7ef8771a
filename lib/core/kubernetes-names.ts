import { dnsLabel, dnsSubdomain } from './dns-names';

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
 * Why a text is no qualified name, or `undefined`: a name of at most 63 characters, with a DNS subdomain and a slash before it or not.
 * Keys of labels and of taints are such names (Kubernetes, "Labels and Selectors").
 */
export function qualifiedNameFault(text: string): string | undefined {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 1 && !isDnsSubdomain(parts.slice(0, -1).join('/'))) {
    return `the prefix of "${text}" is not a DNS name`;
  }
  return name.length <= 63 && qualified.test(name) ? undefined : `"${text}" is not a label key`;
}

/** Why Kubernetes refuses a label, or `undefined` (Kubernetes, "Labels and Selectors: syntax and character set"). */
export function labelFault(key: string, value: string): string | undefined {
  const fault = qualifiedNameFault(key);
  if (fault !== undefined) return fault;
  const valid = typeof value === 'string' && value.length <= 63 && (value === '' || qualified.test(value));
  return valid ? undefined : `"${value}" is not a label value`;
}
