import type { Construct } from 'constructs';
import { IsthmusError, problem } from '../../core/errors';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { stackErrors } from '../stack/errors';
import { Database } from './database';
import type { IDatabase, IOwnDatabase } from './reference';
import type { StandbySource } from './standby/source';

/** What the layer with the database promises to the layers above it. */
export const databaseContract = new Contract('database', {
  arn: 'text',
  database_name: 'text',
  endpoint: 'text',
  key_arn: 'text',
  port: 'text',
  resource_id: 'text',
  secret_arn: 'text',
  security_group_id: 'text',
});

/** A rule needs the port as a number at synth, which a reference into a state is not. */
const published = new WeakMap<AwsStack, IOwnDatabase>();

/**
 * Publishes a database, or a standby, as outputs of its stack. Nothing in them is secret: of the secret, the ARN only. Of several
 * generations publish the one that is to be used.
 */
export function publishDatabase(stack: AwsStack, database: IOwnDatabase): void {
  published.set(stack, database);
  databaseContract.publish(stack, {
    arn: database.databaseArn,
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
  const port = published.get(publisher)?.port;
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

/**
 * What a standby has to know of the database that a stack of another region publishes. All of it is known at synth, so that neither
 * a plan nor a promotion reads the state of a region that may be lost; that stack is applied first all the same.
 * @param reader - the stack of the standby
 * @param publisher - the stack that called {@link publishDatabase}
 * @throws IsthmusError `stack/unpublished-contract` when the other stack has not published it
 */
export function readStandbySource(reader: AwsStack, publisher: AwsStack): StandbySource {
  const source = published.get(publisher)?.source;
  if (!source) {
    throw new IsthmusError([
      problem(stackErrors['unpublished-contract'], reader.node.path, {
        found: `${publisher.node.path} publishes no contract "${databaseContract.name}"`,
        fix: 'publish it there, or read it from the stack that does',
      }),
    ]);
  }
  reader.addDependency(publisher);
  return source;
}
