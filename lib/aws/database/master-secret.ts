import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import {
  SecretsmanagerSecret,
  type SecretsmanagerSecretConfig,
} from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import type { EncryptionKey } from '../encryption/encryption-key';
import { replicaArguments, type SecretReplicas } from '../secret/replicas';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';

/** What a {@link MasterSecret} is made from. */
export interface MasterSecretProps {
  /** The database's name, for that of the secret. */
  readonly name: string;
  /** The key that encrypts the secret. */
  readonly key: EncryptionKey;
  /** Raised for every new password. */
  readonly passwordVersion: number;
  /** Whether Terraform refuses to destroy the secret. */
  readonly deletionProtection: boolean;
  /**
   * Regions that it is copied to, by their names.
   * @default - none
   */
  readonly replicas?: SecretReplicas;
  /**
   * Changes to the secret itself.
   * @default - none
   */
  readonly override?: Override<SecretsmanagerSecretConfig>;
}

/**
 * Name of the secret of a database's master user, the same in every region.
 * @param scope - a construct of the stack
 * @param name - the database's, without a generation
 */
export function masterSecretName(scope: Construct, name: string): string {
  return physicalName(scope, 'aws_secretsmanager_secret', 'database', name, 'master');
}

/**
 * The master user's password and the secret that keeps it. The password is drawn anew in every run, as an ephemeral value that Terraform
 * writes nowhere, and handed on only in a run that raises its version: to the instance and to the secret, as write-only arguments.
 * RDS's own management of the password (`manage_master_user_password`) is not used: RDS refuses it together with read replicas
 * of PostgreSQL and with blue/green deployments.
 */
export class MasterSecret extends Construct {
  /** ARN of the secret. */
  readonly secretArn: string;
  /** The password, as an ephemeral reference: only a write-only argument takes it. */
  readonly password: string;
  private readonly passwordVersion: number;
  private readonly secret: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: MasterSecretProps) {
    super(scope, id);
    const config: SecretsmanagerSecretConfig = {
      name: masterSecretName(this, props.name),
      description: `Master user of database ${props.name}`,
      kmsKeyId: props.key.keyArn,
      recoveryWindowInDays: 30,
      ...replicaArguments(this, 'secretReplicas', props.replicas),
      lifecycle: { preventDestroy: props.deletionProtection },
    };
    this.secret = new SecretsmanagerSecret(
      this,
      'Resource',
      overridden(this, 'secret', config, props.override),
    );
    this.secretArn = this.secret.arn;
    this.passwordVersion = props.passwordVersion;
    const type = 'aws_secretsmanager_random_password';
    const name = this.secret.friendlyUniqueId;
    AwsStack.of(this).addOverride(`ephemeral.${type}.${name}`, {
      password_length: 64,
      // RDS refuses / @ " and space; the others need quoting in a shell or a URL, where people put passwords.
      exclude_characters: '/@"\'\\`',
      include_space: false,
      require_each_included_type: true,
    });
    this.password = `\${ephemeral.${type}.${name}.random_password}`;
  }

  /**
   * Keeps the password that an instance got, with where to connect, in the form that AWS's rotation functions and External Secrets
   * know. The instance comes first: if it cannot be made, nothing is stored and a second run starts clean; if it is made and storing
   * fails, raise `passwordVersion`. An ephemeral read of the secret could hand the instance what is stored, but then every plan needs
   * the right to read the master password.
   * @param instance - the instance that has the password
   * @param databaseName - name of the first database
   */
  keep(instance: DbInstance, databaseName: string): void {
    this.addVersion(this.content(instance, databaseName), [instance]);
  }

  /**
   * As {@link keep}, of an instance that is made later in the stack. Nothing is written unless the password's version is raised, which must
   * not be while the secret is of another instance than the password.
   * @param instance - finds it once the stack is written
   * @param databaseName - name of the first database
   */
  keepLater(instance: () => DbInstance | undefined, databaseName: string): void {
    const produce = () => {
      const found = instance();
      return found ? this.content(found, databaseName) : '';
    };
    this.addVersion(Lazy.stringValue({ produce }), []);
  }

  private addVersion(secretStringWo: string, dependsOn: DbInstance[]): void {
    new SecretsmanagerSecretVersion(this, 'version', {
      secretId: this.secret.id,
      secretStringWo,
      secretStringWoVersion: this.passwordVersion,
      ...(dependsOn.length > 0 && { dependsOn }),
    });
  }

  private content(instance: DbInstance, databaseName: string): string {
    const attribute = (name: string) => `aws_db_instance.${instance.friendlyUniqueId}.${name}`;
    const content = [
      ['dbname', JSON.stringify(databaseName)],
      ['engine', '"postgres"'],
      ['host', attribute('address')],
      ['password', this.password.slice(2, -1)],
      ['port', attribute('port')],
      ['username', attribute('username')],
    ];
    return `\${jsonencode({${content.map(([key, value]) => `${key} = ${value}`).join(', ')}})}`;
  }
}
