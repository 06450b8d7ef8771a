import { Construct } from 'constructs';
import { report } from '../../core/report';
import { Connections, type IConnectable } from '../connections/connections';
import { Port } from '../connections/port';
import { AwsStack } from '../stack/aws-stack';
import type { PolicyStatement } from '../stack/policy';
import { defaults } from './defaults';
import { databaseErrors } from './errors';
import type { StandbySource } from './standby/source';

/** A database, made here or elsewhere. */
export interface IDatabase extends IConnectable {
  /** Host name of the endpoint. */
  readonly endpoint: string;
  /** The port. */
  readonly port: number;
  /** Name of the first database. */
  readonly databaseName: string;
  /** The instance's resource id (`db-...`), by which IAM authentication knows it. */
  readonly resourceId: string;
  /** ARN of the secret that holds the master user's name and password, and where to connect, as JSON. */
  readonly secretArn: string;
  /** ARN of the key that encrypts the secret. */
  readonly keyArn: string;
  /**
   * What an IAM principal needs to connect as a database user. The user has to be granted `rds_iam` in the database. Reports
   * `database/connect-user` unless it is one user.
   * @param user - a database user, for example `orders`
   */
  connectStatement(user: string): PolicyStatement;
  /**
   * What an IAM principal needs to read the master user's secret: for the job that makes schemas and users, not for a service. The
   * key is usable through Secrets Manager only.
   */
  readSecretStatements(): readonly PolicyStatement[];
}

/** A database that a stack of ours makes. */
export interface IOwnDatabase extends IDatabase {
  /** The instance's identifier, known at synth. */
  readonly identifier: string;
  /** ARN of the instance, known at synth: what a backup selection names. */
  readonly databaseArn: string;
  /** What a standby in another region, or replicated backups, have to know of it. */
  readonly source: StandbySource;
}

/** What is known of a database that exists already. */
export interface DatabaseAttributes {
  /** Host name of the endpoint. */
  readonly endpoint: string;
  /**
   * The port.
   * @default 5432
   */
  readonly port?: number;
  /** Name of the first database. */
  readonly databaseName: string;
  /** The instance's resource id, `db-...`. */
  readonly resourceId: string;
  /** ARN of the master user's secret. */
  readonly secretArn: string;
  /** ARN of the key that encrypts the secret. */
  readonly keyArn: string;
  /** Id of the security group. */
  readonly securityGroupId: string;
  /**
   * Short name, for the ids and descriptions of rules.
   * @default - the construct's id
   */
  readonly name?: string;
}

/** A database of another stack or of nobody's: rules that open it are made below this construct. */
export class ImportedDatabase extends Construct implements IDatabase {
  readonly endpoint: string;
  readonly port: number;
  readonly databaseName: string;
  readonly resourceId: string;
  readonly secretArn: string;
  readonly keyArn: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, attributes: DatabaseAttributes) {
    super(scope, id);
    this.endpoint = attributes.endpoint;
    this.port = attributes.port ?? defaults.port;
    this.databaseName = attributes.databaseName;
    this.resourceId = attributes.resourceId;
    this.secretArn = attributes.secretArn;
    this.keyArn = attributes.keyArn;
    this.connections = new Connections({
      scope: this,
      name: attributes.name ?? id,
      securityGroupId: attributes.securityGroupId,
      defaultPort: Port.tcp(this.port),
    });
  }

  connectStatement(user: string): PolicyStatement {
    return connectStatement(this, this.resourceId, user);
  }

  readSecretStatements(): readonly PolicyStatement[] {
    return readSecretStatements(this, this);
  }
}

/** See {@link IDatabase.connectStatement}. */
export function connectStatement(scope: Construct, resourceId: string, user: string): PolicyStatement {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(user)) {
    report(scope, databaseErrors['connect-user'], {
      found: `"${user}"`,
      fix: 'name one database user: letters, digits and underscores',
    });
  }
  return {
    sid: `Connect${user.replace(/[^A-Za-z0-9]/g, '')}`,
    actions: ['rds-db:connect'],
    resources: [AwsStack.of(scope).arn('rds-db', `dbuser:${resourceId}/${user}`)],
  };
}

/** See {@link IDatabase.readSecretStatements}. */
export function readSecretStatements(
  scope: Construct,
  { secretArn, keyArn }: Pick<IDatabase, 'secretArn' | 'keyArn'>,
): readonly PolicyStatement[] {
  const service = `secretsmanager.${AwsStack.of(scope).region}.amazonaws.com`;
  return [
    {
      sid: 'ReadMasterSecret',
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      resources: [secretArn],
    },
    {
      sid: 'DecryptMasterSecret',
      actions: ['kms:Decrypt'],
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:ViaService': service } },
    },
  ];
}
