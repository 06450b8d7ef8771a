import { type Problem, problem } from '../../core/errors';
import type { Container, PodSpec, Probe } from '../shapes';
import type { Workload, Workloads } from '../workload';
import { consistencyErrors } from './errors';

/** Proves that pods have the time to stop, and their probes the time to succeed before a rollout is given up. */
export function checkTiming(workloads: Workloads): Problem[] {
  return workloads.all.flatMap((one) => [...gracePeriod(one), ...rolloutDeadline(one)]);
}

/** The grace period counts from before the hook (Kubernetes, "Container Lifecycle Hooks"); 30 seconds when nothing is said. */
function gracePeriod({ path, pod }: Workload): Problem[] {
  const grace = pod.terminationGracePeriodSeconds ?? 30;
  return [...(pod.containers ?? []), ...sidecars(pod)].flatMap((container) => {
    const sleep = preStopSeconds(container);
    if (sleep === 0 || sleep < grace) return [];
    return [
      problem(consistencyErrors['grace-period'], path, {
        at: `${container.name}.preStop`,
        found: `${grace} s of grace - ${sleep} s of preStop = ${grace - sleep} s for the process to end`,
        fix: `set terminationGracePeriodSeconds above ${sleep}, by as long as a request may take`,
      }),
    ];
  });
}

/** Seconds that a preStop hook sleeps, as far as it can be told: the sleep action, and every `sleep N` of a command. */
function preStopSeconds({ lifecycle }: Container): number {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  if (sleep) return sleep.seconds;
  const command = (exec?.command ?? []).join(' ');
  return [...command.matchAll(/\bsleep\s+(\d+(?:\.\d+)?)(m?)/g)].reduce(
    (sum, [, amount, minutes]) => sum + Number(amount) * (minutes === 'm' ? 60 : 1),
    0,
  );
}

function rolloutDeadline({ kind, path, pod, spec }: Workload): Problem[] {
  if (kind !== 'Deployment') return [];
  const { progressDeadlineSeconds: deadline = 600, minReadySeconds = 0 } = spec;
  const sums = [...(pod.containers ?? [])].map(timeToReady);
  const before = sidecars(pod).reduce((sum, one) => sum + startup(one.startupProbe), 0);
  const slowest = sums.reduce((a, b) => (b.seconds > a.seconds ? b : a), { seconds: 0, text: '0 s' });
  const all = before + slowest.seconds + minReadySeconds;
  if (all < deadline) return [];
  const parts = [
    ...(before > 0 ? [`${before} s of sidecars`] : []),
    slowest.text,
    ...(minReadySeconds > 0 ? [`${minReadySeconds} s of minReadySeconds`] : []),
  ];
  return [
    problem(consistencyErrors['rollout-deadline'], path, {
      at: 'progressDeadlineSeconds',
      found: `${parts.join(' + ')} = ${all} s, and the rollout has ${deadline} s`,
      fix: `set progressDeadlineSeconds above ${all}, or let the startup probe give up sooner`,
    }),
  ];
}

/** The most seconds until a container is ready: its startup probe's last chance, or the first time that readiness is asked. */
function timeToReady({ name, startupProbe, readinessProbe }: Container): { seconds: number; text: string } {
  const start = startup(startupProbe);
  const ready = readinessProbe?.initialDelaySeconds ?? 0;
  if (!startupProbe || ready > start) {
    return { seconds: ready, text: `${ready} s until ${name} is first asked` };
  }
  const { initialDelaySeconds = 0, failureThreshold = 3, periodSeconds = 10 } = startupProbe;
  return {
    seconds: start,
    text: `${name}'s startup of ${initialDelaySeconds} s + ${failureThreshold} x ${periodSeconds} s`,
  };
}

/** Defaults after the API reference, Probe. */
function startup(probe: Probe | undefined): number {
  if (!probe) return 0;
  const { initialDelaySeconds = 0, failureThreshold = 3, periodSeconds = 10 } = probe;
  return initialDelaySeconds + failureThreshold * periodSeconds;
}

function sidecars({ initContainers = [] }: PodSpec): Container[] {
  return initContainers.filter((one) => one.restartPolicy === 'Always');
}
