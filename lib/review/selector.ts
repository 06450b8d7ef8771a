import type { LabelRequirement, LabelSelector } from './shapes';

type Labels = Readonly<Record<string, string>>;

/** Whether a selector takes something with these labels. One that asks nothing takes everything. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every((one) => satisfies(one, labels))
  );
}

/** Whether labels satisfy one requirement of a selector, or of a node affinity without its comparisons `Gt` and `Lt`. */
export function satisfies({ key, operator, values = [] }: LabelRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** A selector in words, for errors. */
export function describeSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const parts = [
    ...Object.entries(matchLabels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) =>
      [key, operator, values.join(',')].filter((one) => one !== '').join(' '),
    ),
  ];
  return parts.length === 0 ? 'everything' : parts.join(', ');
}
