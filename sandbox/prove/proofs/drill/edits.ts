/** An environment's data as something that can be edited. */
type Data = Record<string, unknown>;

/**
 * Edits data as a runbook says it.
 * @param data - is changed
 * @param path - keys with dots between them, for example `recovery.databaseRole`
 * @param value - as it would be typed: a text in quotes or a number
 * @throws Error when there is nothing at the path to edit, or the value is of another kind
 */
export function edit(data: object, path: string, value: string): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = data as Data;
  for (const key of keys) {
    const next = at[key];
    if (typeof next !== 'object' || next === null) throw new Error(`there is no ${path} to edit: no ${key}`);
    at = next as Data;
  }
  const text = /^'([^']*)'$/.exec(value)?.[1];
  if (text === undefined && !/^\d+$/.test(value))
    throw new Error(`${path}: ${value} is no text and no number`);
  at[last] = text ?? Number(value);
}
