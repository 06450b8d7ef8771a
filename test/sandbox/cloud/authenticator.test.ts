import { startAuthenticator } from '../../../sandbox/cloud/authenticator';
import { tokenFor } from '../../../sandbox/cloud/token';
import { jsonAnswer } from '../../../sandbox/proxy/call';
import { CredentialBook, rootOf } from '../../../sandbox/proxy/credentials';

const account = '111111111111';
const cluster = { region: 'us-east-1', name: 'shop' };
const entry = `arn:aws:iam::${account}:role/bootstrap/shop-plan`;

/** An account whose cluster has one access entry. */
const answers: Readonly<Record<string, object>> = {
  '/clusters/shop/access-entries': { accessEntries: [entry] },
  [`/clusters/shop/access-entries/${encodeURIComponent(entry)}`]: {
    accessEntry: { principalArn: entry, kubernetesGroups: ['isthmus:plan'] },
  },
  [`/clusters/shop/access-entries/${encodeURIComponent(entry)}/access-policies`]: {
    associatedAccessPolicies: [
      {
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
        accessScope: { type: 'cluster' },
      },
      {
        policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
        accessScope: { type: 'namespace', namespaces: ['jobs'] },
      },
    ],
  },
};

describe('who stands behind a token', () => {
  const book = new CredentialBook();
  const role = (name: string) => book.issue({ account, role: name, name: 'proof', tags: {} });

  async function review(token: string): Promise<unknown> {
    const authenticator = await startAuthenticator(
      book,
      () =>
        async ({ path = '' }) =>
          jsonAnswer(path in answers ? 200 : 404, answers[path] ?? {}),
    );
    try {
      // The API server adds its timeout.
      const answer = await fetch(`${authenticator.url(cluster)}?timeout=10s`, {
        method: 'POST',
        body: JSON.stringify({ spec: { token } }),
      });
      return ((await answer.json()) as { status: unknown }).status;
    } finally {
      await authenticator.stop();
    }
  }

  test('a role gets its groups, and one for each policy of the whole cluster', async () => {
    expect(await review(tokenFor(role('shop-plan'), cluster))).toEqual({
      authenticated: true,
      user: {
        username: `arn:aws:sts::${account}:assumed-role/shop-plan/proof`,
        groups: ['isthmus:plan', 'access-policy:AmazonEKSViewPolicy'],
      },
    });
  });

  test('the root of an account may do everything', async () => {
    expect(await review(tokenFor(rootOf(account), cluster))).toEqual({
      authenticated: true,
      user: { username: `arn:aws:iam::${account}:root`, groups: ['system:masters'] },
    });
  });

  test('nobody is let in without an entry, with a token for elsewhere, or with none', async () => {
    const refused = { authenticated: false };
    expect(await review(tokenFor(role('plan'), cluster))).toEqual(refused);
    expect(await review(tokenFor(role('shop-plan'), { ...cluster, name: 'other' }))).toEqual(refused);
    expect(await review('')).toEqual(refused);
  });
});
