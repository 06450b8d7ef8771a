import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { SecurityGroup } from '../../../../lib/aws/connections';
import { Database, importDatabase, publishDatabase } from '../../../../lib/aws/database';
import { AwsStack } from '../../../../lib/aws/stack';
import { onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';
import { resolved, shop, shopDatabase } from './fixture';

const attributes = {
  endpoint: 'orders.abc.us-east-1.rds.amazonaws.com',
  databaseName: 'orders',
  resourceId: 'db-ABCDEFGHIJKL',
  secretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-AbCdEf',
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000',
  securityGroupId: 'sg-1',
};

/** A second stack of the same app, as the one above. */
function upperStack(stack: AwsStack): AwsStack {
  const { project, environment, account, region, state, today } = stack;
  const owner = { owner: 'platform', costCentre: 'cc-1' };
  const props = { project, environment, account, region, state, today, ...owner };
  return new AwsStack(stack.node.root as never, 'test-us-east-1-upper', props);
}

describe('who may use a database', () => {
  test('a principal connects as one user, to this instance', () => {
    const { stack, database } = shopDatabase();
    expect(resolved(stack, database.connectStatement('orders'))).toEqual({
      sid: 'Connectorders',
      actions: ['rds-db:connect'],
      resources: [
        'arn:aws:rds-db:us-east-1:111122223333:dbuser:${aws_db_instance.database.resource_id}/orders',
      ],
    });
    expect(problemsOf(stack)).toEqual([]);
  });

  test.each(['*', '', 'orders/*', 'order*'])('"%s" is not one user', (user) => {
    const { stack, database } = shopDatabase();
    database.connectStatement(user);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['database/connect-user']);
  });

  test('with blue/green updates the permission names an instance that will go', () => {
    const { stack, database } = shopDatabase({ updates: 'blueGreen' });
    database.connectStatement('orders');
    expect(problemsOf(stack).map((one) => `${one.severity} ${one.code}`)).toEqual([
      'warning database/blue-green-identity',
    ]);
  });

  test('who reads the secret may use the key through Secrets Manager only', () => {
    const { stack, database } = shopDatabase();
    expect(resolved(stack, database.readSecretStatements())).toEqual([
      {
        sid: 'ReadMasterSecret',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        resources: ['${aws_secretsmanager_secret.database_master.arn}'],
      },
      {
        sid: 'DecryptMasterSecret',
        actions: ['kms:Decrypt'],
        resources: ['${aws_kms_key.database_key.arn}'],
        conditions: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
      },
    ]);
  });
});

describe('a database that exists already', () => {
  test('is what its attributes say', () => {
    const stack = testStack();
    const database = Database.fromAttributes(stack, 'orders', attributes);
    expect(database).toMatchObject({
      endpoint: attributes.endpoint,
      databaseName: 'orders',
      resourceId: attributes.resourceId,
      secretArn: attributes.secretArn,
      keyArn: attributes.keyArn,
      port: 5432,
    });
    expect(database.connections.securityGroupId).toBe('sg-1');
    expect(database.connectStatement('orders').resources).toEqual([
      'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ABCDEFGHIJKL/orders',
    ]);
    expect(database.readSecretStatements().map((one) => one.resources)).toEqual([
      [attributes.secretArn],
      [attributes.keyArn],
    ]);
  });

  test('is opened by rules of the stack that knows it', () => {
    const stack = testStack();
    const database = Database.fromAttributes(stack, 'orders', { ...attributes, port: 6432, name: 'shared' });
    const app = new SecurityGroup(stack, 'app', { vpcId: 'vpc-1', name: 'app', description: 'App' });
    database.connections.allowFrom(app);
    expect(onlyResource(stack, VpcSecurityGroupIngressRule)).toMatchObject({
      description: 'app to shared',
      from_port: 6432,
      security_group_id: 'sg-1',
    });
  });
});

describe('the contract of a database', () => {
  test('carries what an upper layer needs, and no secret', () => {
    const { stack, database } = shopDatabase();
    publishDatabase(stack, database);
    const values = Object.entries(synthTerraform(stack).output).map(([name, one]) => [name, one['value']]);
    expect(Object.fromEntries(values)).toEqual({
      database_arn: 'arn:aws:rds:us-east-1:111122223333:db:shop-test-main',
      database_database_name: 'microshop',
      database_endpoint: '${aws_db_instance.database.address}',
      database_key_arn: '${aws_kms_key.database_key.arn}',
      database_port: '5432',
      database_resource_id: '${aws_db_instance.database.resource_id}',
      database_secret_arn: '${aws_secretsmanager_secret.database_master.arn}',
      database_security_group_id: '${aws_security_group.database_security-group.id}',
    });
  });

  test('is read by another stack, with the port as it is', () => {
    const { stack, database } = shopDatabase({ network: { ...shop.network, port: 6432 } });
    publishDatabase(stack, database);
    const upper = upperStack(stack);
    const imported = importDatabase(upper, 'database', stack);
    const app = new SecurityGroup(upper, 'app', { vpcId: 'vpc-1', name: 'app', description: 'App' });
    imported.connections.allowFrom(app);
    const outputs = 'data.terraform_remote_state.state-test-us-east-1-unit.outputs';
    expect(imported.endpoint).toBe(`\${${outputs}.database_endpoint}`);
    expect(onlyResource(upper, VpcSecurityGroupIngressRule)).toMatchObject({
      from_port: 6432,
      security_group_id: `\${${outputs}.database_security_group_id}`,
    });
  });
});
