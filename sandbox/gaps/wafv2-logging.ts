import { json, jsonAnswer } from '../proxy/call';
import type { GapFactory } from './gap';

interface Configuration {
  readonly ResourceArn: string;
}

/** The logging configuration of a web ACL. */
export const wafv2Logging: GapFactory = () => {
  const configurations = new Map<string, Configuration>();
  return {
    name: 'wafv2-logging',
    service: 'wafv2',
    symptom: 'Put-, Get-, List- and DeleteLoggingConfiguration are unknown',
    documentation:
      'AWS WAFV2 API Reference, "PutLoggingConfiguration", "GetLoggingConfiguration", "ListLoggingConfigurations", "DeleteLoggingConfiguration"',
    resources: ['aws_wafv2_web_acl_logging_configuration'],
    matches: ({ operation }) => /LoggingConfigurations?$|^DeleteWebACL$/.test(operation),
    async handle(call, next) {
      const sent = json<{
        LoggingConfiguration?: Configuration;
        ResourceArn?: string;
        ARN?: string;
        Id?: string;
        Scope?: string;
      }>(call);
      switch (call.operation) {
        case 'PutLoggingConfiguration': {
          const configuration = { LogType: 'WAF_LOGS', LogScope: 'CUSTOMER', ...sent.LoggingConfiguration };
          configurations.set(sent.LoggingConfiguration?.ResourceArn ?? '', configuration as Configuration);
          return jsonAnswer(200, { LoggingConfiguration: configuration });
        }
        case 'GetLoggingConfiguration': {
          const configuration = configurations.get(sent.ResourceArn ?? '');
          return configuration
            ? jsonAnswer(200, { LoggingConfiguration: configuration })
            : nonexistent('GetLoggingConfiguration');
        }
        case 'DeleteLoggingConfiguration':
          return configurations.delete(sent.ResourceArn ?? '')
            ? jsonAnswer(200, {})
            : nonexistent('DeleteLoggingConfiguration');
        case 'ListLoggingConfigurations': {
          const place = sent.Scope === 'CLOUDFRONT' ? ':global/' : `:${call.region}:`;
          const found = [...configurations.values()].filter(({ ResourceArn }) => ResourceArn.includes(place));
          return jsonAnswer(200, { LoggingConfigurations: found });
        }
        default: {
          const answer = await next(call);
          const gone = [...configurations.keys()].filter((arn) => arn.endsWith(`/${sent.Id ?? ''}`));
          if (answer.status < 300) for (const arn of gone) configurations.delete(arn);
          return answer;
        }
      }
    },
    async isNeeded(send) {
      const answer = await send({
        service: 'wafv2',
        target: 'AWSWAF_20190729.ListLoggingConfigurations',
        body: { Scope: 'REGIONAL' },
      });
      return answer.status >= 300;
    },
  };
};

function nonexistent(operation: string) {
  return jsonAnswer(400, {
    __type: 'WAFNonexistentItemException',
    Message: `AWS WAF couldn’t perform the operation because your resource doesn’t exist (${operation}).`,
  });
}
