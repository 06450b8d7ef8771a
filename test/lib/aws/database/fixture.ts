import { TerraformOutput } from 'cdktf';
import { Database, type DatabaseProps } from '../../../../lib/aws/database';
import { databaseFaults } from '../../../../lib/aws/database/checks';
import type { AwsStack } from '../../../../lib/aws/stack';
import { problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

/** The shop's database, well-formed. */
export const shop: DatabaseProps = {
  name: 'main',
  databaseName: 'microshop',
  masterUsername: 'microshop_admin',
  instanceClass: 'db.t3.medium',
  network: { vpcId: 'vpc-1', subnetGroupName: 'shop-test-database', zones: ['us-east-1a', 'us-east-1b'] },
  storage: { sizeGiB: 20, maxGiB: 100 },
};

/** The ARN of a key. */
export const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000';

/** The shop's database with changes, in a stack of its own. */
export function shopDatabase(changes: Partial<DatabaseProps> = {}) {
  const stack = testStack();
  return { stack, database: new Database(stack, 'database', { ...shop, ...changes }) };
}

/** Severity, code and place of what the pure checks find. */
export function faults(changes: Partial<DatabaseProps>): string[] {
  const context = { region: 'us-east-1', today: new Date('2026-11-21T00:00:00Z') };
  return databaseFaults({ ...shop, ...changes }, context).map(
    ({ severity, error, finding }) => `${severity} ${error.code} ${finding.at}`,
  );
}

/** A value as Terraform reads it: references written out. */
export function resolved(stack: AwsStack, value: unknown): unknown {
  new TerraformOutput(stack, 'resolved', { value });
  return synthTerraform(stack).output['resolved']?.['value'];
}

/** Severity, code and place of every problem that the whole construct reports. */
export function problems(changes: Partial<DatabaseProps>): string[] {
  const { stack } = shopDatabase(changes);
  const place = /^test-us-east-1-unit\/database\.?/;
  return problemsOf(stack).map((one) => `${one.severity} ${one.code} ${one.path.replace(place, '')}`);
}
