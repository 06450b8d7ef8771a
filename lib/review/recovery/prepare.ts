import { databaseChoice, standbyRegion } from '../../core/recovery/standby';
import { sortedEntries } from '../../core/sorted-entries';
import {
  healthAddress,
  kubectl,
  lag,
  type RunbookContext,
  type RunbookPhase,
  type RunbookStep,
  step,
} from './steps';

/** What is done before a drill, and is good to have been done before a disaster. */
export function preparePhase(context: RunbookContext): RunbookPhase {
  const steps = [
    announce(context),
    access(context),
    compare(context),
    snapshot(context),
    inTime(context),
    images(context),
  ];
  return { name: 'prepare', title: 'Prepare', steps: steps.filter((one) => one !== undefined) };
}

function announce({ host, recovery, standby }: RunbookContext): RunbookStep {
  return step({
    id: 'announce',
    title: 'Announce it, and note the start',
    text: [
      `Tell everybody who uses or watches ${host} that ${standby} is about to serve it. In a disaster there is nothing to prepare: go on with "Fail over".`,
      `Somebody who may decide to promote the database has to be reachable within ${recovery.decision ?? '5m'}.`,
    ],
    commands: ['date -u +%FT%TZ'],
  });
}

function access(context: RunbookContext): RunbookStep {
  const { names, primary, standby } = context;
  const layers = standbyRegion(context.environment)?.layers ?? [];
  const regions = layers.includes('cluster') ? [primary, standby] : [primary];
  return step({
    id: 'access',
    title: 'See that you reach both regions',
    text: ['The commands below use these contexts.'],
    commands: [
      'aws sts get-caller-identity',
      ...regions.flatMap((region) => [
        `aws eks update-kubeconfig --region ${region} --name ${names.prefix} --alias ${names.context(region)}`,
        kubectl(context, region, 'get deployments'),
      ]),
      ...regions.map((region) => `curl -fsS ${healthAddress(context, region)}`),
    ],
  });
}

function compare({ environment, names, primary, standby }: RunbookContext): RunbookStep {
  const stacks = [names.stack(primary, 'data'), names.switchStack, names.stack(standby, 'data')];
  return step({
    id: 'compare',
    title: 'See that what stands is what is written',
    text: [
      'A plan that is not empty is applied or taken back first: a failover changes one thing at a time.',
    ],
    commands: [`npm run synth -- ${environment.name}`, ...stacks.map((one) => `npx cdktf diff ${one}`)],
  });
}

function snapshot({ names, primary, generation }: RunbookContext): RunbookStep {
  const id = names.database(generation);
  return step({
    id: 'snapshot',
    title: 'Back up the database',
    text: ['Beside the automated backups: what a drill leaves behind can be undone with it.'],
    commands: [
      `snapshot=${id}-before-$(date -u +%Y%m%d%H%M)`,
      `aws rds create-db-snapshot --region ${primary} --db-instance-identifier ${id} --db-snapshot-identifier "$snapshot"`,
      `aws rds wait db-snapshot-available --region ${primary} --db-snapshot-identifier "$snapshot"`,
    ],
  });
}

function inTime(context: RunbookContext): RunbookStep {
  const { environment, names, primary, standby, generation, recovery } = context;
  const database =
    databaseChoice(recovery) === 'replica'
      ? lag(context, standby, generation)
      : `aws rds describe-db-instance-automated-backups --region ${standby} --query "DBInstanceAutomatedBackups[?DBInstanceIdentifier=='${names.database(generation)}'].[Status,RestoreWindow.LatestTime]" --output text`;
  const buckets = sortedEntries(environment.regions[primary]?.buckets ?? {}).map(
    ([name]) =>
      `aws s3api get-bucket-replication --bucket ${names.bucket(primary, name)} --query 'ReplicationConfiguration.Rules[].[ID,Status]' --output text`,
  );
  return step({
    id: 'in-time',
    title: 'See that copies are in time',
    text: [
      'Lag of the database (on an idle one it climbs to 300 s by itself), replication of the secret and of buckets, recovery points in the standby.',
    ],
    commands: [
      database,
      `aws secretsmanager describe-secret --region ${primary} --secret-id ${names.masterSecret} --query 'ReplicationStatus[].[Region,Status]' --output text`,
      ...buckets,
      `aws backup list-backup-vaults --region ${standby} --query "BackupVaultList[?starts_with(BackupVaultName, '${names.prefix}-')].[BackupVaultName,NumberOfRecoveryPoints]" --output text`,
    ],
  });
}

/** Only ECR can be asked; other registries are not ours. */
function images({ environment }: RunbookContext): RunbookStep | undefined {
  const workloads = standbyRegion(environment)?.workloads;
  const region = /\.dkr\.ecr\.([a-z0-9-]+)\./.exec(workloads?.registry ?? '')?.[1];
  if (!workloads || !region) return undefined;
  return step({
    id: 'images',
    title: "See that the standby's registry has the images",
    text: ['A pod cannot start without.'],
    commands: sortedEntries(workloads.images).map(([name, version]) => {
      const image = version.startsWith('sha256:') ? `imageDigest=${version}` : `imageTag=${version}`;
      return `aws ecr describe-images --region ${region} --repository-name ${environment.project}/${name} --image-ids ${image} --query 'imageDetails[].imageDigest' --output text`;
    }),
  });
}
