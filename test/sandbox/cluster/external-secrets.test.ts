import { playExternalSecrets } from '../../../sandbox/cluster/external-secrets';
import type { ApiObject, KubernetesClient } from '../../../sandbox/cluster/kubernetes-client';

function client(existing: readonly string[] = []) {
  const applied: ApiObject[] = [];
  const fake = {
    path: async ({ metadata }: ApiObject) => `/secrets/${metadata.name}`,
    get: async (path: string) => ({ status: existing.includes(path) ? 200 : 404, body: {}, warnings: [] }),
    apply: async (object: ApiObject) => {
      applied.push(object);
      return { status: 201, body: {}, warnings: [] };
    },
  };
  return { applied, client: fake as unknown as KubernetesClient };
}

const metadata = (name: string) => ({ name, namespace: 'shop' });
const password: ApiObject = {
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind: 'Password',
  metadata: metadata('broker'),
  spec: { length: 20 },
};
const external = (spec: object): ApiObject => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: metadata('broker'),
  spec: { target: { name: 'broker' }, ...spec },
});
const generated = { sourceRef: { generatorRef: { kind: 'Password', name: 'broker' } } };

describe('playExternalSecrets', () => {
  test('draws passwords, under the names that they are rewritten to', async () => {
    const { applied, client: fake } = client();
    const rewritten = { ...generated, rewrite: [{ regexp: { source: '^password$', target: 'cookie' } }] };
    const object = external({
      dataFrom: [generated, rewritten],
      target: { name: 'broker', immutable: true },
    });
    expect(await playExternalSecrets(fake, [password, object], async () => '')).toEqual([]);
    const [secret] = applied;
    expect(secret).toMatchObject({ kind: 'Secret', metadata: metadata('broker'), immutable: true });
    const data = secret?.['stringData'] as Record<string, string>;
    expect(Object.keys(data).sort()).toEqual(['cookie', 'password']);
    expect(data['password']).toHaveLength(20);
  });

  test('reads secrets, whole or by property', async () => {
    const { applied, client: fake } = client();
    const read = async (name: string) => `{"user":"${name}-user","port":5432}`;
    const object = external({
      dataFrom: [{ extract: { key: 'one' } }],
      data: [{ secretKey: 'NAME', remoteRef: { key: 'two', property: 'user' } }],
    });
    expect(await playExternalSecrets(fake, [object], read)).toEqual([]);
    expect(applied[0]?.['stringData']).toMatchObject({ user: 'one-user', NAME: 'two-user' });
  });

  test('leaves a Secret that exists as it is, and says what it cannot do', async () => {
    const { applied, client: fake } = client(['/secrets/broker']);
    expect(await playExternalSecrets(fake, [external({ dataFrom: [generated] })], async () => '')).toEqual(
      [],
    );
    expect(applied).toEqual([]);
    const faults = await playExternalSecrets(
      client().client,
      [external({ dataFrom: [generated] })],
      async () => '',
    );
    expect(faults).toEqual([expect.stringContaining('Password "broker"')]);
    const missing = external({ data: [{ secretKey: 'A', remoteRef: { key: 'x', property: 'none' } }] });
    expect(await playExternalSecrets(client().client, [missing], async () => '{}')).toEqual([
      expect.stringContaining('"none"'),
    ]);
  });
});
