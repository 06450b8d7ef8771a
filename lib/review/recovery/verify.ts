import { regionalHost } from '../../core/route53';
import { sortedEntries } from '../../core/sorted-entries';
import {
  healthAddress,
  instanceValues,
  kubectl,
  type RunbookContext,
  type RunbookPhase,
  type RunbookStep,
  step,
  workloadNames,
} from './steps';

/** Whether the standby serves. */
export function verifyPhase(context: RunbookContext): RunbookPhase {
  return { name: 'verify', title: 'Verify', steps: [health(context), dns(context), data(context)] };
}

function health(context: RunbookContext): RunbookStep {
  const { standby, host } = context;
  return step({
    id: 'health',
    title: 'Health',
    text: [
      'The region itself, then the name that customers use. A Deployment that does not become ready still holds connections to the old database: restart it.',
    ],
    commands: [
      `curl -fsS ${healthAddress(context, standby)}`,
      `curl -fsS https://${host}/health`,
      ...workloadNames(context).map((name) =>
        kubectl(context, standby, `rollout status deployment/${name} --timeout=5m`),
      ),
    ],
  });
}

function dns({ host, standby }: RunbookContext): RunbookStep {
  return step({
    id: 'dns',
    title: 'DNS',
    text: ['Both print the same addresses, in whatever order. Resolvers keep the old answer for 60 s.'],
    commands: [`dig +short ${host} | sort`, `dig +short ${regionalHost(host, standby)} | sort`],
  });
}

function data(context: RunbookContext): RunbookStep {
  const { environment, names, primary, standby, generation } = context;
  const buckets = sortedEntries(environment.regions[primary]?.buckets ?? {}).map(
    ([name]) =>
      `aws s3api list-objects-v2 --bucket ${names.bucket(standby, name)} --query 'max_by(Contents || \`[]\`, &LastModified).[Key,LastModified]' --output text`,
  );
  return step({
    id: 'data',
    title: 'Data',
    text: [
      'The database is available and follows nothing. Place an order and read it again; look up the newest order from before the start: the time between it and the start is the RPO that was measured. Then the newest object of each bucket.',
      'Messages that were in the queues of the primary are in its volumes. They are handled when it is back, or from the recovery points.',
    ],
    commands: [
      instanceValues(
        context,
        standby,
        generation,
        '[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]',
      ),
      ...buckets,
      'date -u +%FT%TZ',
    ],
  });
}
