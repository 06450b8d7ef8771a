import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { Database } from './database';
import type { IDatabase } from './reference';

/** What the layer with the database promises to the layers above it. */
export const databaseContract = new Contract('database', {
  database_name: 'text',
  endpoint: 'text',
  key_arn: 'text',
  port: 'text',
  resource_id: 'text',
  secret_arn: 'text',
  security_group_id: 'text',
});

/** A rule needs the port as a number at synth, which a reference into a state is not. */
const ports = new WeakMap<AwsStack, number>();

/** Publishes a database as outputs of its stack. Nothing in them is secret: of the secret, the ARN only. */
export function publishDatabase(stack: AwsStack, database: IDatabase): void {
  ports.set(stack, database.port);
  databaseContract.publish(stack, {
    database_name: database.databaseName,
    endpoint: database.endpoint,
    key_arn: database.keyArn,
    port: String(database.port),
    resource_id: database.resourceId,
    secret_arn: database.secretArn,
    security_group_id: database.connections.securityGroupId,
  });
}

/**
 * The database that another stack publishes.
 * @param scope - in the reading stack
 * @param id - of the imported database; rules that open it are made below it
 * @param publisher - the stack that called {@link publishDatabase}
 */
export function importDatabase(scope: Construct, id: string, publisher: AwsStack): IDatabase {
  const values = databaseContract.read(AwsStack.of(scope), publisher);
  const port = ports.get(publisher);
  return Database.fromAttributes(scope, id, {
    endpoint: values.endpoint,
    databaseName: values.database_name,
    resourceId: values.resource_id,
    secretArn: values.secret_arn,
    keyArn: values.key_arn,
    securityGroupId: values.security_group_id,
    ...(port !== undefined && { port }),
  });
}
