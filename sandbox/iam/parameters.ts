import { type AwsCall, form, json } from '../proxy/call';
import { decodeCbor } from './cbor';

/** A call's parameters by their path, members of lists as `.member.<n>`. */
export type Parameters = Readonly<Record<string, string>>;

/** Reads the parameters of the query, JSON and CBOR protocols; XML bodies have none. */
export function parametersOf(call: AwsCall): Parameters {
  const type = String(call.headers['content-type'] ?? '');
  const flat: Record<string, string> = Object.fromEntries(call.query);
  if (type.startsWith('application/x-www-form-urlencoded'))
    Object.assign(flat, Object.fromEntries(form(call.body)));
  else if (type.includes('cbor') && call.body.length > 0) flatten(decodeCbor(call.body), '', flat);
  else if (type.includes('json') && call.body.length > 0) flatten(json<unknown>(call), '', flat);
  else {
    const role = /<Role>([^<]+)<\/Role>/.exec(call.body.toString('utf8'))?.[1];
    if (role) flat['Role'] = role;
  }
  return flat;
}

/** The values at a path, in which `*` stands for any number. */
export function valuesAt(parameters: Parameters, path: string): string[] {
  if (!path.includes('*')) return parameters[path] ? [parameters[path]] : [];
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '\\d+')}$`);
  return Object.entries(parameters)
    .filter(([name]) => pattern.test(name))
    .map(([, value]) => value);
}

function flatten(value: unknown, path: string, into: Record<string, string>): void {
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) flatten(one, `${path}.member.${at + 1}`, into);
  } else if (value && typeof value === 'object') {
    for (const [name, one] of Object.entries(value)) flatten(one, path ? `${path}.${name}` : name, into);
  } else if (value !== null && value !== undefined) into[path] = String(value);
}
