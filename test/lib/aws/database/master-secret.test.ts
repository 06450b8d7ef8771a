import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { onlyResource, synthTerraform } from '../../../../lib/testing';
import { shopDatabase } from './fixture';

const drawn = 'ephemeral.aws_secretsmanager_random_password.database_master.random_password';

describe('the master password', () => {
  test('is drawn as an ephemeral value, of what RDS takes', () => {
    const { ephemeral } = synthTerraform(shopDatabase().stack);
    const password = ephemeral['aws_secretsmanager_random_password']?.['database_master'];
    expect(password).toEqual({
      password_length: 64,
      exclude_characters: '/@"\'\\`',
      include_space: false,
      require_each_included_type: true,
    });
  });

  test('appears in write-only arguments and nowhere else', () => {
    const content = synthTerraform(shopDatabase().stack);
    const places: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value === 'string' && value.includes(drawn)) places.push(path);
      if (value && typeof value === 'object') {
        for (const [key, one] of Object.entries(value)) look(one, `${path}.${key}`);
      }
    };
    look(content, '');
    expect(places).toEqual([
      '.resource.aws_db_instance.database.password_wo',
      '.resource.aws_secretsmanager_secret_version.database_master_version.secret_string_wo',
    ]);
    for (const leak of ['"password":', 'manage_master_user_password', '"secret_string":']) {
      expect(JSON.stringify(content)).not.toContain(leak);
    }
  });

  test('is stored after the instance has it, with where to connect', () => {
    expect(onlyResource(shopDatabase().stack, SecretsmanagerSecretVersion)).toEqual({
      depends_on: ['aws_db_instance.database'],
      secret_id: '${aws_secretsmanager_secret.database_master.id}',
      secret_string_wo:
        `\${jsonencode({dbname = "microshop", engine = "postgres", host = aws_db_instance.database.address, ` +
        `password = ${drawn}, port = aws_db_instance.database.port, username = aws_db_instance.database.username})}`,
      secret_string_wo_version: 1,
    });
  });

  test('is rotated in both places together', () => {
    const content = synthTerraform(shopDatabase({ passwordVersion: 3 }).stack);
    expect(onlyResource(content, DbInstance)['password_wo_version']).toBe(3);
    expect(onlyResource(content, SecretsmanagerSecretVersion)['secret_string_wo_version']).toBe(3);
  });

  test('is kept in a secret with the key of the database', () => {
    expect(onlyResource(shopDatabase().stack, SecretsmanagerSecret)).toEqual({
      name: 'shop-test-database-main-master',
      description: 'Master user of database main',
      kms_key_id: '${aws_kms_key.database_key.arn}',
      recovery_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });
});
