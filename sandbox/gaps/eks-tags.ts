import { type AwsAnswer, json, jsonAnswer, withBody } from '../proxy/call';
import { type Json, withCluster } from './eks';
import type { GapFactory } from './gap';

/** What tagging changed: a value, or nothing for a tag that was taken away. */
type Changes = ReadonlyMap<string, string | undefined>;

/** Where the kinds of resources keep their ARN. */
const arnNames = ['arn', 'nodegroupArn', 'addonArn', 'accessEntryArn', 'associationArn'];

/** A tag that was set or taken away shows where the resource is described. */
export const eksTags: GapFactory = () => {
  const changes = new Map<string, Changes>();
  const tagged = (arn: string, tags: object | undefined) => {
    const all = Object.entries({ ...tags, ...Object.fromEntries(changes.get(arn) ?? []) });
    return Object.fromEntries(all.filter(([, value]) => value !== undefined));
  };
  return {
    name: 'eks-tags',
    service: 'eks',
    symptom:
      'tags that are set or taken away later do not show in the resource; only the first of several is taken away; pod identity associations take none',
    documentation: 'Amazon EKS API Reference, "TagResource"; "UntagResource"; "ListTagsForResource"',
    resources: [
      'aws_eks_access_entry',
      'aws_eks_addon',
      'aws_eks_cluster',
      'aws_eks_node_group',
      'aws_eks_pod_identity_association',
    ],
    matches: ({ path }) => /^\/(clusters|tags)(\/|$)/.test(path),
    async handle(call, next) {
      const answer = await next(call);
      const arn = /^\/tags\/(.+)$/.exec(decodeURIComponent(call.path))?.[1];
      if (arn && call.method !== 'GET') {
        const associated = answer.status === 400 && arn.includes(':podidentityassociation/');
        if (answer.status >= 300 && !associated) return answer;
        const { tags = {} } = call.method === 'POST' ? json<{ tags?: Record<string, string> }>(call) : {};
        const gone = call.query.getAll('tagKeys').map((key) => [key, undefined] as const);
        changes.set(arn, new Map([...(changes.get(arn) ?? []), ...Object.entries(tags), ...gone]));
        return jsonAnswer(200, {});
      }
      if (answer.status >= 300) return answer;
      if (arn) return withBody(answer, { tags: tagged(arn, json<{ tags?: Json }>(answer).tags) });
      return described(answer);
    },
    async isNeeded(send) {
      return withCluster(send, 'gap-tags', { tags: { old: '1', older: '1' } }, async ({ arn }) => {
        const path = `/tags/${encodeURIComponent(String(arn))}`;
        await send({ service: 'eks', path, body: { tags: { new: '1' } } });
        await send({ service: 'eks', method: 'DELETE', path: `${path}?tagKeys=old&tagKeys=older` });
        const read = await send({ service: 'eks', method: 'GET', path: '/clusters/gap-tags' });
        const { cluster } = json<{ cluster?: { tags?: Json } }>(read);
        return Object.keys(cluster?.tags ?? {}).join() !== 'new';
      });
    },
  };

  function described(answer: AwsAnswer): AwsAnswer {
    const body = Object.entries(json<Record<string, unknown>>(answer)).map(([name, value]) => {
      const resource = value as Record<string, unknown> | null;
      const arn = arnNames.map((one) => resource?.[one]).find((one) => typeof one === 'string');
      if (typeof arn !== 'string' || !changes.has(arn)) return [name, value];
      return [name, { ...resource, tags: tagged(arn, resource?.['tags'] as object | undefined) }];
    });
    return withBody(answer, Object.fromEntries(body));
  }
};
