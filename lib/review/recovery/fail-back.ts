import { databaseChoice } from '../../core/recovery/standby';
import {
  applyManifests,
  flip,
  healthAddress,
  kubectl,
  lag,
  type RunbookContext,
  type RunbookPhase,
  type RunbookStep,
  resizeNodes,
  scaleUp,
  step,
  untilPromoted,
  workloadNames,
} from './steps';

/** From the standby back to the primary. No step replaces or removes an instance. */
export function failBackPhase(context: RunbookContext): RunbookPhase {
  const follows = databaseChoice(context.recovery) === 'replica';
  const steps = follows
    ? [
        follow(context),
        stop(context),
        back(context),
        start(context),
        serve(context),
        renew(context),
        unprotect(context),
        release(context),
      ]
    : [copyBack(context)];
  return { name: 'failBack', title: 'Fail back', steps };
}

function follow(context: RunbookContext): RunbookStep {
  const { environment, names, primary, standby, generation } = context;
  return step({
    id: 'follow',
    title: `Let ${primary} follow ${standby}`,
    text: [
      `An instance that was promoted, or that others followed, never follows again. So ${primary} gets a new one, ${names.database(generation + 1)}, beside ${names.database(generation)}, which stays as it is: rows in it that had not arrived can be looked up there.`,
      'Customers notice nothing. Go on when the lag is a few seconds; a large database takes hours to get there.',
      ...(environment.backups
        ? [`From here on the backup plan backs up ${names.database(generation + 1)}.`]
        : []),
    ],
    edits: { 'recovery.databaseRole': "'returning'" },
    applies: [names.stack(primary, 'data'), ...(environment.backups ? [names.stack(primary, 'backup')] : [])],
    commands: [lag(context, primary, generation + 1)],
  });
}

function stop(context: RunbookContext): RunbookStep {
  const { primary, standby, generation } = context;
  return step({
    id: 'stop',
    title: 'Stop writes',
    text: [
      `From here to "${titles.serve(primary)}" nothing answers: announce it. Go on when the lag is 0, or, on a database that nobody writes to any more, climbs from 0 once a minute.`,
    ],
    commands: [
      kubectl(context, standby, 'scale deployment --all --replicas=0 --timeout=60s'),
      lag(context, primary, generation + 1),
    ],
  });
}

const titles = { serve: (region: string) => `Let ${region} serve` };

function back(context: RunbookContext): RunbookStep {
  const { environment, names, primary, standby, generation } = context;
  return step({
    id: 'back',
    title: `Promote the database in ${primary}`,
    text: [
      'One apply promotes it, the next tells the cluster of its address.',
      ...(environment.backups
        ? [`The nightly plan of ${standby} goes; the backups that it made stay until their days are over.`]
        : []),
    ],
    edits: { 'recovery.databaseRole': "'returned'" },
    applies: [
      names.stack(primary, 'data'),
      names.stack(primary, 'platform'),
      ...(environment.backups ? [names.stack(standby, 'backup')] : []),
    ],
    commands: [untilPromoted(context, primary, generation + 1)],
  });
}

function start(context: RunbookContext): RunbookStep {
  const { primary } = context;
  return step({
    id: 'start',
    title: `Start ${primary}`,
    text: ['Restarting brings the new address. The autoscaler takes over from one pod on.'],
    commands: [
      applyManifests(context, primary),
      scaleUp(context, primary),
      kubectl(context, primary, 'rollout restart deployment'),
      ...workloadNames(context).map((name) =>
        kubectl(context, primary, `rollout status deployment/${name} --timeout=5m`),
      ),
      `curl -fsS ${healthAddress(context, primary)}`,
    ],
  });
}

function serve(context: RunbookContext): RunbookStep {
  const { names, primary, host } = context;
  return step({
    id: 'serve',
    title: titles.serve(primary),
    text: ['The switch by hand, and in the data. Resolvers keep the old answer for 60 s.'],
    edits: { 'recovery.serve': "'primary'" },
    applies: [names.switchStack],
    commands: [flip(context, 'primary'), `curl -fsS https://${host}/health`, 'date -u +%FT%TZ'],
  });
}

function renew(context: RunbookContext): RunbookStep {
  const { names, standby, generation, recovery } = context;
  return step({
    id: 'renew',
    title: `Let ${standby} follow again`,
    text: [
      `A new replica, ${names.database(generation + 1)}, beside the old one. Until its lag is small there is no standby: watch it.`,
    ],
    edits: {
      'recovery.databaseGeneration': String(generation + 1),
      'recovery.databaseRole': "'standby'",
      ...(recovery.readiness === 'pilotLight' && { 'recovery.readiness': "'pilotLight'" }),
    },
    applies: [
      names.stack(standby, 'data'),
      names.stack(standby, 'platform'),
      ...(recovery.readiness === 'pilotLight' ? [names.stack(standby, 'cluster')] : []),
    ],
    commands: [
      applyManifests(context, standby),
      scaleUp(context, standby),
      kubectl(context, standby, 'rollout restart deployment'),
      ...(recovery.readiness === 'pilotLight' ? resizeNodes(context, 'pilotLight') : []),
      lag(context, standby, generation + 1),
    ],
  });
}

function unprotect(context: RunbookContext): RunbookStep {
  const { names, primary, standby, generation } = context;
  return step({
    id: 'unprotect',
    title: 'Let go of the old instances, weeks later',
    text: [
      `${names.database(generation)} in ${primary} and in ${standby}, when nobody misses a row of them. This apply lifts their protection and removes nothing.`,
    ],
    edits: { 'recovery.oldDatabases': "'unprotected'" },
    applies: [names.stack(primary, 'data'), names.stack(standby, 'data')],
  });
}

function release({ names, primary, standby }: RunbookContext): RunbookStep {
  return step({
    id: 'release',
    title: 'Remove the old instances',
    text: ['The one apply that removes anything. Each instance leaves a final snapshot.'],
    edits: { 'recovery.oldDatabases': "'gone'" },
    applies: [names.stack(primary, 'data'), names.stack(standby, 'data')],
  });
}

/** What was restored has no way to be followed back without a replica. */
function copyBack(context: RunbookContext): RunbookStep {
  const { names, primary, standby } = context;
  const id = names.database(1);
  return step({
    id: 'copy-back',
    title: 'Copy the database back',
    text: [
      "Writes stop for as long as the copy takes, which is hours for a large database: with database: 'replica' it would be minutes. The snapshot is encrypted again with the key of the primary region, and the environment restores it beside the old instance.",
    ],
    commands: [
      kubectl(context, standby, 'scale deployment --all --replicas=0 --timeout=60s'),
      `aws rds create-db-snapshot --region ${standby} --db-instance-identifier ${id} --db-snapshot-identifier ${id}-back`,
      `aws rds wait db-snapshot-available --region ${standby} --db-snapshot-identifier ${id}-back`,
      `aws rds copy-db-snapshot --region ${primary} --source-region ${standby} --source-db-snapshot-identifier ${`arn:aws:rds:${standby}:${context.environment.account}:snapshot:${id}-back`} --target-db-snapshot-identifier ${id}-back --kms-key-id alias/${names.prefix}-database-main`,
      `aws rds wait db-snapshot-available --region ${primary} --db-snapshot-identifier ${id}-back`,
    ],
  });
}
