import { json, withBody } from '../proxy/call';
import { onBehalfOf, withCluster } from './eks';
import type { GapFactory, Send } from './gap';

interface Identity {
  readonly serviceAccount: string;
  readonly roleArn: string;
}

interface Answer {
  addon?: { readonly addonArn: string; podIdentityAssociations?: readonly (string | Identity)[] };
}

interface Addon {
  readonly addonArn: string;
  readonly namespace: string;
  readonly associations: ReadonlyMap<string, string>;
}

const path = /^(\/clusters\/[^/]+)\/addons(?:\/([^/]+?))?(\/update)?$/;

/**
 * An add-on's pod identities are associations of their own, which EKS makes, changes and deletes with the add-on. What EKS does
 * for itself, it does as the cluster's account.
 */
export const eksAddonIdentity: GapFactory = () => {
  const addons = new Map<string, Addon>();
  return {
    name: 'eks-addon-identity',
    service: 'eks',
    symptom: 'an add-on answers its pod identity associations as they were sent, not by ARN, and makes none',
    documentation:
      'Amazon EKS API Reference, "Addon": podIdentityAssociations; "AddonPodIdentityAssociations"; "CreateAddon"; "UpdateAddon"; "DeleteAddon"',
    resources: ['aws_eks_addon'],
    matches: (call) => path.test(call.path),
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const [, cluster = '', named, update] = path.exec(call.path) ?? [];
      const sent = call.method === 'POST' ? json<Sent>(call) : {};
      const key = `${call.region}${cluster}/${named ?? sent.addonName}`;
      const body = json<Answer>(answer);
      const known = addons.get(key) ?? emptyAddon(body, sent);
      if (sent.podIdentityAssociations) {
        const send = onBehalfOf(known.addonArn, call, next);
        addons.set(key, await associate(send, cluster, known, sent.podIdentityAssociations));
      }
      if (call.method === 'DELETE') {
        await associate(onBehalfOf(known.addonArn, call, next), cluster, known, []);
        addons.delete(key);
      }
      if (!body.addon || update) return answer;
      const arns = [...(addons.get(key) ?? known).associations.values()];
      return withBody(answer, { ...body, addon: { ...body.addon, podIdentityAssociations: arns } });
    },
    async isNeeded(send) {
      return withCluster(send, 'gap-addon', {}, async () => {
        const created = await send({
          service: 'eks',
          path: '/clusters/gap-addon/addons',
          body: {
            addonName: 'vpc-cni',
            podIdentityAssociations: [
              { serviceAccount: 'aws-node', roleArn: 'arn:aws:iam::000000000000:role/gap' },
            ],
          },
        });
        await send({ service: 'eks', method: 'DELETE', path: '/clusters/gap-addon/addons/vpc-cni' });
        return typeof json<Answer>(created).addon?.podIdentityAssociations?.[0] !== 'string';
      });
    },
  };
};

interface Sent {
  readonly addonName?: string;
  readonly podIdentityAssociations?: readonly Identity[];
  readonly namespaceConfig?: { readonly namespace: string };
}

function emptyAddon({ addon }: Answer, sent: Sent): Addon {
  const namespace = sent.namespaceConfig?.namespace ?? 'kube-system';
  return { addonArn: addon?.addonArn ?? '', namespace, associations: new Map() };
}

/** Makes the associations that are wanted, gives others their role, and deletes those that are not wanted any more. */
async function associate(
  send: Send,
  cluster: string,
  addon: Addon,
  wanted: readonly Identity[],
): Promise<Addon> {
  const associations = new Map<string, string>();
  const folder = `${cluster}/pod-identity-associations`;
  for (const { serviceAccount, roleArn } of wanted) {
    const known = addon.associations.get(serviceAccount);
    const answer = known
      ? await send({ service: 'eks', path: `${folder}/${idOf(known)}`, body: { roleArn } })
      : await send({
          service: 'eks',
          path: folder,
          body: { namespace: addon.namespace, serviceAccount, roleArn },
        });
    const { association } = json<{ association?: { associationArn: string } }>(answer);
    if (!association) throw new Error(`no association for ${serviceAccount}: ${answer.body.toString()}`);
    associations.set(serviceAccount, association.associationArn);
  }
  for (const [serviceAccount, arn] of addon.associations) {
    if (associations.has(serviceAccount)) continue;
    await send({ service: 'eks', method: 'DELETE', path: `${folder}/${idOf(arn)}` });
  }
  return { ...addon, associations };
}

function idOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
