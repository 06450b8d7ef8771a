import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { Secret, type SecretReplicas } from '../../../../lib/aws/secret';
import { onlyResource, problemsOf, testStack } from '../../../../lib/testing';
import { problems as databaseProblems, shopDatabase } from '../database/fixture';

const key = (region: string, resource = 'key/0a1b2c3d-0000-4000-8000-000000000000') => ({
  kmsKeyArn: `arn:aws:kms:${region}:111122223333:${resource}`,
});

function copied(replicas: SecretReplicas) {
  const stack = testStack();
  new Secret(stack, 'token', { name: 'token', description: 'Token', value: 'setElsewhere', replicas });
  return stack;
}

function problems(replicas: SecretReplicas): string[] {
  return problemsOf(copied(replicas)).map((one) => `${one.code} ${one.path.split('token.')[1]}`);
}

describe('a secret in several regions', () => {
  test('is copied with a key of each, sorted, and overwrites nothing', () => {
    const replicas = {
      'us-west-2': key('us-west-2'),
      'eu-west-1': key('eu-west-1', 'alias/shop-test-standby'),
    };
    expect(problems(replicas)).toEqual([]);
    expect(onlyResource(copied(replicas), SecretsmanagerSecret)).toMatchObject({
      force_overwrite_replica_secret: false,
      replica: [
        { region: 'eu-west-1', kms_key_id: 'arn:aws:kms:eu-west-1:111122223333:alias/shop-test-standby' },
        { region: 'us-west-2', kms_key_id: key('us-west-2').kmsKeyArn },
      ],
    });
  });

  test('without regions says nothing about copies', () => {
    const secret = onlyResource(copied({}), SecretsmanagerSecret);
    expect(secret).not.toHaveProperty('replica');
    expect(secret).not.toHaveProperty('force_overwrite_replica_secret');
  });

  test('takes a key that is known only after a deploy', () => {
    expect(problems({ 'us-west-2': { kmsKeyArn: '${data.terraform_remote_state.x.outputs.key}' } })).toEqual(
      [],
    );
  });

  test.each([
    ['secret/replica-region replicas.us-east-1', { 'us-east-1': key('us-east-1') }],
    ['secret/replica-region replicas.us-west-9', { 'us-west-9': key('us-west-9') }],
    ['secret/replica-key replicas.us-west-2.kmsKeyArn', { 'us-west-2': key('us-east-1') }],
    [
      'secret/replica-key replicas.us-west-2.kmsKeyArn',
      { 'us-west-2': key('us-west-2', 'alias/aws/secretsmanager') },
    ],
    ['secret/replica-key replicas.us-west-2.kmsKeyArn', { 'us-west-2': { kmsKeyArn: '' } }],
    ['secret/replica-key replicas.us-west-2.kmsKeyArn', { 'us-west-2': { kmsKeyArn: 'alias/mine' } }],
  ])('%s is an error', (expected, replicas) => {
    expect(problems(replicas as SecretReplicas)).toEqual([expected]);
  });

  test('the secret of a master user is copied alike', () => {
    const { stack } = shopDatabase({ secretReplicas: { 'us-west-2': key('us-west-2') } });
    expect(onlyResource(stack, SecretsmanagerSecret)).toMatchObject({
      force_overwrite_replica_secret: false,
      replica: [{ region: 'us-west-2', kms_key_id: key('us-west-2').kmsKeyArn }],
    });
    expect(databaseProblems({ secretReplicas: { 'us-west-2': key('us-east-1') } })).toEqual([
      'error secret/replica-key /master.secretReplicas.us-west-2.kmsKeyArn',
    ]);
  });
});
