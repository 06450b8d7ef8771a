import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Construct } from 'constructs';
import { Secret, type SecretProps } from '../../../../lib/aws/secret';
import type { AwsStack } from '../../../../lib/aws/stack';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

function secret(props: Partial<SecretProps> = {}, stack: AwsStack = testStack()) {
  const defaults: SecretProps = { name: 'orders/api-token', description: 'Token', value: 'setElsewhere' };
  return { stack, secret: new Secret(stack, 'token', { ...defaults, ...props }) };
}

function codes(props: Partial<SecretProps>): string[][] {
  return problemsOf(secret(props).stack).map((one) => [
    one.severity,
    one.code,
    one.path.split('token.')[1] ?? '',
  ]);
}

describe('Secret', () => {
  test('has its own key, thirty days to come back, and protection', () => {
    const content = synthTerraform(secret().stack);
    expect(onlyResource(content, SecretsmanagerSecret)).toMatchInlineSnapshot(`
{
  "description": "Token",
  "kms_key_id": "\${aws_kms_key.token_key.arn}",
  "lifecycle": {
    "prevent_destroy": true,
  },
  "name": "shop-test-orders/api-token",
  "recovery_window_in_days": 30,
}
`);
    expect(onlyResource(content, KmsKey)['lifecycle']).toEqual({ prevent_destroy: true });
    expect(addresses(content)).toEqual([
      'aws_kms_alias.token_key_alias',
      'aws_kms_key.token_key',
      'aws_secretsmanager_secret.token',
      'aws_secretsmanager_secret_policy.token_policy',
    ]);
  });

  test('is closed to other accounts and to requests without TLS', () => {
    const policy = onlyResource(secret().stack, SecretsmanagerSecretPolicy);
    expect(policy).toMatchObject({
      secret_arn: '${aws_secretsmanager_secret.token.arn}',
      block_public_policy: true,
    });
    expect(JSON.parse(policy['policy']).Statement).toEqual([
      {
        Sid: 'OwnAccountOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: ['secretsmanager:*'],
        Resource: ['*'],
        Condition: {
          StringNotEquals: { 'aws:PrincipalAccount': '111122223333' },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: ['secretsmanager:*'],
        Resource: ['*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  test('one that is set elsewhere has no value in Terraform', () => {
    const made = secret();
    const content = synthTerraform(made.stack);
    expect(content.ephemeral).toEqual({});
    expect(content.resource['aws_secretsmanager_secret_version']).toBeUndefined();
    expect(made.secret.generatedValue).toBeUndefined();
  });

  test('a generated value is ephemeral and written without being kept', () => {
    const made = secret({ value: { generated: { version: 3 } } });
    const content = synthTerraform(made.stack);
    expect(content.ephemeral).toEqual({
      aws_secretsmanager_random_password: {
        token_value: {
          password_length: 32,
          exclude_characters: '"\'/@\\`',
          require_each_included_type: true,
        },
      },
    });
    expect(onlyResource(content, SecretsmanagerSecretVersion)).toEqual({
      secret_id: '${aws_secretsmanager_secret.token.arn}',
      secret_string_wo: '${ephemeral.aws_secretsmanager_random_password.token_value.random_password}',
      secret_string_wo_version: 3,
    });
    expect(made.secret.generatedValue).toBe(
      '${ephemeral.aws_secretsmanager_random_password.token_value.random_password}',
    );
  });

  test('a generated value may be longer and leave out more', () => {
    const { stack } = secret({ value: { generated: { version: 1, length: 64, excludeCharacters: '%$' } } });
    expect(
      synthTerraform(stack).ephemeral['aws_secretsmanager_random_password']?.['token_value'],
    ).toMatchObject({
      password_length: 64,
      exclude_characters: '%$',
    });
  });

  test('a reviewer may write another value, without keeping it either', () => {
    const value = { generated: { version: 1 } };
    const { stack } = secret({ value, overrides: { version: { secretStringWo: '${var.token}' } } });
    expect(onlyResource(stack, SecretsmanagerSecretVersion)['secret_string_wo']).toBe('${var.token}');
  });

  test('can be given up, at once', () => {
    const content = synthTerraform(secret({ recoveryDays: 'immediate', deletionProtection: false }).stack);
    expect(onlyResource(content, SecretsmanagerSecret)).toMatchObject({
      recovery_window_in_days: 0,
      lifecycle: { prevent_destroy: false },
    });
    expect(onlyResource(content, KmsKey)['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('takes another key', () => {
    const { stack, secret: made } = secret({ key: { keyArn: 'arn:aws:kms:us-east-1:111122223333:key/abc' } });
    expect(onlyResource(stack, SecretsmanagerSecret)['kms_key_id']).toBe(made.keyArn);
    expect(resources(stack, KmsKey)).toEqual({});
  });

  test('grants reading of this secret, and its key through Secrets Manager for it only', () => {
    const made = secret({ key: { keyArn: 'arn:aws:kms:us-east-1:111122223333:key/abc' } }).secret;
    expect(made.grantRead()).toEqual([
      {
        sid: 'ReadSecrettoken',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        resources: [made.secretArn],
      },
      {
        sid: 'SecretKeytoken',
        actions: ['kms:Decrypt'],
        resources: ['arn:aws:kms:us-east-1:111122223333:key/abc'],
        conditions: {
          StringEquals: {
            'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
            'kms:EncryptionContext:SecretARN': made.secretArn,
          },
        },
      },
    ]);
  });

  test('statements of two secrets with the same id do not share a sid', () => {
    const stack = testStack();
    const sids = ['orders', 'users'].flatMap((parent) => {
      const props = { name: `${parent}/token`, description: 'Token', value: 'setElsewhere' } as const;
      return new Secret(new Construct(stack, parent), 'token', props).grantRead().map((one) => one.sid);
    });
    expect(sids).toEqual([
      'ReadSecretorderstoken',
      'SecretKeyorderstoken',
      'ReadSecretuserstoken',
      'SecretKeyuserstoken',
    ]);
  });

  test('one that exists already', () => {
    const stack = testStack();
    const secretArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:theirs-AbCdEf';
    const bare = Secret.fromAttributes(stack, 'bare', { secretArn, secretName: 'theirs' });
    expect(bare.grantRead()).toEqual([
      {
        sid: 'ReadSecretbare',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        resources: [secretArn],
      },
    ]);
    const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/abc';
    const keyed = Secret.fromAttributes(stack, 'keyed', { secretArn, secretName: 'theirs', keyArn });
    expect(keyed.grantRead()).toHaveLength(2);
  });

  test.each(['secret', 'version', 'policy'] as const)('the override of %s reaches its resource', (name) => {
    const { stack } = secret({
      value: { generated: { version: 1 } },
      overrides: { [name]: { region: 'eu-west-1' } },
    });
    const changed = Object.values(synthTerraform(stack).resource)
      .flatMap((blocks) => Object.values(blocks))
      .filter((block) => block['region'] === 'eu-west-1');
    expect(changed).toHaveLength(1);
  });
});

describe('mistakes in a secret', () => {
  test('a full one has none', () => {
    const value = { generated: { version: 2, length: 16, excludeCharacters: '$ {' } };
    expect(codes({ recoveryDays: 7, value })).toEqual([]);
  });

  test.each([3, 6, 31, 7.5])('a recovery of %d days', (recoveryDays) => {
    expect(codes({ recoveryDays })).toEqual([['error', 'secret/recovery-days', 'recoveryDays']]);
  });

  test.each([15, 4097, 20.5])('a length of %d', (length) => {
    expect(codes({ value: { generated: { version: 1, length } } })).toEqual([
      ['error', 'secret/length', 'value.generated.length'],
    ]);
  });

  test.each([0, 1.5])('version %d', (version) => {
    expect(codes({ value: { generated: { version } } })).toEqual([
      ['error', 'secret/version', 'value.generated.version'],
    ]);
  });

  test.each(['a${b', '%{', 'x'.repeat(4097)])(
    'excluded characters that are a template or too many',
    (text) => {
      expect(codes({ value: { generated: { version: 1, excludeCharacters: text } } })).toEqual([
        ['error', 'secret/excluded-characters', 'value.generated.excludeCharacters'],
      ]);
    },
  );

  test.each(['orders/db-master', 'orders'])('a name that ends like an ARN: %s', (name) => {
    expect(codes({ name })).toEqual([['warning', 'secret/name-suffix', 'name']]);
  });

  test('a name that Secrets Manager does not take', () => {
    expect(codes({ name: 'a b c' })).toContainEqual(['error', 'stack/name', '']);
  });
});
