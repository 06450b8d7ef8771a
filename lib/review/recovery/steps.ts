import type { Environment } from '../../core/environment';
import type { Recovery } from '../../core/environment/recovery';
import { type RecoveryNames, recoveryNames } from '../../core/recovery/names';
import { standbyRegion } from '../../core/recovery/standby';
import type { Region } from '../../core/regions';
import {
  healthCheckIdCommand,
  regionalHost,
  type Serving,
  switchCommand,
  switchName,
} from '../../core/route53';
import { sortedEntries } from '../../core/sorted-entries';

/** One step of a runbook: what to do, and with which commands. */
export interface RunbookStep {
  /** Stable, by which a drill that was interrupted finds its place again. Unique within a runbook. */
  readonly id: string;
  /** What it does, in a few words. */
  readonly title: string;
  /** Why, and what to mind. */
  readonly text: readonly string[];
  /** Commands of a shell, in their order. */
  readonly commands: readonly string[];
  /** Values to change in the environment's file first, by key. */
  readonly edits: Readonly<Record<string, string>>;
  /** Ids of the stacks that are applied after the edits and before the commands, in their order: one apply each. */
  readonly applies: readonly string[];
}

/** The parts of a runbook. */
export type PhaseName = 'prepare' | 'failOver' | 'verify' | 'failBack';

/** One part of a runbook. */
export interface RunbookPhase {
  /** Which one. */
  readonly name: PhaseName;
  /** Its heading. */
  readonly title: string;
  /** Its steps, in their order. */
  readonly steps: readonly RunbookStep[];
}

/** What all steps are made from. */
export interface RunbookContext {
  /** The environment. */
  readonly environment: Environment;
  /** Its recovery. */
  readonly recovery: Recovery;
  /** The names of its parts. */
  readonly names: RecoveryNames;
  /** The region that serves. */
  readonly primary: Region;
  /** The region that takes over. */
  readonly standby: Region;
  /** The name that customers use. */
  readonly host: string;
  /** Which database this is. */
  readonly generation: number;
}

/** The context of an environment's steps, or `undefined` without a recovery. */
export function contextOf(environment: Environment): RunbookContext | undefined {
  const { recovery, primaryRegion: primary } = environment;
  if (!recovery) return undefined;
  const names = recoveryNames(environment);
  return {
    environment,
    recovery,
    names,
    primary,
    standby: recovery.standby,
    host: environment.regions[primary]?.edge?.host ?? 'no-host',
    generation: recovery.databaseGeneration ?? 1,
  };
}

/** A step with what it does not say left empty. */
export function step(given: Pick<RunbookStep, 'id' | 'title' | 'text'> & Partial<RunbookStep>): RunbookStep {
  return { commands: [], edits: {}, applies: [], ...given };
}

/** The command that flips the switch of the entry. */
export function flip({ names }: RunbookContext, serve: Serving): string {
  const id = `"$(${healthCheckIdCommand(switchName(names.prefix, 'api'))})"`;
  return switchCommand(id, serve);
}

/** kubectl in the namespace of a region's cluster. */
export function kubectl({ names }: RunbookContext, region: string, rest: string): string {
  return `kubectl --context ${names.context(region)} --namespace ${names.prefix} ${rest}`;
}

/** The address that asks one region for its health. */
export function healthAddress({ host }: RunbookContext, region: string): string {
  return `https://${regionalHost(host, region)}/health`;
}

/** A value of the database's instance in a region. */
export function instanceValues(
  { names }: RunbookContext,
  region: string,
  generation: number,
  query: string,
): string {
  return [
    `aws rds describe-db-instances --region ${region}`,
    `--db-instance-identifier ${names.database(generation)}`,
    `--query 'DBInstances[0].${query}' --output text`,
  ].join(' ');
}

/**
 * The call that promotes the standby's replica, as arguments of `aws`. What is not said of its backups would become a day of them (RDS API
 * Reference, PromoteReadReplica, BackupRetentionPeriod), until the next apply.
 */
export function promotion({
  environment,
  names,
  primary,
  standby,
  generation,
}: RunbookContext): readonly string[] {
  const backup = environment.regions[primary]?.database?.backup;
  return [
    ...['rds', 'promote-read-replica', '--region', standby],
    ...['--db-instance-identifier', names.database(generation)],
    ...(backup ? ['--backup-retention-period', String(backup.retentionDays)] : []),
    ...(backup ? ['--preferred-backup-window', backup.window] : []),
  ];
}

/** Waits until an instance stands on its own. `aws rds wait` would come back before the promotion has begun. */
export function untilPromoted(context: RunbookContext, region: string, generation: number): string {
  const values = instanceValues(
    context,
    region,
    generation,
    '[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]',
  );
  return `until ${values} | grep -Eq '^available[[:space:]]+None$'; do sleep 10; done`;
}

/** The most seconds that a replica lagged behind in each of the last ten minutes. */
export function lag({ names }: RunbookContext, region: string, generation: number): string {
  return [
    `aws cloudwatch get-metric-statistics --region ${region} --namespace AWS/RDS --metric-name ReplicaLag`,
    `--dimensions Name=DBInstanceIdentifier,Value=${names.database(generation)}`,
    '--statistics Maximum --period 60',
    `--start-time "$(date -u -d '-10 minutes' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)"`,
    "--query 'sort_by(Datapoints, &Timestamp)[].Maximum' --output text",
  ].join(' ');
}

/** Names of the workloads that have images of their own, sorted. */
export function workloadNames({ environment }: RunbookContext): string[] {
  return Object.keys(environment.workloads?.images ?? {}).sort();
}

/** Applies the manifests of a region. */
export function applyManifests({ environment, names }: RunbookContext, region: string): string {
  return `kubectl --context ${names.context(region)} apply --server-side -k dist/${environment.name}/${region}`;
}

/** Brings Deployments back that were scaled to nothing: manifests leave the number to the autoscaler, which leaves 0 alone. */
export function scaleUp(context: RunbookContext, region: string): string {
  const { services = { replicas: 1 } } = context.environment.workloads ?? {};
  const replicas = 'replicas' in services ? services.replicas : services.min;
  return kubectl(context, region, `scale deployment --all --replicas=${replicas}`);
}

/** Sets the size of the standby's node groups by hand, to what they have at another readiness. Groups keep a suffix in their names. */
export function resizeNodes(context: RunbookContext, readiness: Recovery['readiness']): string[] {
  const { names, standby } = context;
  const groups = standbyRegion(withRecovery(context, { readiness }))?.settings.cluster.nodeGroups ?? {};
  return sortedEntries(groups).map(([name, { min, desired, max }]) => {
    const query = `nodegroups[?starts_with(@, '${name}-')]|[0]`;
    const group = `"$(aws eks list-nodegroups --region ${standby} --cluster-name ${names.prefix} --query "${query}" --output text)"`;
    return `aws eks update-nodegroup-config --region ${standby} --cluster-name ${names.prefix} --nodegroup-name ${group} --scaling-config minSize=${min},desiredSize=${desired},maxSize=${max}`;
  });
}

/** The environment with another recovery. */
export function withRecovery(
  { environment, recovery }: RunbookContext,
  change: Partial<Recovery>,
): Environment {
  return { ...environment, recovery: { ...recovery, ...change } };
}
