import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json';

/** The texts that a pod reads and that a manifest of the pod does not hold: what changes in them rolls the pods. */
export class Checksums {
  private readonly contents = new Map<string, Set<string>>();

  /** Takes a text; several with one key all count. */
  add(key: string, content: string): void {
    const known = this.contents.get(key) ?? new Set();
    this.contents.set(key, known.add(content));
  }

  /** One annotation over all texts, whatever their order; none when there are none. */
  toAnnotations(): Record<string, string> {
    if (this.contents.size === 0) return {};
    const all = Object.fromEntries([...this.contents].map(([key, texts]) => [key, [...texts].sort()]));
    return { 'checksum/config': createHash('sha256').update(canonicalJson(all)).digest('hex') };
  }
}
