import type { SecretsmanagerSecretConfig } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { IConstruct } from 'constructs';
import { isRegion } from '../../core/regions';
import { report } from '../../core/report';
import { sortedEntries } from '../../core/sorted-entries';
import { AwsStack } from '../stack/aws-stack';
import { secretErrors } from './errors';

/** How a secret is copied to another region. */
export interface SecretReplica {
  /**
   * ARN of a KMS key of that region, never the default key `aws/secretsmanager`: that one lets in every principal of the account that
   * may read secrets, and its policy cannot be changed.
   */
  readonly kmsKeyArn: string;
}

/** Regions that a secret is copied to, by their names. */
export type SecretReplicas = Readonly<Record<string, SecretReplica>>;

/**
 * The arguments of `aws_secretsmanager_secret` that copy it. Where a secret of the name stands in a region already, the copy fails
 * and that secret stays: never `force_overwrite_replica_secret`. Reports `secret/replica-region` and `secret/replica-key`.
 * @param scope - the construct that makes the secret
 * @param at - the prop
 * @param replicas - as the user gave them; none: no argument at all, so that a secret without them stays as it is
 */
export function replicaArguments(
  scope: IConstruct,
  at: string,
  replicas: SecretReplicas | undefined,
): Pick<SecretsmanagerSecretConfig, 'replica' | 'forceOverwriteReplicaSecret'> {
  const chosen = sortedEntries(replicas ?? {});
  if (chosen.length === 0) return {};
  for (const [region, { kmsKeyArn }] of chosen) {
    checkRegion(scope, `${at}.${region}`, region);
    checkKey(scope, `${at}.${region}.kmsKeyArn`, region, kmsKeyArn);
  }
  return {
    replica: chosen.map(([region, { kmsKeyArn }]) => ({ region, kmsKeyId: kmsKeyArn })),
    forceOverwriteReplicaSecret: false,
  };
}

function checkRegion(scope: IConstruct, at: string, region: string): void {
  const own = AwsStack.of(scope).region;
  if (isRegion(region) && region !== own) return;
  report(scope, secretErrors['replica-region'], {
    at,
    found: region === own ? `${region}, where the secret itself is` : `"${region}", which is no region`,
    fix: `name another region than ${own}`,
  });
}

/** A key that is known only after a deploy comes from a contract, and passes. */
function checkKey(scope: IConstruct, at: string, region: string, keyArn: string): void {
  if (keyArn.includes('${')) return;
  const [, keyRegion, resource] = /^arn:[^:]+:kms:([^:]+):\d{12}:((?:key|alias)\/.+)$/.exec(keyArn) ?? [];
  if (keyRegion === region && !resource?.startsWith('alias/aws/')) return;
  report(scope, secretErrors['replica-key'], {
    at,
    found: `"${keyArn}"`,
    fix: `give the ARN of a key of yours in ${region}, or of its alias`,
  });
}
