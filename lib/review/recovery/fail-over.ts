import { databaseChoice, standbyRegion } from '../../core/recovery/standby';
import {
  applyManifests,
  flip,
  healthAddress,
  kubectl,
  lag,
  promotion,
  type RunbookContext,
  type RunbookPhase,
  type RunbookStep,
  resizeNodes,
  step,
  untilPromoted,
  withRecovery,
} from './steps';

/** From the disaster until the standby serves. The order is that of the arithmetic behind the RTO. */
export function failOverPhase(context: RunbookContext): RunbookPhase {
  const follows = databaseChoice(context.recovery) === 'replica';
  const running = context.recovery.readiness === 'warmStandby' || context.recovery.readiness === 'active';
  const steps = [
    decide(context),
    ...(context.recovery.readiness === 'backupOnly' ? [] : [hold(context)]),
    fence(context),
    ...(follows ? [promote(context)] : [findBackups(context), restore(context)]),
    ...(follows && !running ? [startNodes(context)] : []),
    ...(follows ? [adopt(context, running)] : []),
  ];
  return { name: 'failOver', title: 'Fail over', steps };
}

function decide(context: RunbookContext): RunbookStep {
  const { primary, standby, recovery } = context;
  const nothing = recovery.readiness === 'backupOnly';
  return step({
    id: 'decide',
    title: 'Decide',
    text: [
      nothing ? nothingThere(context) : sentAway(context),
      'This cannot be taken back: what was written in the primary and had not arrived stays behind, and the way back takes hours. Go on when the primary will not come back within the promised time, and let one person decide it.',
    ],
    commands: [
      'date -u +%FT%TZ',
      ...(nothing ? [primary] : [primary, standby]).map(
        (region) => `curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' ${healthAddress(context, region)}`,
      ),
    ],
  });
}

function sentAway({ host, primary, standby, recovery }: RunbookContext): string {
  const { intervalSeconds = 30, failureThreshold = 3 } = recovery.healthCheck ?? {};
  return `Route 53 sends customers of ${host} to ${standby} by itself once ${primary} has failed ${failureThreshold} times, one request every ${intervalSeconds} s, if anything answers there. What it does not do is promote the database: until then ${standby} can read at most.`;
}

function nothingThere({ host, standby }: RunbookContext): string {
  return `Nothing in ${standby} answers: ${host} is down until this is done.`;
}

function hold(context: RunbookContext): RunbookStep {
  const { primary, standby } = context;
  return step({
    id: 'switch',
    title: `Hold customers in ${standby}`,
    text: [
      `The manual switch. Without it a primary that recovers gets its customers back at once, and writes to a database that ${standby} no longer follows. In a drill this is what fails the primary.`,
      `Route 53's control plane stands in us-east-1. If it does not answer, customers are held by the failing health check alone: repeat this as soon as it does, before anything in ${primary} recovers.`,
    ],
    commands: [flip(context, 'standby')],
  });
}

function fence(context: RunbookContext): RunbookStep {
  const { primary, standby, generation } = context;
  const follows = databaseChoice(context.recovery) === 'replica';
  return step({
    id: 'fence',
    title: `Stop writes in ${primary}`,
    text: [
      'So that nothing is written on both sides. In a disaster the cluster may not answer: go on, and do it as soon as it does. A HorizontalPodAutoscaler leaves a Deployment of 0 replicas alone.',
      ...(follows ? ['In a drill nothing has to be lost: go on when the lag has been 0.'] : []),
    ],
    commands: [
      kubectl(context, primary, 'scale deployment --all --replicas=0 --timeout=60s'),
      ...(follows ? [lag(context, standby, generation)] : []),
    ],
  });
}

function promote(context: RunbookContext): RunbookStep {
  const { names, standby, generation, recovery } = context;
  return step({
    id: 'promote',
    title: 'Promote the database',
    text: [
      `Directly, which is quickest. By Terraform it is databaseRole: 'promoted' and an apply of ${names.stack(standby, 'data')}, whose state and all that it reads are in ${standby}. The endpoint stays, so running pods connect again by themselves.`,
      ...(recovery.cache === 'globalDatastore'
        ? [`The cache of ${standby} becomes the primary of its global datastore.`]
        : []),
    ],
    commands: [
      `aws ${promotion(context).join(' ')}`,
      untilPromoted(context, standby, generation),
      ...(recovery.cache === 'globalDatastore' ? datastoreCommands(context) : []),
      'date -u +%FT%TZ',
    ],
  });
}

function datastoreCommands({ names, standby }: RunbookContext): string[] {
  const id = `"$(aws elasticache describe-global-replication-groups --region ${standby} --show-member-info --query "GlobalReplicationGroups[?Members[?ReplicationGroupId=='${names.prefix}-main']]|[0].GlobalReplicationGroupId" --output text)"`;
  return [
    `aws elasticache failover-global-replication-group --region ${standby} --global-replication-group-id ${id} --primary-region ${standby} --primary-replication-group-id ${names.prefix}-main`,
  ];
}

/** Terraform leaves the number of nodes to the autoscaler, and EKS takes no minimum above it: so both are said at once, by hand. */
function startNodes(context: RunbookContext): RunbookStep {
  return step({
    id: 'nodes',
    title: 'Start nodes and pods',
    text: ['The pods have been waiting for nodes. If you are two, do this while the database is promoted.'],
    commands: [
      ...resizeNodes(context, 'warmStandby'),
      kubectl(context, context.standby, 'rollout status deployment --timeout=10m'),
    ],
  });
}

function adopt(context: RunbookContext, running: boolean): RunbookStep {
  const { names, standby, primary, environment } = context;
  return step({
    id: 'adopt',
    title: 'Write down what was done',
    text: [
      `Customers do not wait for it. The states of ${standby} are kept there; that of ${names.switchStack} is in ${primary}: apply it as soon as ${primary} answers. The plans change nothing of the data: the instance stands on its own already, and the switch is where it is.`,
      ...(environment.backups
        ? [
            `That of ${names.stack(standby, 'backup')} adds the nightly backups of ${standby}, kept in its own vault.`,
          ]
        : []),
      'Should the apply of the data stop half way, apply it once more: the state then knows of the promotion.',
    ],
    edits: {
      'recovery.databaseRole': "'promoted'",
      'recovery.serve': "'standby'",
      ...(!running && { 'recovery.readiness': "'warmStandby'" }),
    },
    applies: [
      names.stack(standby, 'data'),
      ...(environment.backups ? [names.stack(standby, 'backup')] : []),
      ...(running ? [] : [names.stack(standby, 'cluster')]),
      names.switchStack,
    ],
  });
}

function findBackups({ names, standby, generation }: RunbookContext): RunbookStep {
  const query = `DBInstanceAutomatedBackups[?DBInstanceIdentifier=='${names.database(generation)}'].DBInstanceAutomatedBackupsArn`;
  return step({
    id: 'find-backups',
    title: 'Find the copied backups',
    text: ['Prints the ARN for recovery.restore.'],
    commands: [
      `aws rds describe-db-instance-automated-backups --region ${standby} --query "${query}" --output text`,
    ],
  });
}

/** Everything that is missing is made by Terraform, so its state has to answer: readiness that does not wait for it costs more. */
function restore(context: RunbookContext): RunbookStep {
  const { names, standby, primary, host } = context;
  const built = standbyRegion(withRecovery(context, { readiness: 'warmStandby' }))?.layers ?? [];
  return step({
    id: 'restore',
    title: 'Restore the database, and build what serves',
    text: [
      `Terraform makes the database and all the rest; the states of ${standby} are kept there. ${names.switchStack} and ${names.failoverStack} read states of ${primary}: while those do not answer, let the record of ${host} point at the new load balancer by hand (aws route53 change-resource-record-sets), and apply both as soon as they do.`,
      'Volumes come back from the recovery points in the vault of the standby; the broker starts empty without them.',
    ],
    edits: {
      'recovery.restore': "{ automatedBackupsArn: '<as printed>', time: 'latest' }",
      'recovery.readiness': "'warmStandby'",
      'recovery.serve': "'standby'",
    },
    applies: [...built.map((layer) => names.stack(standby, layer)), names.switchStack, names.failoverStack],
    commands: [
      `aws eks update-kubeconfig --region ${standby} --name ${names.prefix} --alias ${names.context(standby)}`,
      ...(context.recovery.readiness === 'pilotLight' ? resizeNodes(context, 'warmStandby') : []),
      applyManifests(context, standby),
      kubectl(context, standby, 'rollout status deployment --timeout=10m'),
    ],
  });
}
