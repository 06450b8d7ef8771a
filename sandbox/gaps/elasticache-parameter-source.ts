import { form, withBody } from '../proxy/call';
import type { GapFactory } from './gap';
import { all, readXml, removeChild, textAt, writeXml } from './xml';

/** Whoever asks for the parameters that a user has set gets the defaults too. */
export const elasticacheParameterSource: GapFactory = () => ({
  name: 'elasticache-parameter-source',
  service: 'elasticache',
  symptom: 'DescribeCacheParameters answers with parameters of every source, whichever was asked for',
  documentation: 'Amazon ElastiCache API Reference, "DescribeCacheParameters": Source',
  resources: ['aws_elasticache_parameter_group'],
  matches: ({ operation }) => operation === 'DescribeCacheParameters',
  async handle(call, next) {
    const answer = await next(call);
    const source = form(call.body).get('Source');
    if (answer.status >= 300 || source === null) return answer;
    const root = readXml(answer);
    for (const list of all(root, 'Parameters')) {
      const kept = list.children.filter((one) => textAt(one, 'Source') === source);
      removeChild(list, 'Parameter');
      list.children.push(...kept);
    }
    return withBody(answer, writeXml(root));
  },
  async isNeeded(send) {
    const elasticache = (Action: string, more: Record<string, string> = {}) =>
      send({
        service: 'elasticache',
        form: { Action, Version: '2015-02-02', CacheParameterGroupName: 'gap-source', ...more },
      });
    await elasticache('CreateCacheParameterGroup', {
      CacheParameterGroupFamily: 'valkey8',
      Description: 'gap',
    });
    const answer = await elasticache('DescribeCacheParameters', { Source: 'user' });
    await elasticache('DeleteCacheParameterGroup');
    return all(readXml(answer), 'Parameter').length > 0;
  },
});
