import { taggingHealthChecks } from '../../../sandbox/gaps/tagging-health-checks';
import { jsonOf, noContext, through, xmlOf } from './calls';

const target = 'ResourceGroupsTaggingAPI_20170126.GetResources';
const other = { ResourceARN: 'arn:aws:s3:::b', Tags: [] };
const arn = (id: string) => `arn:aws:route53:::healthcheck/${id}`;

function start() {
  const { send } = through(taggingHealthChecks(noContext), ({ service, path }) => {
    if (service === 'tagging') return jsonOf({ PaginationToken: '', ResourceTagMappingList: [other] });
    const id = /tags\/healthcheck\/(\w+)/.exec(path)?.[1];
    if (!id)
      return xmlOf('<R><HealthCheck><Id>a</Id></HealthCheck><HealthCheck><Id>b</Id></HealthCheck></R>');
    return xmlOf(`<R><Tag><Key>Name</Key><Value>shop-${id}</Value></Tag></R>`);
  });
  return async (body: object, region = 'us-east-1') => {
    const { text } = await send({ target, body, region });
    const { ResourceTagMappingList: found } = JSON.parse(text) as {
      ResourceTagMappingList: { ResourceARN: string }[];
    };
    return found.map(({ ResourceARN }) => ResourceARN);
  };
}

describe('tagging-health-checks', () => {
  it('finds health checks by a value of a tag, or by its key', async () => {
    const ask = start();
    const TagFilters = [{ Key: 'Name', Values: ['shop-b', 'other'] }];
    expect(await ask({ ResourceTypeFilters: ['route53:healthcheck'], TagFilters })).toEqual([
      other.ResourceARN,
      arn('b'),
    ]);
    expect(await ask({ TagFilters: [{ Key: 'Name' }] })).toContain(arn('a'));
    expect(await ask({ TagFilters: [{ Key: 'Owner' }] })).toEqual([other.ResourceARN]);
  });

  it('is asked for in us-east-1, and of other types says nothing', async () => {
    const ask = start();
    expect(await ask({ ResourceTypeFilters: ['s3'] })).toEqual([other.ResourceARN]);
    expect(await ask({}, 'us-west-2')).toEqual([other.ResourceARN]);
  });
});
