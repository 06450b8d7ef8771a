import type { IDatabase } from '../aws/database/reference';
import { Binding } from './binding';
import { type BoundWorkload, podIdentityAgent, type SecretSource } from './spec';

/** What a binding to a database is made from, beside its workload. */
export interface DatabaseBindingOptions {
  /** Name of the binding and of its ConfigMap, a DNS label that is unique in the namespace, for example `orders-db`. */
  readonly name: string;
  /** The database user. With IAM it has to be granted `rds_iam` in the database. */
  readonly user: string;
  /** Ranges of the subnets that the database stands in, known at synth. */
  readonly ranges: readonly string[];
  /**
   * How the workload signs in: with a token that its role gets, or with a password of Secrets Manager.
   * @default 'iam'
   */
  readonly signIn?: 'iam' | { readonly password: SecretSource };
  /**
   * The database's name, as the platform stack knows it.
   * @default 'main'
   */
  readonly database?: string;
  /**
   * The port.
   * @default 5432
   */
  readonly port?: number;
  /**
   * What the variables begin with.
   * @default 'DB'
   */
  readonly prefix?: string;
}

/** What {@link databaseBinding} takes. */
export interface DatabaseBindingProps extends DatabaseBindingOptions {
  /** Whose binding it is. */
  readonly workload: BoundWorkload;
}

/** What follows the prefix in the variables of every database, managed or in the cluster. */
export const databaseKeys = ['AUTH', 'HOST', 'NAME', 'PORT', 'SSLMODE', 'USER'] as const;

/**
 * A workload's binding to a PostgreSQL. Variables: `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER`; `DB_SSLMODE`, `require` here
 * and `disable` in the cluster; `DB_AUTH`, which says where the password comes from: `iam` (a token of the workload's role) or
 * `password` (`DB_PASSWORD`). The role gets `rds-db:connect` for this one user, and nothing at all with a password.
 */
export function databaseBinding(props: DatabaseBindingProps): Binding<IDatabase> {
  const { signIn = 'iam', port = 5432 } = props;
  const iam = signIn === 'iam';
  const reason = `PostgreSQL ${props.database ?? 'main'}`;
  return new Binding<IDatabase>({
    kind: 'database',
    source: props.database ?? 'main',
    name: props.name,
    workload: props.workload,
    prefix: props.prefix ?? 'DB',
    keys: databaseKeys,
    secrets: signIn === 'iam' ? {} : { PASSWORD: signIn.password },
    egress: [{ ranges: props.ranges, port, reason }, ...(iam ? [podIdentityAgent] : [])],
    port,
    texts: { user: props.user },
    publish: (database) => ({
      values: {
        AUTH: iam ? 'iam' : 'password',
        HOST: database.endpoint,
        NAME: database.databaseName,
        PORT: String(database.port),
        SSLMODE: 'require',
        USER: props.user,
      },
      statements: iam ? [database.connectStatement(props.user)] : [],
      port: database.port,
      opens: database.connections,
    }),
  });
}
