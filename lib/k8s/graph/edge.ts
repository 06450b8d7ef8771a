/** How two sides are joined. */
export type EdgeKind = 'calls' | 'routes' | 'uses' | 'clusters' | 'scrapes' | 'enters' | 'reaches';

/** One declaration of a service graph, as diagrams and catalogues read it. */
export interface Edge {
  /** How the two are joined. */
  readonly kind: EdgeKind;
  /** Who begins the connection: a workload's name (`namespace/name` outside the graph's own), `namespace <name>` or ranges. */
  readonly from: string;
  /** Who answers, in the same form. */
  readonly to: string;
  /** Number of the port. */
  readonly port: number;
  /** The route's prefix, the variable with the address, or the reason; empty when there is none. */
  readonly label: string;
}

/** Edges in the order of their sides, then kind, port and label. */
export function sortEdges(edges: Iterable<Edge>): Edge[] {
  return [...edges]
    .map((edge) => [edgeKey(edge), edge] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, edge]) => edge);
}

/** Tells two edges apart. */
export function edgeKey({ kind, from, to, port, label }: Edge): string {
  return [from, to, kind, String(port).padStart(5, '0'), label].join('\u0000');
}
