import {
  ApiObject,
  App,
  ImplicitTokenResolver,
  type IResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { sortedEntries } from '../../core/sorted-entries';
import { isObject, type JsonObject } from './yaml';

/** What every cdk8s app resolves with; an app may be given more. */
const builtIn: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * The same as `ApiObject.prototype.toJson`, in one pass: cdk8s goes through an object three times and asks for its app and three
 * resolvers at each value, which is a tenth of a synth. Apps with resolvers of their own and objects with JSON patches are left to it.
 * @throws Error for a value that JSON does not have
 */
export function objectJson(object: ApiObject): JsonObject {
  const props: unknown = Reflect.get(object, 'props');
  const patches: unknown = Reflect.get(object, 'patches');
  const isUsual =
    isObject(props) &&
    Array.isArray(patches) &&
    patches.length === 0 &&
    App.of(object).resolvers.every((one: IResolver) => builtIn.includes(one.constructor));
  if (!isUsual) return ApiObject.prototype.toJson.call(object) as JsonObject;
  const { metadata: _, ...own } = props;
  const { apiVersion, kind, ...rest } = resolved(own) as Record<string, unknown>;
  return { apiVersion, kind, metadata: object.metadata.toJson(), ...rest } as JsonObject;
}

/** What cdk8s' `resolve` and `sanitizeValue` make of a value: nothing that is known later only, no empty field, keys sorted. */
function resolved(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(resolved);
  if (value instanceof Lazy) return resolved(value.produce());
  if ('resolve' in value && typeof value.resolve === 'function') return resolved(value.resolve());
  const { name } = value.constructor;
  if (name === 'Object') return fields(value as Readonly<Record<string, unknown>>);
  // One of the typings' unions, such as IntOrString. A typed kind reads its value after this.
  if ('value' in value && /^(number|string)$/.test(typeof value.value)) return { value: value.value };
  throw new Error(`can't render non-simple object of type '${name}'`);
}

function fields(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, field] of sortedEntries(value)) {
    const one = resolved(field);
    if (one !== undefined) result[key] = one;
  }
  return result;
}
