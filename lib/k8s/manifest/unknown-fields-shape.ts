/** What a schema says about a value: which fields it may have. `any` says nothing: a scalar, or content of any form. */
export type Shape =
  | 'any'
  | { readonly fields: ReadonlyMap<string, Shape> }
  | { readonly items: Shape }
  | { readonly values: Shape };

/** A field that a shape does not have, or a value where the shape has fields. */
export interface Misfit {
  /** The field, with a list's places as `[0]`. */
  readonly path: string;
  /** The field, with a list's places as `[]`. */
  readonly pattern: string;
  /** Whether the field is not there in the shape, or its value is of another form. */
  readonly kind: 'unknown' | 'form';
  /** Names of fields that the shape has there. */
  readonly known: readonly string[];
}

/** Everything in a value that does not fit a shape. */
export function misfits(shape: Shape, value: unknown, path = '', pattern = ''): Misfit[] {
  if (shape === 'any' || value === undefined || value === null) return [];
  if ('items' in shape) {
    if (!Array.isArray(value)) return [misfit('form', path, pattern)];
    return value.flatMap((one, index) => misfits(shape.items, one, `${path}[${index}]`, `${pattern}[]`));
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [misfit('form', path, pattern, 'fields' in shape ? [...shape.fields.keys()] : [])];
  }
  const found: Misfit[] = [];
  for (const [key, one] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    const like = pattern ? `${pattern}.${key}` : key;
    const inner = 'values' in shape ? shape.values : shape.fields.get(key);
    if (inner) found.push(...misfits(inner, one, at, like));
    else found.push(misfit('unknown', at, like, 'fields' in shape ? [...shape.fields.keys()] : []));
  }
  return found;
}

/**
 * Whether everything that was given to a generated `toJson` function is in what it made, at the same place: then nothing of it was lost,
 * and its shape need not be known. A number or text that may be either is given as `{ value }`. What has another name in what was made
 * counts as not there.
 */
export function holdsAll(made: unknown, given: unknown): boolean {
  if (given === undefined || given === made) return true;
  if (given === null || typeof given !== 'object') return false;
  if (Array.isArray(given)) {
    return (
      Array.isArray(made) &&
      made.length === given.length &&
      given.every((one, index) => holdsAll(made[index], one))
    );
  }
  const entries = Object.entries(given);
  if (made === null || typeof made !== 'object') {
    return entries.length === 1 && made !== undefined && 'value' in given && given.value === made;
  }
  return (
    !Array.isArray(made) &&
    entries.every(([key, one]) =>
      holdsAll(Object.hasOwn(made, key) ? Reflect.get(made, key) : undefined, one),
    )
  );
}

function misfit(kind: Misfit['kind'], path: string, pattern: string, known: readonly string[] = []): Misfit {
  return { kind, path, pattern, known };
}

/** The fields that a function reads of its argument and those that it gives back. */
export interface Recorded {
  /** The argument. */
  readonly input: Shape;
  /** The result. */
  readonly output: Shape;
}

const PROBE = Symbol('probe');
const EACH = '*';

interface Probe {
  readonly fields: Map<string, unknown>;
  items?: unknown;
}

/**
 * Runs a generated `toJson` function on an argument that has every field it is asked for and notes them down. These functions read each
 * field once, go through lists by `map` and through maps by `Object.entries`.
 */
export function recordShape(toJson: (argument: never) => unknown): Recorded {
  const argument = probe();
  const output = outputShape(toJson(argument as never));
  return { input: inputShape(argument), output };
}

function probe(): unknown {
  const seen: Probe = { fields: new Map() };
  const handler: ProxyHandler<object> = {
    get: (_, name) => {
      if (name === PROBE) return seen;
      if (typeof name === 'symbol') return undefined;
      if (name === 'toISOString') return () => probe();
      if (name === 'map') {
        return (each: (item: unknown) => unknown) => {
          seen.items ??= probe();
          return [each(seen.items)];
        };
      }
      if (!seen.fields.has(name)) seen.fields.set(name, probe());
      return seen.fields.get(name);
    },
    ownKeys: () => [EACH],
    getOwnPropertyDescriptor: () => ({
      enumerable: true,
      configurable: true,
      writable: true,
      value: undefined,
    }),
  };
  return new Proxy({}, handler);
}

function probeOf(value: unknown): Probe | undefined {
  return (value as { readonly [PROBE]?: Probe })[PROBE];
}

function inputShape(value: unknown): Shape {
  const seen = probeOf(value);
  if (!seen) return 'any';
  if (seen.items !== undefined) return { items: inputShape(seen.items) };
  if (seen.fields.has(EACH)) return { values: inputShape(seen.fields.get(EACH)) };
  if (seen.fields.size === 0) return 'any';
  return { fields: new Map([...seen.fields].map(([name, one]) => [name, inputShape(one)])) };
}

function outputShape(value: unknown): Shape {
  if (value === null || typeof value !== 'object' || probeOf(value)) return 'any';
  if (Array.isArray(value)) return { items: outputShape(value[0]) };
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && first[0] === EACH) return { values: outputShape(first[1]) };
  return { fields: new Map(entries.map(([name, one]) => [name, outputShape(one)])) };
}
