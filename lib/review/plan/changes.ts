/** What a plan does to one resource that exists. */
export interface PlannedChange {
  /** Its address. */
  readonly address: string;
  /** Its type. */
  readonly type: string;
  /** `delete`, `replace`, or `other` for what leaves it in place. */
  readonly action: 'delete' | 'replace' | 'other';
  /** Arguments that ask for a replacement, as `a.b`; empty where nothing does. */
  readonly because: readonly string[];
  /** Its arguments before. */
  readonly before: Readonly<Record<string, unknown>>;
  /** Its arguments afterwards, as far as they are known. */
  readonly after: Readonly<Record<string, unknown>>;
  /** Which of its arguments are known only after the apply. */
  readonly unknown: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a plan does to resources that exist, in its order; `undefined` when it is no plan as `tofu show -json` prints it (OpenTofu, "JSON Output
 * Format", plan representation), or one that failed.
 */
export function plannedChanges(plan: unknown): readonly PlannedChange[] | undefined {
  if (!isFields(plan) || typeof plan['format_version'] !== 'string') return undefined;
  // A state has a version too, and values; only a plan has these.
  if (!isFields(plan['planned_values']) || plan['errored'] === true) return undefined;
  const changes = plan['resource_changes'] ?? [];
  if (!Array.isArray(changes)) return undefined;
  const read = changes.map(changeOf);
  return read.some((one) => one === undefined) ? undefined : read.flatMap((one) => one ?? []);
}

/** An empty list for what is not there yet or is only read. */
function changeOf(entry: unknown): PlannedChange[] | undefined {
  if (!isFields(entry) || !isFields(entry['change'])) return undefined;
  const { address, type, mode, change } = entry;
  const { actions, before, after, after_unknown: unknown, replace_paths: paths } = change as Fields;
  if (typeof address !== 'string' || typeof type !== 'string' || !Array.isArray(actions)) return undefined;
  if (mode !== 'managed' || !isFields(before)) return [];
  const deleted = actions.includes('delete');
  const action = deleted ? (actions.includes('create') ? 'replace' : 'delete') : 'other';
  const because = Array.isArray(paths) ? paths.map((path) => [path].flat().join('.')).sort() : [];
  const fields = (value: unknown) => (isFields(value) ? value : {});
  return [{ address, type, action, because, before, after: fields(after), unknown: fields(unknown) }];
}

/** Whether a value is an object with keys. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
