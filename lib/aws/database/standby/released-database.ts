import { Construct } from 'constructs';
import { report } from '../../../core/report';
import { physicalName } from '../../stack/aws-stack';
import { databaseErrors } from '../errors';
import { addLogGroups } from '../logs';
import { MasterSecret } from '../master-secret';
import { addKey } from '../parts';
import type { DatabaseProps } from '../props';
import type { StandbyDatabase } from './standby-database';

/** What a {@link ReleasedDatabase} is made from: the props of the `Database` as they were. */
export type ReleasedDatabaseProps = Pick<
  DatabaseProps,
  'name' | 'databaseName' | 'passwordVersion' | 'deletionProtection' | 'secretReplicas' | 'logs' | 'overrides'
>;

/**
 * What stays of a `Database` whose data went on in a later generation: its secret, which still opens that one, its logs, and the key of both
 * and of the final snapshot. Give it the id that the `Database` had: the addresses are the same, so nothing is made anew, and the plan
 * destroys the instance, its alarms, parameters, role and security group. The instance has to be without deletion protection
 * from an apply before; RDS takes the final snapshot. Leave `passwordVersion` as it was. Reports `database/released`.
 */
export class ReleasedDatabase extends Construct {
  /** ARN of the master user's secret. */
  readonly secretArn: string;
  /** ARN of the key. */
  readonly keyArn: string;
  private serving: StandbyDatabase | undefined;

  constructor(scope: Construct, id: string, props: ReleasedDatabaseProps) {
    super(scope, id);
    const protection = props.deletionProtection ?? true;
    const key = addKey(this, { ...props, deletionProtection: protection });
    const secret = new MasterSecret(this, 'master', {
      name: props.name,
      key,
      passwordVersion: props.passwordVersion ?? 1,
      deletionProtection: protection,
      ...(props.secretReplicas && { replicas: props.secretReplicas }),
      ...(props.overrides?.secret && { override: props.overrides.secret }),
    });
    secret.keepLater(() => this.instance(), props.databaseName);
    addLogGroups(this, physicalName(this, 'aws_db_instance', props.name), props, { key });
    this.secretArn = secret.secretArn;
    this.keyArn = key.keyArn;
  }

  /** Says which instance of this stack the secret opens now. Made after this one, since it names its key. */
  servedBy(database: StandbyDatabase): void {
    this.serving = database;
  }

  private instance() {
    if (!this.serving) {
      report(this, databaseErrors.released, {
        found: 'a secret without an instance',
        fix: 'call servedBy with the promoted StandbyDatabase of this stack',
      });
    }
    return this.serving?.instance;
  }
}
