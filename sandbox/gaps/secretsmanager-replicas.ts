import { type AwsAnswer, json, jsonAnswer, withBody } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { asService } from './service';

interface Replica {
  readonly Region: string;
}

interface Secret {
  readonly ARN?: string;
  readonly Name?: string;
  readonly ReplicationStatus?: readonly Replica[];
}

/** Regions from which a secret is lent to take the place of a replica that is to go. */
const elsewhere = ['eu-central-1', 'eu-north-1', 'ap-south-1', 'sa-east-1', 'ca-central-1'];

/** A secret is made without its replicas, and cannot be rid of them. */
export const secretsmanagerReplicas: GapFactory = () => ({
  name: 'secretsmanager-replicas',
  service: 'secretsmanager',
  symptom: 'CreateSecret passes over AddReplicaRegions, and RemoveRegionsFromReplication is unknown',
  documentation:
    'AWS Secrets Manager API Reference, "CreateSecret": AddReplicaRegions; "RemoveRegionsFromReplication"',
  resources: ['aws_secretsmanager_secret'],
  matches: ({ operation }) => /^(CreateSecret|RemoveRegionsFromReplication)$/.test(operation),
  async handle(call, next) {
    const own = secretsOf(asService(next, call), call.region);
    if (call.operation === 'RemoveRegionsFromReplication') {
      const { SecretId, RemoveReplicaRegions = [] } = json<{
        SecretId?: string;
        RemoveReplicaRegions?: string[];
      }>(call);
      const found = await own('DescribeSecret', { SecretId });
      const { ARN, Name, ReplicationStatus = [] } = json<Secret>(found);
      if (found.status >= 300) return found;
      for (const region of RemoveReplicaRegions) {
        const used = [call.region, ...ReplicationStatus.map(({ Region }) => Region)];
        const free = elsewhere.find((one) => !used.includes(one)) ?? '';
        await removeReplica(secretsOf(asService(next, call), free), Name ?? '', region);
      }
      const left = ReplicationStatus.filter(({ Region }) => !RemoveReplicaRegions.includes(Region));
      return jsonAnswer(200, { ARN, ReplicationStatus: left });
    }
    const answer = await next(call);
    const { AddReplicaRegions = [], ForceOverwriteReplicaSecret } = json<{
      AddReplicaRegions?: Replica[];
      ForceOverwriteReplicaSecret?: boolean;
    }>(call);
    if (answer.status >= 300 || AddReplicaRegions.length === 0) return answer;
    const secret = json<Secret>(answer);
    const replicated = await own('ReplicateSecretToRegions', {
      SecretId: secret.ARN,
      AddReplicaRegions,
      ForceOverwriteReplicaSecret,
    });
    const { ReplicationStatus } = json<Secret>(replicated);
    return replicated.status < 300 ? withBody(answer, { ...secret, ReplicationStatus }) : replicated;
  },
  async isNeeded(send) {
    const own = secretsOf(send, 'us-east-1');
    const SecretId = 'gap-replicas';
    await own('CreateSecret', { Name: SecretId, AddReplicaRegions: [{ Region: 'us-west-2' }] });
    const { ReplicationStatus = [] } = json<Secret>(await own('DescribeSecret', { SecretId }));
    const removed = await own('RemoveRegionsFromReplication', {
      SecretId,
      RemoveReplicaRegions: ['us-west-2'],
    });
    await own('DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
    return ReplicationStatus.length === 0 || removed.status >= 300;
  },
});

type Secrets = (operation: string, body: object) => Promise<AwsAnswer>;

function secretsOf(send: Send, region: string): Secrets {
  return (operation, body) =>
    send({ service: 'secretsmanager', region, target: `secretsmanager.${operation}`, body });
}

/**
 * Takes a replica away. The emulator's API gives only one way: a secret of the same name in a third region overwrites the replica,
 * and is then deleted with what replicates it.
 */
async function removeReplica(third: Secrets, name: string, region: string): Promise<void> {
  await third('CreateSecret', { Name: name, SecretString: 'lent' });
  await third('ReplicateSecretToRegions', {
    SecretId: name,
    AddReplicaRegions: [{ Region: region }],
    ForceOverwriteReplicaSecret: true,
  });
  await third('DeleteSecret', { SecretId: name, ForceDeleteWithoutRecovery: true });
}
