import { appendFileSync } from 'node:fs';
import {
  type Aws,
  awsCli,
  awsCloud,
  type DrillPorts,
  drillPlan,
  type Operator,
  systemClock,
} from '../../../../lib/drill';
import { gatewayName } from '../../../../stacks/shop/services';
import type { ProofContext } from '../../proof';
import { clusterName } from '../workloads';
import type { CommandsOptions } from './commands';
import { Entries } from './entries';
import { HealthCheckers } from './health-checkers';
import { zoneResolver } from './resolver';

/** Seconds between two rounds of the health checkers. */
const INTERVAL = 1;

/** The outside world of a drill in the sandbox: clusters, names and calls of AWS. */
export interface DrillWorld {
  /** AWS by its command line. */
  readonly aws: Aws;
  /** What commands of the runbook are carried out with. */
  readonly commands: Omit<CommandsOptions, 'folder'>;
  /** Starts Route 53's health checkers. */
  startCheckers(): HealthCheckers;
  /**
   * What the drill gets: the real ports for AWS and the time; a person who says yes to everything, and types the name.
   * @param asked - is added to, each question
   */
  ports(operator: Operator, log: string, asked: string[], signal: AbortSignal): DrillPorts;
}

/** The world around an environment whose workloads run in both regions. */
export function worldOf(context: ProofContext): DrillWorld {
  const { cloud, environment } = context;
  const { context: names } = drillPlan(environment, true);
  const send = cloud.as(environment.account);
  const env = cloud.env(environment.account);
  const clusters = [names.primary, names.standby].map((region) => ({
    region,
    client: cloud.kubernetes({ region, name: clusterName(context, region) }),
    namespace: names.names.prefix,
    gateway: gatewayName,
  }));
  const probe = new Entries(send, clusters);
  const zone = environment.regions[names.primary]?.edge?.hostedZoneId ?? '';
  const resolver = zoneResolver(send, zone, probe);
  return {
    aws: awsCli({ env }),
    commands: {
      env,
      resolver,
      probe,
      client: (name) => {
        const region = clusters.find((one) => names.names.context(one.region) === name)?.region ?? '';
        return cloud.kubernetes({ region, name: names.names.prefix });
      },
    },
    startCheckers: () => new HealthCheckers({ send, resolver, probe, interval: INTERVAL }),
    ports: (operator, log, asked, signal) => ({
      cloud: awsCloud(awsCli({ env, signal }), names, systemClock),
      resolver,
      probe,
      clock: systemClock,
      markers: [],
      operator,
      prompt: {
        tell: (text) => appendFileSync(log, `${text}\n`),
        confirm: async (question) => {
          asked.push(question);
          return true;
        },
        type: async () => environment.name,
      },
    }),
  };
}
