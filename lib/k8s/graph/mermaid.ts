import type { Edge } from './edge';

/** A graph as Mermaid's text, for a README or a pull request: every line sorted, no two names on one node. */
export function mermaidOf(names: readonly string[], edges: readonly Edge[]): string {
  const all = [...new Set([...names, ...edges.flatMap(({ from, to }) => [from, to])])].sort();
  return [
    'flowchart LR',
    ...all.map((name) => `  ${nodeId(name)}["${name}"]`),
    ...edges.map(({ from, to, kind, port, label }) => {
      const text = [kind, label, `:${port}`].filter((one) => one !== '').join(' ');
      return `  ${nodeId(from)} -->|"${text.replaceAll('"', '#quot;')}"| ${nodeId(to)}`;
    }),
    '',
  ].join('\n');
}

/** An id that is no word of Mermaid's own; names are lower-case, so the capitals keep two of them apart. */
function nodeId(name: string): string {
  const escapes: Readonly<Record<string, string>> = { '-': '_', '/': 'N', ' ': 'B', '.': 'D', ',': 'C' };
  return `n_${name.replace(/[^a-z0-9]/g, (one) => escapes[one] ?? 'X')}`;
}
