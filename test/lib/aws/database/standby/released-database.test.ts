import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import {
  Database,
  ReleasedDatabase,
  type ReleasedDatabaseProps,
  StandbyDatabase,
} from '../../../../../lib/aws/database';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../../lib/testing';
import { shop } from '../fixture';
import { source, standby } from './fixture';

const west = { ...source, region: 'us-west-2', arn: source.arn.replace('us-east-1', 'us-west-2') };
const network = { vpcId: 'vpc-1', subnetGroupName: 'shop-test-database' };

function released(changes: Partial<ReleasedDatabaseProps> = {}) {
  const stack = testStack();
  const old = new ReleasedDatabase(stack, 'database', { ...shop, ...changes });
  const serving = new StandbyDatabase(stack, 'database-2', {
    ...standby,
    network,
    generation: 2,
    role: 'promoted',
    source: west,
    secret: { keyArn: old.keyArn },
  });
  return { stack, old, serving };
}

function unreleased() {
  const stack = testStack();
  const { keyArn } = new Database(stack, 'database', shop);
  const props = { ...standby, network, generation: 2, role: 'promoted', secret: { keyArn } } as const;
  new StandbyDatabase(stack, 'database-2', props);
  return synthTerraform(stack);
}

describe('a released database', () => {
  test('loses its instance and what served it alone, and keeps secret, logs and key as they were', () => {
    const { stack, old, serving } = released();
    old.servedBy(serving);
    expect(problemsOf(stack)).toEqual([]);
    const [before, after] = [unreleased(), synthTerraform(stack)];
    const kept = addresses(after);
    expect(addresses(before).filter((address) => !kept.includes(address))).toEqual([
      'aws_cloudwatch_metric_alarm.database_alarm-connections',
      'aws_cloudwatch_metric_alarm.database_alarm-cpu',
      'aws_cloudwatch_metric_alarm.database_alarm-storage',
      'aws_db_instance.database',
      'aws_db_parameter_group.database_parameters',
      'aws_iam_role.database_monitoring',
      'aws_iam_role_policy_attachment.database_monitoring_policy',
      'aws_security_group.database_security-group',
    ]);
    expect(kept.filter((address) => !addresses(before).includes(address))).toEqual([]);
    for (const [type, blocks] of Object.entries(after.resource)) {
      if (type === 'aws_secretsmanager_secret_version') continue;
      for (const [name, block] of Object.entries(blocks)) {
        expect([type, name, block]).toEqual([type, name, before.resource[type]?.[name]]);
      }
    }
    expect(after.ephemeral).toEqual(before.ephemeral);
  });

  test('its secret opens the instance that serves, and no password is written', () => {
    const { stack, old, serving } = released({ passwordVersion: 4 });
    old.servedBy(serving);
    const version = onlyResource(stack, SecretsmanagerSecretVersion);
    expect(version['secret_string_wo_version']).toBe(4);
    expect(version['secret_string_wo']).toContain('host = aws_db_instance.database-2.address');
  });

  test('nobody to serve is an error', () => {
    expect(problemsOf(released().stack).map((one) => [one.code, one.path])).toEqual([
      ['database/released', 'test-us-east-1-unit/database'],
    ]);
  });
});
