import { randomBytes } from 'node:crypto';
import type { ApiObject, KubernetesClient } from './kubernetes-client';

/** Reads a secret's text by its name, as the operator does with its own identity. */
export type ReadSecret = (name: string) => Promise<string>;

interface Source {
  readonly sourceRef?: { readonly generatorRef?: { readonly kind: string; readonly name: string } };
  readonly extract?: { readonly key: string };
  readonly rewrite?: readonly { readonly regexp?: { readonly source: string; readonly target: string } }[];
}

interface ExternalSecretSpec {
  readonly target: { readonly name: string; readonly immutable?: boolean };
  readonly dataFrom?: readonly Source[];
  readonly data?: readonly {
    readonly secretKey: string;
    readonly remoteRef: { readonly key: string; readonly property?: string };
  }[];
}

/**
 * Plays the External Secrets operator once: makes the Secret that each ExternalSecret asks for (External Secrets documentation,
 * "ExternalSecret": dataFrom with a generator or an extract, rewrite by expression, data). A Secret that exists stays.
 * @param objects - manifests of one namespace
 * @returns what it could not do, one line each
 */
export async function playExternalSecrets(
  client: KubernetesClient,
  objects: readonly ApiObject[],
  read: ReadSecret,
): Promise<string[]> {
  const faults: string[] = [];
  for (const object of objects.filter((one) => one.kind === 'ExternalSecret')) {
    const { target, data = [], dataFrom = [] } = object['spec'] as ExternalSecretSpec;
    const secret: ApiObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: target.name, namespace: object.metadata.namespace ?? 'default' },
    };
    const path = (await client.path(secret)) ?? '/';
    if ((await client.get(path)).status === 200) continue;
    try {
      const values: Record<string, string> = {};
      for (const source of dataFrom) Object.assign(values, await valuesOf(source, objects, read));
      for (const { secretKey, remoteRef } of data) {
        const text = await read(remoteRef.key);
        values[secretKey] = remoteRef.property ? propertyOf(text, remoteRef.property) : text;
      }
      const { status, body } = await client.apply({
        ...secret,
        stringData: values,
        ...(target.immutable && { immutable: true }),
      });
      if (status >= 300) faults.push(`Secret ${target.name}: ${status} ${String(body['message'])}`);
    } catch (error) {
      faults.push(`ExternalSecret ${object.metadata.name}: ${(error as Error).message}`);
    }
  }
  return faults;
}

async function valuesOf(
  { sourceRef, extract, rewrite = [] }: Source,
  objects: readonly ApiObject[],
  read: ReadSecret,
): Promise<Record<string, string>> {
  const generator = sourceRef?.generatorRef;
  const found = generator
    ? { password: password(objects, generator) }
    : (JSON.parse(await read(extract?.key ?? '')) as Record<string, string>);
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [
      rewrite.reduce(
        (name, { regexp }) => (regexp ? name.replace(new RegExp(regexp.source), regexp.target) : name),
        key,
      ),
      value,
    ]),
  );
}

function password(objects: readonly ApiObject[], { kind, name }: { kind: string; name: string }): string {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found || kind !== 'Password')
    throw new Error(`there is no ${kind} "${name}" beside it that can be played`);
  const { length = 24 } = found['spec'] as { length?: number };
  return randomBytes(length).toString('hex').slice(0, length);
}

function propertyOf(text: string, property: string): string {
  const value = (JSON.parse(text) as Record<string, unknown>)[property];
  if (value === undefined) throw new Error(`the secret has no property "${property}"`);
  return String(value);
}
