import { json, withBody } from '../proxy/call';
import { isUnknown, type Json, merged, onBehalfOf, Updates, withCluster } from './eks';
import type { GapFactory, Send } from './gap';
import { readXml, textAt } from './xml';

interface NodeGroup extends Json {
  readonly nodegroupName: string;
  readonly nodegroupArn: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

interface LaunchTemplate {
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
}

/** What an update may say. */
interface Said extends Json {
  readonly labels?: object;
  readonly taints?: object;
  readonly launchTemplate?: LaunchTemplate;
}

const path =
  /^(\/clusters\/[^/]+)\/(?:node-groups(?:\/([^/]+))?(\/update-config|\/update-version)?|updates\/[^/]+)$/;

/** A node group keeps its launch template and the rest of its settings, and takes other ones. */
export const eksNodeGroupSettings: GapFactory = () => {
  /** What is known beside what the emulator keeps. */
  const settings = new Map<string, Json>();
  /** As it was answered last. */
  const answered = new Map<string, NodeGroup>();
  const updates = new Updates();
  return {
    name: 'eks-node-group-settings',
    service: 'eks',
    symptom:
      'a node group loses its launch template, update and repair settings, and neither its settings nor its version can be updated',
    documentation:
      'Amazon EKS API Reference, "CreateNodegroup"; "Nodegroup"; "UpdateNodegroupConfig"; "UpdateNodegroupVersion"; "DescribeUpdate"',
    resources: ['aws_eks_node_group'],
    matches: (call) => path.test(call.path),
    async handle(call, next) {
      const [, cluster = '', named, update] = path.exec(call.path) ?? [];
      const known = updates.describe(call);
      if (known) return known;
      const answer = await next(call);
      const key = `${call.region}${cluster}/${named}`;
      if (update && isUnknown(answer)) {
        const group = answered.get(key);
        if (!group) return answer;
        const said = await changed(onBehalfOf(group.nodegroupArn, call, next), group, json<Said>(call));
        settings.set(key, { ...settings.get(key), ...said });
        answered.set(key, { ...group, ...said });
        return updates.answer(update === '/update-version' ? 'VersionUpdate' : 'ConfigUpdate');
      }
      if (answer.status >= 300) return answer;
      const { nodegroup } = json<{ nodegroup?: NodeGroup }>(answer);
      if (!nodegroup) return answer;
      const id = `${call.region}${cluster}/${nodegroup.nodegroupName}`;
      if (call.method === 'POST')
        settings.set(id, await made(onBehalfOf(nodegroup.nodegroupArn, call, next), nodegroup, json(call)));
      const complete = { ...nodegroup, ...settings.get(id) };
      answered.set(id, complete);
      if (call.method === 'DELETE') {
        settings.delete(id);
        answered.delete(id);
      }
      return withBody(answer, { nodegroup: complete });
    },
    async isNeeded(send) {
      return withCluster(send, 'gap-node-group', {}, async () => {
        const groups = '/clusters/gap-node-group/node-groups';
        const body = {
          nodegroupName: 'gap',
          nodeRole: 'arn:aws:iam::000000000000:role/node',
          subnets: ['subnet-1'],
          launchTemplate: { id: 'lt-1', version: '1' },
          updateConfig: { maxUnavailablePercentage: 33 },
        };
        const created = await send({ service: 'eks', path: groups, body });
        const updated = await send({
          service: 'eks',
          path: `${groups}/gap/update-config`,
          body: { scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 } },
        });
        await send({ service: 'eks', method: 'DELETE', path: `${groups}/gap` });
        const { nodegroup } = json<{ nodegroup?: Json }>(created);
        return !nodegroup?.['launchTemplate'] || !nodegroup['updateConfig'] || updated.status >= 300;
      });
    },
  };
};

/** What a new node group has beside what the emulator keeps. */
async function made(send: Send, group: NodeGroup, said: Json): Promise<Json> {
  const template = said['launchTemplate'] as LaunchTemplate | undefined;
  const resources = group['resources'] as Json | undefined;
  return {
    updateConfig: said['updateConfig'] ?? { maxUnavailable: 1 },
    nodeRepairConfig: said['nodeRepairConfig'] ?? { enabled: false },
    ...(template && { launchTemplate: await named(send, template), diskSize: undefined }),
    ...(!said['remoteAccess'] &&
      resources && { resources: merged(resources, { remoteAccessSecurityGroup: undefined }) }),
  };
}

/** A launch template is answered by id and name, whichever it was given by. */
async function named(send: Send, template: LaunchTemplate): Promise<LaunchTemplate> {
  const found = await send({
    service: 'ec2',
    form: {
      Action: 'DescribeLaunchTemplates',
      Version: '2016-11-15',
      ...(template.id && { 'LaunchTemplateId.1': template.id }),
      ...(!template.id && template.name && { 'LaunchTemplateName.1': template.name }),
    },
  });
  const item = (name: string) => textAt(readXml(found), 'launchTemplates', 'item', name);
  const id = template.id ?? item('launchTemplateId');
  const name = template.name ?? item('launchTemplateName');
  return { ...template, ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
}

/** What an update leads to; what it does not name stays. */
async function changed(send: Send, group: NodeGroup, said: Said): Promise<Json> {
  const { clientRequestToken: _, force: __, labels, taints, launchTemplate, ...settings } = said;
  return {
    ...settings,
    ...(labels !== undefined && { labels: relabelled(group.labels ?? {}, labels) }),
    ...(taints !== undefined && { taints: retainted(group.taints ?? [], taints) }),
    ...(launchTemplate !== undefined && { launchTemplate: await named(send, launchTemplate) }),
  };
}

function relabelled(before: Readonly<Record<string, string>>, said: object): Record<string, string> {
  const { addOrUpdateLabels = {}, removeLabels = [] } = said as {
    addOrUpdateLabels?: Record<string, string>;
    removeLabels?: string[];
  };
  const all = Object.entries({ ...before, ...addOrUpdateLabels });
  return Object.fromEntries(all.filter(([name]) => !removeLabels.includes(name)));
}

function retainted(before: readonly Taint[], said: object): Taint[] {
  const { addOrUpdateTaints = [], removeTaints = [] } = said as {
    addOrUpdateTaints?: Taint[];
    removeTaints?: Taint[];
  };
  const gone = [...addOrUpdateTaints, ...removeTaints];
  const isGone = (one: Taint) => gone.some(({ key, effect }) => key === one.key && effect === one.effect);
  return [...before.filter((one) => !isGone(one)), ...addOrUpdateTaints];
}
