/**
 * Groups of names that can all reach one another: the strongly connected components of more than one, by Tarjan's algorithm,
 * without recursion so that a long chain does no harm. Names within a group and groups are sorted.
 * @param pairs - from, to
 */
export function cyclesOf(pairs: Iterable<readonly [string, string]>): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of pairs) {
    const targets = next.get(from);
    if (targets) targets.push(to);
    else next.set(from, [to]);
    if (!next.has(to)) next.set(to, []);
  }
  const search = new Search(next);
  for (const name of [...next.keys()].sort()) search.from(name);
  return search.groups.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

class Search {
  readonly groups: string[][] = [];
  private readonly order = new Map<string, number>();
  private readonly lowest = new Map<string, number>();
  private readonly open: string[] = [];
  private readonly isOpen = new Set<string>();

  constructor(private readonly next: ReadonlyMap<string, readonly string[]>) {}

  from(start: string): void {
    if (this.order.has(start)) return;
    const path = [this.enter(start)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = top.rest.pop();
      if (to === undefined) {
        path.pop();
        this.leave(top.name, path.at(-1)?.name);
      } else if (!this.order.has(to)) {
        path.push(this.enter(to));
      } else if (this.isOpen.has(to)) {
        this.lower(top.name, this.order.get(to));
      }
    }
  }

  private enter(name: string): { name: string; rest: string[] } {
    this.lowest.set(name, this.order.size);
    this.order.set(name, this.order.size);
    this.open.push(name);
    this.isOpen.add(name);
    return { name, rest: [...(this.next.get(name) ?? [])] };
  }

  private leave(name: string, parent: string | undefined): void {
    if (parent !== undefined) this.lower(parent, this.lowest.get(name));
    if (this.lowest.get(name) !== this.order.get(name)) return;
    const group = this.open.splice(this.open.lastIndexOf(name));
    for (const one of group) this.isOpen.delete(one);
    if (group.length > 1) this.groups.push(group.sort());
  }

  private lower(name: string, to = Number.POSITIVE_INFINITY): void {
    this.lowest.set(name, Math.min(this.lowest.get(name) ?? to, to));
  }
}
