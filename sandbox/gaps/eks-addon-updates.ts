import { json } from '../proxy/call';
import { type Json, Updates, withCluster } from './eks';
import type { GapFactory } from './gap';

const path = /^\/clusters\/[^/]+\/(addons\/[^/]+\/update|updates\/[^/]+)$/;

/** An add-on's update can be asked for again. */
export const eksAddonUpdates: GapFactory = () => {
  const updates = new Updates();
  return {
    name: 'eks-addon-updates',
    service: 'eks',
    symptom: "an add-on's update is done, but nobody can ask how it went",
    documentation: 'Amazon EKS API Reference, "UpdateAddon"; "DescribeUpdate": addonName',
    resources: ['aws_eks_addon'],
    matches: (call) => path.test(call.path),
    async handle(call, next) {
      const known = updates.describe(call);
      if (known) return known;
      const answer = await next(call);
      if (call.method === 'POST' && answer.status < 300) {
        const { update } = json<{ update?: Json }>(answer);
        if (update) updates.remember(update);
      }
      return answer;
    },
    async isNeeded(send) {
      return withCluster(send, 'gap-addon-updates', {}, async () => {
        const addon = '/clusters/gap-addon-updates/addons/coredns';
        await send({
          service: 'eks',
          path: '/clusters/gap-addon-updates/addons',
          body: { addonName: 'coredns' },
        });
        const updated = await send({
          service: 'eks',
          path: `${addon}/update`,
          body: { configurationValues: '{}' },
        });
        const id = json<{ update?: { id: string } }>(updated).update?.id;
        const asked = await send({
          service: 'eks',
          method: 'GET',
          path: `/clusters/gap-addon-updates/updates/${id}?addonName=coredns`,
        });
        await send({ service: 'eks', method: 'DELETE', path: addon });
        return asked.status >= 300;
      });
    },
  };
};
