import { json, withBody } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { triedCheck } from './route53-health-checks';
import { asService } from './service';
import { all, readXml, textAt } from './xml';

/** What GetResources asks and answers. */
interface Request {
  readonly ResourceTypeFilters?: readonly string[];
  readonly TagFilters?: readonly { readonly Key: string; readonly Values?: readonly string[] }[];
}

interface Resource {
  readonly ResourceARN: string;
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

const target = 'ResourceGroupsTaggingAPI_20170126.GetResources';
const type = 'route53:healthcheck';
const api = '/2013-04-01';

/** Health checks are found by their tags. */
export const taggingHealthChecks: GapFactory = () => ({
  name: 'tagging-health-checks',
  service: 'tagging',
  symptom: 'GetResources finds no health checks of Route 53',
  documentation:
    'Resource Groups Tagging API Reference, "GetResources"; Service Authorization Reference, "Amazon Route 53": healthcheck; Route 53 is asked for in us-east-1',
  resources: ['aws_route53_health_check'],
  matches: ({ operation, region }) => operation === 'GetResources' && region === 'us-east-1',
  async handle(call, next) {
    const answer = await next(call);
    const { ResourceTypeFilters: types = [], TagFilters: filters = [] } = json<Request>(call);
    const asked = types.length === 0 || types.some((one) => one === 'route53' || one === type);
    if (answer.status >= 300 || !asked) return answer;
    const { ResourceTagMappingList: others = [], ...rest } = json<{ ResourceTagMappingList?: Resource[] }>(
      answer,
    );
    const found = (await healthChecks(asService(next, call))).filter(({ Tags }) =>
      filters.every(({ Key, Values = [] }) =>
        Tags.some((tag) => tag.Key === Key && (Values.length === 0 || Values.includes(tag.Value))),
      ),
    );
    return withBody(answer, { ...rest, ResourceTagMappingList: [...others, ...found] });
  },
  async isNeeded(send) {
    const id = textAt(await triedCheck(send, 'gap-tagging'), 'Id') ?? '';
    await send({
      service: 'route53',
      path: `${api}/tags/healthcheck/${id}`,
      headers: { 'content-type': 'text/xml' },
      body: '<ChangeTagsForResourceRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><AddTags><Tag><Key>Name</Key><Value>gap-tagging</Value></Tag></AddTags></ChangeTagsForResourceRequest>',
    });
    const TagFilters = [{ Key: 'Name', Values: ['gap-tagging'] }];
    const answer = await send({ service: 'tagging', target, body: { TagFilters } });
    await send({ service: 'route53', method: 'DELETE', path: `${api}/healthcheck/${id}` });
    return !answer.body.toString().includes(id);
  },
});

async function healthChecks(send: Send): Promise<Resource[]> {
  const get = async (path: string) =>
    readXml(await send({ service: 'route53', method: 'GET', path: `${api}/${path}` }));
  const checks = all(await get('healthcheck?maxitems=1000'), 'HealthCheck');
  return Promise.all(
    checks.map(async (check) => {
      const id = textAt(check, 'Id') ?? '';
      const tags = all(await get(`tags/healthcheck/${id}`), 'Tag');
      return {
        ResourceARN: `arn:aws:route53:::healthcheck/${id}`,
        Tags: tags.map((tag) => ({ Key: textAt(tag, 'Key') ?? '', Value: textAt(tag, 'Value') ?? '' })),
      };
    }),
  );
}
