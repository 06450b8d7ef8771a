import { Construct } from 'constructs';
import type { ICluster } from '../cluster/icluster';
import { AwsStack } from '../stack/aws-stack';
import type { PolicyStatement } from '../stack/policy';
import { platformErrors } from './errors';
import { ownNames } from './own-names';

/** What an {@link ExternalSecretsIdentity} is made from. */
export interface ExternalSecretsIdentityProps {
  /** The cluster that External Secrets runs in. */
  readonly cluster: ICluster;
  /** Names of the secrets it may read, all of this environment: `<project>-<environment>-...`. */
  readonly secretNames: readonly string[];
  /**
   * Namespace and service account of its controller.
   * @default - both are `external-secrets`, as its Helm chart has them
   */
  readonly controller?: { readonly namespace: string; readonly serviceAccount: string };
}

/**
 * What External Secrets needs to read Secrets Manager: a Pod Identity of its controller that reads the secrets that are named, and no
 * other. The master user of a database is not among them unless somebody names it. Reports `platform/secret-name`.
 */
export class ExternalSecretsIdentity extends Construct {
  constructor(scope: Construct, id: string, props: ExternalSecretsIdentityProps) {
    super(scope, id);
    const { namespace, serviceAccount } = props.controller ?? {
      namespace: 'external-secrets',
      serviceAccount: 'external-secrets',
    };
    const identity = props.cluster.identityFor(namespace, serviceAccount, { name: 'external-secrets' });
    const names = ownNames(this, props.secretNames, {
      at: 'secretNames',
      kind: 'secret',
      // The characters of Secrets Manager, CreateSecret: a wildcard is none of them.
      form: /^[A-Za-z0-9/_+=.@-]+$/,
      error: platformErrors['secret-name'],
    });
    if (names.length === 0) return;
    for (const statement of this.statements(names)) identity.allow(statement);
  }

  /** Secrets Manager adds a hyphen and six characters to a secret's name (User Guide, "What's in a secret"). */
  private statements(names: readonly string[]): PolicyStatement[] {
    const stack = AwsStack.of(this);
    const arns = names.map((name) => stack.arn('secretsmanager', `secret:${name}-??????`));
    return [
      {
        sid: 'ReadSecrets',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        resources: arns,
      },
      {
        // Their keys are unknown here; a key opens nothing but these secrets, through Secrets Manager of this region.
        sid: 'DecryptSecrets',
        actions: ['kms:Decrypt'],
        resources: [stack.arn('kms', 'key/*')],
        conditions: {
          StringEquals: { 'kms:ViaService': `secretsmanager.${stack.region}.amazonaws.com` },
          StringLike: { 'kms:EncryptionContext:SecretARN': arns },
        },
      },
    ];
  }
}
