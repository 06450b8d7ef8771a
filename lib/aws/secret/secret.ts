import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Construct } from 'constructs';
import { attachAll } from '../../core/report';
import { EncryptionKey } from '../encryption/encryption-key';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { type PolicyStatement, policyDocument } from '../stack/policy';
import { excludedCharacters, secretProblems } from './checks';
import type { GeneratedValue, ISecret, SecretProps } from './props';
import { replicaArguments } from './replicas';

/** What is known of a secret that exists already. */
export interface SecretAttributes {
  /** ARN of the secret, with the six characters that Secrets Manager adds. */
  readonly secretArn: string;
  /** The secret's name. */
  readonly secretName: string;
  /**
   * ARN of the KMS key that encrypts it.
   * @default - the key `aws/secretsmanager`
   */
  readonly keyArn?: string;
}

/**
 * A secret in Secrets Manager, with a key of its own, closed to other accounts. Its value never reaches plan, state or output.
 * Reports what `secret` of docs/errors.md lists.
 */
export class Secret extends Construct implements ISecret {
  readonly secretArn: string;
  readonly secretName: string;
  readonly keyArn: string;
  /**
   * The generated value, as a Terraform expression that only write-only arguments take; `undefined` when it is set elsewhere. It
   * is a new one in each run: who writes it somewhere raises that version together with the secret's.
   */
  readonly generatedValue: string | undefined;
  private readonly stack: AwsStack;

  constructor(scope: Construct, id: string, props: SecretProps) {
    super(scope, id);
    this.stack = AwsStack.of(this);
    attachAll(this, secretProblems(this.node.path, props));
    const deletionProtection = props.deletionProtection ?? true;
    const key =
      props.key ??
      new EncryptionKey(this, 'key', {
        name: `secret-${props.name}`,
        description: `Secret ${props.name}`,
        deletionProtection,
      });
    this.secretName = physicalName(this, 'aws_secretsmanager_secret', props.name);
    this.keyArn = key.keyArn;
    const { recoveryDays = 30 } = props;
    const config = {
      name: this.secretName,
      description: props.description,
      kmsKeyId: key.keyArn,
      recoveryWindowInDays: recoveryDays === 'immediate' ? 0 : recoveryDays,
      ...replicaArguments(this, 'replicas', props.replicas),
      lifecycle: { preventDestroy: deletionProtection },
    };
    const secret = new SecretsmanagerSecret(
      this,
      'Resource',
      overridden(this, 'secret', config, props.overrides?.secret),
    );
    this.secretArn = secret.arn;
    this.addPolicy(props.overrides?.policy);
    if (props.value !== 'setElsewhere') {
      this.generatedValue = this.addValue(props.value.generated, props.overrides?.version);
    }
  }

  /** A secret that exists already. */
  static fromAttributes(scope: Construct, id: string, attributes: SecretAttributes): ISecret {
    return new ImportedSecret(scope, id, attributes);
  }

  grantRead(): PolicyStatement[] {
    return readStatements(this, this);
  }

  private addPolicy(override: NonNullable<SecretProps['overrides']>['policy']): void {
    const everything = {
      effect: 'Deny',
      actions: ['secretsmanager:*'],
      resources: ['*'],
      principals: 'everyone',
    } as const;
    const policy = policyDocument(this, [
      {
        sid: 'OwnAccountOnly',
        ...everything,
        // A service principal has no account; that it acts for us is checked by the roles it works with.
        conditions: {
          StringNotEquals: { 'aws:PrincipalAccount': this.stack.account },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
      { sid: 'TlsOnly', ...everything, conditions: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    const config = { secretArn: this.secretArn, policy, blockPublicPolicy: true };
    new SecretsmanagerSecretPolicy(this, 'policy', overridden(this, 'policy', config, override));
  }

  /** cdktf knows no ephemeral blocks; the block has the name of the version that takes its value. */
  private addValue(
    value: GeneratedValue,
    override: NonNullable<SecretProps['overrides']>['version'],
  ): string {
    const type = 'aws_secretsmanager_random_password';
    const config = { secretId: this.secretArn, secretStringWoVersion: value.version };
    const version = new SecretsmanagerSecretVersion(
      this,
      'value',
      overridden(this, 'version', config, override),
    );
    const name = version.friendlyUniqueId;
    const expression = `\${ephemeral.${type}.${name}.random_password}`;
    if (override?.secretStringWo === undefined) version.secretStringWo = expression;
    this.stack.addOverride(`ephemeral.${type}.${name}`, {
      password_length: value.length ?? 32,
      exclude_characters: value.excludeCharacters ?? excludedCharacters,
      require_each_included_type: true,
    });
    return expression;
  }
}

/** Through Secrets Manager of this region only, and for this secret only: the key opens nothing else. */
function readStatements(scope: Construct, secret: ISecret): PolicyStatement[] {
  const { region } = AwsStack.of(scope);
  // The path below the stack, so that a policy may read several secrets that are each called `master` by their parent.
  const of = scope.node.path
    .split('/')
    .slice(1)
    .join('')
    .replace(/[^A-Za-z0-9]/g, '');
  const read: PolicyStatement = {
    sid: `ReadSecret${of}`,
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    resources: [secret.secretArn],
  };
  if (!secret.keyArn) return [read];
  return [
    read,
    {
      sid: `SecretKey${of}`,
      actions: ['kms:Decrypt'],
      resources: [secret.keyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
          'kms:EncryptionContext:SecretARN': secret.secretArn,
        },
      },
    },
  ];
}

class ImportedSecret extends Construct implements ISecret {
  readonly secretArn: string;
  readonly secretName: string;
  readonly keyArn: string | undefined;

  constructor(scope: Construct, id: string, attributes: SecretAttributes) {
    super(scope, id);
    this.secretArn = attributes.secretArn;
    this.secretName = attributes.secretName;
    this.keyArn = attributes.keyArn;
  }

  grantRead(): PolicyStatement[] {
    return readStatements(this, this);
  }
}
