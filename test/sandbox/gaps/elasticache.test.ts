import { elasticacheParameterSource } from '../../../sandbox/gaps/elasticache-parameter-source';
import { elasticacheReplicationGroupSettings } from '../../../sandbox/gaps/elasticache-replication-group-settings';
import { elasticacheUserAuthentication } from '../../../sandbox/gaps/elasticache-user-authentication';
import { noContext, through, xmlOf } from './calls';

describe('elasticache-parameter-source', () => {
  const parameter = (name: string, source: string) =>
    `<Parameter><ParameterName>${name}</ParameterName><Source>${source}</Source></Parameter>`;
  const cloud = () =>
    through(elasticacheParameterSource(noContext), () =>
      xmlOf(`<R><Parameters>${parameter('a', 'system')}${parameter('b', 'user')}</Parameters></R>`),
    );

  it('answers with the source that is asked for', async () => {
    const { text } = await cloud().send({ form: { Action: 'DescribeCacheParameters', Source: 'user' } });
    expect(text).toContain(`<Parameters>${parameter('b', 'user')}</Parameters>`);
  });

  it('answers with all when none is asked for', async () => {
    const { text } = await cloud().send({ form: { Action: 'DescribeCacheParameters' } });
    expect(text).toContain(parameter('a', 'system'));
  });
});

describe('elasticache-user-authentication', () => {
  const user =
    '<UserId>u</UserId><Authentication><Type>no-password</Type></Authentication><ARN>arn:aws:elasticache:us-east-1:1:user:u</ARN>';
  const cloud = () =>
    through(elasticacheUserAuthentication(noContext), ({ operation }) =>
      xmlOf(
        operation === 'DescribeUsers'
          ? `<R><Users><member>${user}</member></Users></R>`
          : `<R><Result>${user}</Result></R>`,
      ),
    );

  it.each([
    [{ 'AuthenticationMode.Type': 'iam' }, 'iam', 0],
    [{ 'AuthenticationMode.Type': 'no-password-required' }, 'no-password', 0],
    [
      {
        'AuthenticationMode.Type': 'password',
        'AuthenticationMode.Passwords.member.1': 'a',
        'AuthenticationMode.Passwords.member.2': 'b',
      },
      'password',
      2,
    ],
  ])('keeps %j', async (mode, type, count) => {
    const { send } = cloud();
    await send({ form: { Action: 'CreateUser', UserId: 'u', ...mode } });
    const { text } = await send({ form: { Action: 'DescribeUsers' } });
    expect(text).toContain(
      `<Authentication><Type>${type}</Type><PasswordCount>${count}</PasswordCount></Authentication>`,
    );
  });

  it('leaves it to the emulator when nothing was said', async () => {
    const { send } = cloud();
    await send({ form: { Action: 'CreateUser', UserId: 'u' } });
    const { text } = await send({ form: { Action: 'DescribeUsers' } });
    expect(text).toContain('<Authentication><Type>no-password</Type></Authentication>');
  });
});

describe('elasticache-replication-group-settings', () => {
  const group =
    '<ReplicationGroup><ReplicationGroupId>g</ReplicationGroupId><ARN>arn:aws:elasticache:us-east-1:1:replicationgroup:g</ARN></ReplicationGroup>';
  const node = (id: string, of: string) =>
    `<CacheCluster><ARN>arn:aws:elasticache:us-east-1:1:cluster:${id}</ARN><ReplicationGroupId>${of}</ReplicationGroupId></CacheCluster>`;
  const cloud = () =>
    through(elasticacheReplicationGroupSettings(noContext), ({ operation }) =>
      xmlOf(
        operation === 'DescribeCacheClusters'
          ? `<R>${node('n', 'g')}${node('o', 'h')}</R>`
          : `<R>${group}</R>`,
      ),
    );
  const settings = {
    KmsKeyId: 'arn:key',
    NetworkType: 'ipv4',
    IpDiscovery: 'ipv4',
    AutoMinorVersionUpgrade: 'true',
    DataTieringEnabled: 'false',
  };

  it('answers as a group was created and modified', async () => {
    const { send } = cloud();
    await send({ form: { Action: 'CreateReplicationGroup', ...settings } });
    await send({ form: { Action: 'ModifyReplicationGroup', AutoMinorVersionUpgrade: 'false' } });
    const { text } = await send({ form: { Action: 'DescribeReplicationGroups' } });
    for (const one of [
      '<KmsKeyId>arn:key<',
      '<NetworkType>ipv4<',
      '<IpDiscovery>ipv4<',
      '<AutoMinorVersionUpgrade>false<',
      '<DataTiering>disabled<',
    ])
      expect(text).toContain(one);
  });

  it("completes the group's nodes, and no others", async () => {
    const { send } = cloud();
    await send({ form: { Action: 'CreateReplicationGroup', ...settings } });
    const { text } = await send({ form: { Action: 'DescribeCacheClusters' } });
    expect(text.match(/<AutoMinorVersionUpgrade>true</g)).toHaveLength(1);
    expect(text).toContain(node('o', 'h'));
  });
});
