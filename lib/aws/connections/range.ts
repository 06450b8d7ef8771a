import { Address4, Address6 } from 'ip-address';

/**
 * A range of IPv4 or IPv6 addresses as AWS writes it back: its first address in short form, and the prefix. `undefined` for what is
 * no range, a bare address among it.
 */
export function canonicalRange(text: string): string | undefined {
  if (!text.includes('/')) return undefined;
  for (const Address of [Address4, Address6]) {
    if (!Address.isValid(text)) continue;
    const address = new Address(text);
    return `${address.startAddress().correctForm()}/${address.subnetMask}`;
  }
  return undefined;
}

/** Whether a canonical range has every address there is. */
export function isWhole(canonical: string): boolean {
  return canonical.endsWith('/0');
}
