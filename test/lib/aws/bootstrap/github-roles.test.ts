import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { type GithubRolesProps, POLICY_LIMIT } from '../../../../lib/aws/bootstrap';
import { addresses, onlyResource, problemsOf, resources, synthTerraform } from '../../../../lib/testing';
import { githubRoles, trustOf } from './fixture';

const issuer = 'token.actions.githubusercontent.com';

describe('GithubRoles', () => {
  test('trust one repository: pull requests and main to plan, one environment to deploy', () => {
    const { stack } = githubRoles();
    expect(trustOf(stack, 'plan')).toEqual({
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      [`${issuer}:sub`]: [
        'repo:microshop@1234/platform@5678:pull_request',
        'repo:microshop@1234/platform@5678:ref:refs/heads/main',
      ],
    });
    expect(trustOf(stack, 'deploy')).toEqual({
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      [`${issuer}:sub`]: ['repo:microshop@1234/platform@5678:environment:test'],
    });
  });

  test('may plan from other branches, and not from pull requests', () => {
    const { stack } = githubRoles({ planFrom: { pullRequests: 'refused', branches: ['release', 'main'] } });
    expect(trustOf(stack, 'plan')[`${issuer}:sub`]).toEqual([
      'repo:microshop@1234/platform@5678:ref:refs/heads/main',
      'repo:microshop@1234/platform@5678:ref:refs/heads/release',
    ]);
  });

  test('make the provider, without a thumbprint', () => {
    expect(onlyResource(githubRoles().stack, IamOpenidConnectProvider)).toEqual({
      url: `https://${issuer}`,
      client_id_list: ['sts.amazonaws.com'],
    });
  });

  test('take the provider that the account has', () => {
    const arn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
    const { stack, roles } = githubRoles({ provider: { arn } });
    expect(resources(stack, IamOpenidConnectProvider)).toEqual({});
    expect(roles.providerArn).toBe(arn);
    expect(resources(stack, IamRole)['delivery_plan']?.['assume_role_policy']).toContain(arn);
  });

  test('stand apart from the names that they may change, for an hour at a time', () => {
    const roles = resources(githubRoles().stack, IamRole);
    expect(roles['delivery_plan']).toMatchObject({
      name: 'shop-test-us-east-1-plan',
      path: '/bootstrap/',
      max_session_duration: 3600,
    });
    expect(roles['delivery_deploy']).toMatchObject({
      name: 'shop-test-us-east-1-deploy',
      path: '/bootstrap/',
      max_session_duration: 3600,
    });
  });

  test('every policy fits, is in the path, and is attached to its role', () => {
    const content = synthTerraform(githubRoles({ emptyBuckets: 'allowed' }).stack);
    const policies = resources(content, IamPolicy);
    for (const [name, policy] of Object.entries(policies)) {
      expect(policy['policy'].length).toBeLessThan(POLICY_LIMIT * 0.75);
      expect(policy['path']).toBe('/bootstrap/');
      if (name === 'delivery_boundary') continue;
      const kind = name.startsWith('delivery_plan') ? 'plan' : 'deploy';
      expect(resources(content, IamRolePolicyAttachment)[`${name}-attached`]).toEqual({
        role: `\${aws_iam_role.delivery_${kind}.name}`,
        policy_arn: `\${aws_iam_policy.${name}.arn}`,
      });
    }
    // IAM attaches ten managed policies to a role unless the quota was raised.
    expect(Object.keys(policies).filter((name) => name.startsWith('delivery_deploy')).length).toBeLessThan(
      10,
    );
  });

  test('a statement id is used once in a policy', () => {
    for (const { policy } of Object.values(
      resources(githubRoles({ emptyBuckets: 'allowed' }).stack, IamPolicy),
    )) {
      const sids = JSON.parse(policy).Statement.map((one: { Sid: string }) => one.Sid);
      expect(new Set(sids).size).toBe(sids.length);
      expect(sids.every((sid: string) => /^[A-Za-z0-9]+$/.test(sid))).toBe(true);
    }
  });

  test.each(['plan', 'deploy', 'provider'] as const)('the override of %s reaches its resource', (name) => {
    const { stack } = githubRoles({ overrides: { [name]: { tags: { reviewed: 'yes' } } } });
    const type = name === 'provider' ? IamOpenidConnectProvider : IamRole;
    expect(resources(stack, type)[`delivery_${name}`]?.['tags']).toEqual({ reviewed: 'yes' });
  });

  test('order and repetition of regions and zones change nothing', () => {
    const one = githubRoles({ regions: ['us-west-2', 'us-east-1'], hostedZoneIds: ['Z2', 'Z1', 'Z2'] });
    const other = githubRoles({ regions: ['us-east-1', 'us-west-2'], hostedZoneIds: ['Z1', 'Z2'] });
    expect(synthTerraform(one.stack)).toEqual(synthTerraform(other.stack));
  });

  test('addresses', () => {
    const found = addresses(synthTerraform(githubRoles().stack)).filter((one) => one.startsWith('aws_iam'));
    expect(found.filter((one) => !one.includes('_attachment'))).toEqual([
      'aws_iam_openid_connect_provider.delivery_provider',
      'aws_iam_policy.delivery_boundary',
      'aws_iam_policy.delivery_deploy-cluster',
      'aws_iam_policy.delivery_deploy-data',
      'aws_iam_policy.delivery_deploy-edge',
      'aws_iam_policy.delivery_deploy-guardrails',
      'aws_iam_policy.delivery_deploy-identity',
      'aws_iam_policy.delivery_deploy-network',
      'aws_iam_policy.delivery_deploy-operations',
      'aws_iam_policy.delivery_deploy-read',
      'aws_iam_policy.delivery_deploy-state',
      'aws_iam_policy.delivery_plan-read',
      'aws_iam_policy.delivery_plan-state',
      'aws_iam_role.delivery_deploy',
      'aws_iam_role.delivery_plan',
    ]);
  });
});

describe('mistakes about who may deploy', () => {
  function codes(props: Partial<GithubRolesProps>): string[][] {
    return problemsOf(githubRoles(props).stack).map((one) => [
      one.severity,
      one.code,
      one.path.split('delivery.')[1] ?? '',
    ]);
  }

  test('a well-formed one has none', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ planFrom: { branches: ['release/2026-11'] }, deployEnvironment: 'prod-eu' })).toEqual([]);
  });

  test.each([
    'https://github.com/microshop/platform',
    'microshop',
    'microshop/*',
    '*/platform',
    'micro--shop/platform',
    'microshop@1234/platform',
    'microshop@*/platform@*',
    'microshop/platform:ref',
  ])('no repository: %s', (repository) => {
    expect(codes({ repository })).toEqual([['error', 'bootstrap/repository', 'repository']]);
  });

  test('a repository by name alone is a warning', () => {
    expect(codes({ repository: 'micro-shop/platform.ts' })).toEqual([
      ['warning', 'bootstrap/repository-by-name', 'repository'],
    ]);
  });

  test.each(['*', 'prod*', 'pro?', 'prod:pull_request', '', 'a b', '${x}'])(
    'no environment: "%s"',
    (name) => {
      expect(codes({ deployEnvironment: name })).toEqual([
        ['error', 'bootstrap/subject', 'deployEnvironment'],
      ]);
    },
  );

  test('a branch with a wildcard', () => {
    expect(codes({ planFrom: { branches: ['release/*'] } })).toEqual([
      ['error', 'bootstrap/subject', 'planFrom.branches'],
    ]);
  });

  test('a plan role that trusts nothing', () => {
    const planFrom = { pullRequests: 'refused', branches: [] } as const;
    expect(codes({ planFrom })).toEqual([['error', 'bootstrap/no-plan-source', 'planFrom']]);
  });

  test.each([
    'token.actions.githubusercontent.com',
    'arn:aws:iam::999988887777:oidc-provider/token.actions.githubusercontent.com',
    'arn:aws:iam::111122223333:oidc-provider/example.com',
  ])('a provider that is not GitHub here: %s', (arn) => {
    expect(codes({ provider: { arn } })).toEqual([['error', 'bootstrap/provider', 'provider.arn']]);
  });

  test.each([[[]], [['us-east-9']], [['*']]])('regions %j', (regions) => {
    expect(codes({ regions })).toEqual([['error', 'bootstrap/region', 'regions']]);
  });

  test('a zone by name', () => {
    expect(codes({ recordNames: ['*.microshop.com'] })).toEqual([
      ['error', 'bootstrap/record-name', 'recordNames'],
    ]);
    expect(codes({ recordNames: ['api.microshop.com'] })).toEqual([]);
    expect(codes({ hostedZoneIds: ['microshop.com'] })).toEqual([
      ['error', 'bootstrap/zone', 'hostedZoneIds'],
    ]);
  });

  test('more than a policy holds', () => {
    const hostedZoneIds = Array.from({ length: 200 }, (_, index) => `Z0000000000000000${index}`);
    expect(codes({ hostedZoneIds })).toEqual([['error', 'bootstrap/policy-too-long', '']]);
  });
});
