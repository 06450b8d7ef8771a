import { secretsmanagerReplicas } from '../../../sandbox/gaps/secretsmanager-replicas';
import { json } from '../../../sandbox/proxy/call';
import { jsonOf, noContext, through } from './calls';

const ReplicationStatus = [
  { Region: 'us-west-2', Status: 'InSync' },
  { Region: 'eu-central-1', Status: 'InSync' },
];
const AddReplicaRegions = [{ Region: 'us-west-2', KmsKeyId: 'arn:key' }];

function start(replicate = jsonOf({ ARN: 'arn:s', ReplicationStatus })) {
  const cloud = through(secretsmanagerReplicas(noContext), ({ operation, body }) => {
    if (operation === 'ReplicateSecretToRegions') return replicate;
    if (operation === 'DescribeSecret')
      return json<{ SecretId: string }>({ body }).SecretId === 'arn:s'
        ? jsonOf({ ARN: 'arn:s', Name: 's', ReplicationStatus })
        : jsonOf({ __type: 'ResourceNotFoundException' }, 400);
    return jsonOf({ ARN: 'arn:s', Name: 's' });
  });
  const call = async (operation: string, body: object) => {
    const { status, text } = await cloud.send({ target: `secretsmanager.${operation}`, body });
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };
  const sent = () =>
    cloud.sent.map((one) => [one.region, one.operation, json<Record<string, unknown>>(one)] as const);
  return { call, sent };
}

describe('secretsmanager-replicas', () => {
  it('replicates what is made with replicas', async () => {
    const { call, sent } = start();
    expect((await call('CreateSecret', { Name: 's', AddReplicaRegions })).body).toEqual({
      ARN: 'arn:s',
      Name: 's',
      ReplicationStatus,
    });
    expect(sent()[1]).toEqual([
      'us-east-1',
      'ReplicateSecretToRegions',
      { SecretId: 'arn:s', AddReplicaRegions },
    ]);
  });

  it('replicates nothing that is not told to, and answers a refusal', async () => {
    const plain = start();
    await plain.call('CreateSecret', { Name: 's' });
    expect(plain.sent()).toHaveLength(1);
    const refused = start(jsonOf({ __type: 'ResourceExistsException' }, 400));
    expect((await refused.call('CreateSecret', { Name: 's', AddReplicaRegions })).status).toBe(400);
  });

  it('takes a replica away by way of a region that the secret is not in', async () => {
    const { call, sent } = start();
    const { body } = await call('RemoveRegionsFromReplication', {
      SecretId: 'arn:s',
      RemoveReplicaRegions: ['us-west-2'],
    });
    expect(body).toEqual({ ARN: 'arn:s', ReplicationStatus: [ReplicationStatus[1]] });
    expect(sent().slice(1)).toEqual([
      ['eu-north-1', 'CreateSecret', { Name: 's', SecretString: 'lent' }],
      [
        'eu-north-1',
        'ReplicateSecretToRegions',
        { SecretId: 's', AddReplicaRegions: [{ Region: 'us-west-2' }], ForceOverwriteReplicaSecret: true },
      ],
      ['eu-north-1', 'DeleteSecret', { SecretId: 's', ForceDeleteWithoutRecovery: true }],
    ]);
  });

  it('takes nothing away from a secret that is not there', async () => {
    const { call, sent } = start();
    const refused = await call('RemoveRegionsFromReplication', {
      SecretId: 'arn:none',
      RemoveReplicaRegions: ['us-west-2'],
    });
    expect(refused.status).toBe(400);
    expect(sent()).toHaveLength(1);
  });
});
