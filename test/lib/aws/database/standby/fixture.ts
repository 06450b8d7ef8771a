import {
  StandbyDatabase,
  type StandbyDatabaseProps,
  type StandbySource,
} from '../../../../../lib/aws/database';
import { problemsOf, testStack } from '../../../../../lib/testing';

/** A database in us-east-1 as it says it of itself. */
export const source: StandbySource = {
  arn: 'arn:aws:rds:us-east-1:111122223333:db:shop-test-main',
  region: 'us-east-1',
  version: '17',
  instanceClass: 'db.t3.medium',
  backupRetentionDays: 30,
  encryption: 'ownKey',
  masterPassword: 'ownSecret',
};

/** A key of us-west-2. */
export const westKeyArn = 'arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000';

/** Its standby in us-west-2, well-formed. */
export const standby: StandbyDatabaseProps = {
  name: 'main',
  databaseName: 'microshop',
  instanceClass: 'db.t3.medium',
  network: { vpcId: 'vpc-2', subnetGroupName: 'shop-test-database', zones: ['us-west-2a', 'us-west-2b'] },
  storage: { sizeGiB: 20, maxGiB: 100 },
  role: 'standby',
  source,
  secret: { keyArn: westKeyArn },
};

/** A stack in us-west-2. */
export function westStack() {
  return testStack({ id: 'test-us-west-2-unit', region: 'us-west-2' });
}

/** The standby with changes, in a stack of its own. */
export function shopStandby(changes: Partial<StandbyDatabaseProps> = {}) {
  const stack = westStack();
  return { stack, database: new StandbyDatabase(stack, 'database', { ...standby, ...changes }) };
}

/** Severity, code and place of every problem of the standby. */
export function problems(changes: Partial<StandbyDatabaseProps>): string[] {
  const place = /^test-us-west-2-unit\/database\.?/;
  return problemsOf(shopStandby(changes).stack).map(
    (one) => `${one.severity} ${one.code} ${one.path.replace(place, '')}`,
  );
}
