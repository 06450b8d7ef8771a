import { durationAtLeast, formatDuration } from '../duration';
import type { Recovery } from '../environment/recovery';
import type { Environment } from '../environment/schema';
import { type Problem, problem } from '../errors';
import { recoveryErrors } from './errors';
import { dataKinds, keptKinds, type PromisedTime, recoveryPoints, recoveryTime } from './promise';
import { databaseChoice } from './standby';

/**
 * Whether an environment's mechanisms can keep what it promises. Each promise that they cannot is refused with the sum part by
 * part, the slowest part, and the changes that would help, each computed anew. Reports `recovery/rto`, `recovery/rpo` and
 * `recovery/rpo-kinds`.
 * @param environment - one with or without `recovery`
 * @param path - what the problems' paths begin with; by default that of its file
 */
export function checkPromise(
  environment: Environment,
  path = `environments/${environment.name}`,
): readonly Problem[] {
  const { recovery } = environment;
  if (!recovery) return [];
  const time = recoveryTime(environment, recovery);
  const points = recoveryPoints(environment, recovery);
  return [
    ...(isKept(time) ? [] : [rtoProblem(environment, recovery, path, time)]),
    ...points.filter((one) => !isKept(one)).map((one) => rpoProblem(environment, recovery, path, one)),
    ...kindProblems(environment, recovery, path),
  ];
}

function isKept({ promised, reached }: PromisedTime): boolean {
  return promised === undefined || reached <= promised;
}

/** A sum in words: `detection 1m 30s (3 failures in a row, ...) + decision 5m (...)`. */
export function sumInWords({ parts }: PromisedTime): string {
  return parts.map((one) => `${one.name} ${formatDuration(one.seconds)} (${one.why})`).join(' + ');
}

function found(time: PromisedTime): string {
  const slowest = [...time.parts].sort((a, b) => b.seconds - a.seconds)[0];
  const words = [
    `${formatDuration(time.promised ?? 0)} promised, ${formatDuration(time.reached)} reached: ${sumInWords(time)}`,
  ];
  if (slowest && time.parts.length > 1) words.push(`slowest: ${slowest.name}`);
  return words.join('; ');
}

function rtoProblem(environment: Environment, recovery: Recovery, path: string, time: PromisedTime): Problem {
  const fixes = better(recovery).flatMap(({ what, change }) => {
    const { reached } = recoveryTime(environment, { ...recovery, ...change });
    if (reached >= time.reached) return [];
    const off = formatDuration(time.reached - reached);
    const enough = reached <= (time.promised ?? 0) ? ', which is enough' : '';
    return [`${what} would take ${off} off${enough}`];
  });
  const promise = `or promise rto: '${durationAtLeast(time.reached)}'`;
  return problem(recoveryErrors.rto, path, {
    at: time.at,
    found: found(time),
    fix: [...fixes, promise].join('; '),
  });
}

interface Change {
  readonly what: string;
  readonly change: Partial<Recovery>;
}

/** Every single change that could make a recovery faster, the cheapest first. */
function better(recovery: Recovery): Change[] {
  const { readiness, decision = '5m', healthCheck } = recovery;
  const changes: Change[] = [];
  if (decision !== '1m')
    changes.push({
      what: "decision: '1m', by people on call with the authority,",
      change: { decision: '1m' },
    });
  if (healthCheck?.intervalSeconds !== 10) {
    const failureThreshold = healthCheck?.failureThreshold ?? 3;
    changes.push({
      what: 'healthCheck.intervalSeconds: 10',
      change: { healthCheck: { intervalSeconds: 10, failureThreshold } },
    });
  }
  if (readiness !== 'backupOnly' && databaseChoice(recovery) !== 'replica') {
    changes.push({ what: "database: 'replica'", change: { database: 'replica' } });
  }
  const raised = {
    backupOnly: ['pilotLight', 'warmStandby'],
    pilotLight: ['warmStandby'],
    warmStandby: [],
    active: [],
  } as const;
  for (const next of raised[readiness]) {
    const choice = databaseChoice(recovery) === 'replica' ? '' : " with database: 'replica'";
    changes.push({ what: `readiness: '${next}'${choice}`, change: { readiness: next, database: 'replica' } });
  }
  return changes;
}

function rpoProblem(environment: Environment, recovery: Recovery, path: string, one: PromisedTime): Problem {
  return problem(recoveryErrors.rpo, path, {
    at: one.at,
    found: `of ${one.kind} ${found(one)}`,
    fix: rpoFix(environment, recovery, one),
  });
}

function rpoFix(environment: Environment, recovery: Recovery, one: PromisedTime): string {
  const enough = `'${durationAtLeast(one.reached)}'`;
  const fixes: string[] = [];
  if (one.kind === 'volumes') fixes.push('let backups.schedule run more often, every hour at most');
  if (one.kind === 'database' && databaseChoice(recovery) === 'replicatedBackups') {
    fixes.push("database: 'replica' may lose 5m, with readiness: 'pilotLight' or more");
  }
  if (typeof recovery.rpo !== 'string') {
    const key = one.kind === 'secrets' ? 'database' : one.kind;
    return [...fixes, `${fixes.length > 0 ? 'or ' : ''}promise rpo.${key}: ${enough}`].join('; ');
  }
  const kinds = recoveryPoints(environment, recovery).filter((other) => other.kind !== 'secrets');
  const each = kinds.map(
    (other) => `${other.kind}: '${durationAtLeast(Math.max(other.reached, other.promised ?? 0))}'`,
  );
  return [
    ...fixes,
    `${fixes.length > 0 ? 'or ' : ''}promise each kind what it can have: rpo: { ${each.join(', ')} }`,
  ].join('; ');
}

function kindProblems(environment: Environment, { rpo }: Recovery, path: string): Problem[] {
  if (typeof rpo === 'string') return [];
  const kept = keptKinds(environment);
  return dataKinds.flatMap((kind) => {
    const named = rpo[kind] !== undefined;
    if (named === kept.includes(kind)) return [];
    const at = `recovery.rpo.${kind}`;
    // A missing database is reported as such, and the schema wants its key.
    if (kind === 'database') return [];
    const what = kind === 'objects' ? 'buckets' : 'workloads, whose broker keeps volumes,';
    return [
      problem(
        recoveryErrors['rpo-kinds'],
        path,
        named
          ? { at, found: `'${rpo[kind]}', without ${what} in the primary region`, fix: 'leave it out' }
          : {
              at,
              found: `nothing, with ${what} in the environment`,
              fix: `say how much of the ${kind} may be lost`,
            },
      ),
    ];
  });
}
