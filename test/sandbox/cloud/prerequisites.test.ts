import { checkEnvironments, type Environment } from '../../../lib/core/environment';
import { PrerequisiteError, prepare, prerequisitesOf } from '../../../sandbox/cloud/prerequisites';
import type { CallEssentials } from '../../../sandbox/gaps/gap';
import { xmlAnswer } from '../../../sandbox/proxy/call';
import { readEnvironments } from '../../../stacks/environments';

function environment(name: string): Environment {
  const found = checkEnvironments(readEnvironments()).environments.find((one) => one.name === name);
  if (!found) throw new Error(`no environment ${name}`);
  return found;
}

describe('prerequisites', () => {
  const role = (name: string) => ({ kind: 'role', arn: `arn:aws:iam::444444444444:role/${name}` });

  it('are the zones of the hosts, and the administrators', () => {
    expect(prerequisitesOf(environment('prod'))).toEqual([
      { kind: 'hostedZone', id: 'Z0444444444PROD', name: 'microshop.com' },
      role('developer'),
      role('platform-admin'),
    ]);
  });

  it('are a user too, and the identity provider that exists', () => {
    const prod = environment('prod');
    const other: Environment = {
      ...prod,
      delivery: { ...prod.delivery, oidcProvider: 'existing' },
      administrators: {
        one: { principalArn: 'arn:aws:iam::444444444444:user/people/ann', access: 'clusterAdmin' },
      },
      regions: {},
    };
    expect(prerequisitesOf(other)).toEqual([
      { kind: 'user', arn: 'arn:aws:iam::444444444444:user/people/ann' },
      { kind: 'githubProvider', url: 'https://token.actions.githubusercontent.com' },
    ]);
  });

  it('are made in the account, once', async () => {
    const sent: [string, CallEssentials][] = [];
    const cloud = {
      as: (account: string) => async (call: CallEssentials) => {
        sent.push([account, call]);
        return xmlAnswer(call.service === 'iam' ? 409 : 201, '<Error>EntityAlreadyExists</Error>');
      },
    };
    await prepare(cloud, [environment('prod')]);
    expect(sent.map(([account, { service, form }]) => [account, service, form?.['RoleName']])).toEqual([
      ['444444444444', 'route53', undefined],
      ['444444444444', 'iam', 'developer'],
      ['444444444444', 'iam', 'platform-admin'],
    ]);
  });

  it('say what was refused', async () => {
    const cloud = { as: () => async () => xmlAnswer(400, '<Error>no</Error>') };
    await expect(prepare(cloud, [environment('prod')])).rejects.toThrow(PrerequisiteError);
    await expect(prepare(cloud, [environment('prod')])).rejects.toThrow(/prod: .*Z0444444444PROD.*<Error>no/);
  });
});
