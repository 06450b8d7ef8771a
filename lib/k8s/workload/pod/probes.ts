import { IntOrString, type Probe } from '../../manifest/kinds';
import { type WorkloadFault, wholeNumber } from '../errors';
import type { Health, ProbeTiming } from './health';
import { unknownPort } from './ports';

/** The probes of a container, and what is wrong with them. */
export interface ProbePlan {
  /** How long a start may take. */
  readonly startupProbe: Probe;
  /** When to start again. */
  readonly livenessProbe: Probe;
  /** When to get calls. */
  readonly readinessProbe: Probe;
  /** Every mistake. */
  readonly faults: readonly WorkloadFault[];
}

const purposes = ['startup', 'liveness', 'readiness'] as const;
type Purpose = (typeof purposes)[number];
type Question = { readonly path?: string; readonly command?: readonly string[]; readonly tcp?: string };

const defaults: Readonly<Record<Purpose, Required<ProbeTiming>>> = {
  startup: { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 12 },
  liveness: { initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  readiness: { initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
};

/**
 * The probes of a container. Pure.
 * @param ports - the container's ports by name
 * @param mainPort - the port that an HTTP question goes to when none is named
 */
export function planProbes(
  health: Health,
  ports: Readonly<Record<string, number>>,
  mainPort: string | undefined,
): ProbePlan {
  const port = 'path' in health ? (health.port ?? defaultPort(ports, mainPort)) : '';
  const timings = {
    startup: timing('startup', health),
    liveness: timing('liveness', health),
    readiness: timing('readiness', health),
  };
  const probe = (purpose: Purpose): Probe => ({
    ...timings[purpose],
    ...action(question(purpose, health), port),
  });
  return {
    startupProbe: probe('startup'),
    livenessProbe: probe('liveness'),
    readinessProbe: probe('readiness'),
    faults: [
      ...('path' in health ? unknownPort('health.port', port, ports) : []),
      ...purposes.flatMap((purpose) => questionFaults(purpose, question(purpose, health), ports)),
      ...timingFaults(timings),
    ],
  };
}

/** A main port that is not there is reported as that; the probes then ask the first port. */
function defaultPort(ports: Readonly<Record<string, number>>, mainPort: string | undefined): string {
  if (mainPort !== undefined && Object.hasOwn(ports, mainPort)) return mainPort;
  return Object.keys(ports).sort()[0] ?? '';
}

function timing(purpose: Purpose, health: Health): Required<ProbeTiming> {
  const own = health[purpose] ?? {};
  const base = defaults[purpose];
  return {
    initialDelaySeconds: own.initialDelaySeconds ?? base.initialDelaySeconds,
    periodSeconds: own.periodSeconds ?? base.periodSeconds,
    timeoutSeconds: own.timeoutSeconds ?? base.timeoutSeconds,
    failureThreshold: own.failureThreshold ?? base.failureThreshold,
  };
}

function question(purpose: Purpose, health: Health): Question {
  if ('path' in health) return { path: health[purpose]?.path ?? health.path };
  if ('command' in health) return { command: health[purpose]?.command ?? health.command };
  return { tcp: health[purpose]?.tcp ?? health.tcp };
}

function action({ path, command, tcp = '' }: Question, port: string): Probe {
  if (path !== undefined) return { httpGet: { path, port: IntOrString.fromString(port), scheme: 'HTTP' } };
  if (command !== undefined) return { exec: { command: [...command] } };
  return { tcpSocket: { port: IntOrString.fromString(tcp) } };
}

function questionFaults(
  purpose: Purpose,
  { path, command, tcp }: Question,
  ports: Readonly<Record<string, number>>,
): WorkloadFault[] {
  const at = `health.${purpose}`;
  if (path !== undefined && !/^\/[^\s#]*$/.test(path)) {
    return [{ error: 'probe', at, found: `path "${path}"`, fix: 'give a path that begins with /' }];
  }
  if (command !== undefined && (command.length === 0 || command[0] === '')) {
    return [{ error: 'probe', at, found: 'an empty command', fix: 'give the command to run' }];
  }
  return tcp === undefined ? [] : unknownPort(at, tcp, ports);
}

function timingFaults(timings: Readonly<Record<Purpose, Required<ProbeTiming>>>): WorkloadFault[] {
  const faults = purposes.flatMap((purpose): WorkloadFault[] => {
    const { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold } = timings[purpose];
    const at = `health.${purpose}`;
    return [
      ...wholeNumber('probe', `${at}.initialDelaySeconds`, initialDelaySeconds, 0),
      ...wholeNumber('probe', `${at}.periodSeconds`, periodSeconds, 1),
      ...wholeNumber('probe', `${at}.timeoutSeconds`, timeoutSeconds, 1, Math.max(1, periodSeconds || 1)),
      ...wholeNumber('probe', `${at}.failureThreshold`, failureThreshold, 1),
    ];
  });
  if (faults.length > 0) return faults;
  const { startup, liveness, readiness } = timings;
  const startupEnd = startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;
  if (startupEnd < liveness.initialDelaySeconds) {
    faults.push({
      error: 'probe',
      at: 'health.startup',
      found: `gives up after ${startup.initialDelaySeconds} + ${startup.periodSeconds} * ${startup.failureThreshold} = ${startupEnd} s, while liveness begins at ${liveness.initialDelaySeconds} s`,
      fix: 'raise its failureThreshold, so that a start may take as long as liveness grants it',
    });
  }
  const restart = liveness.periodSeconds * liveness.failureThreshold;
  const withdraw = readiness.periodSeconds * readiness.failureThreshold;
  if (restart < withdraw) {
    faults.push({
      error: 'probe',
      at: 'health.liveness',
      found: `starts the container again after ${liveness.periodSeconds} * ${liveness.failureThreshold} = ${restart} s, readiness takes its calls away only after ${readiness.periodSeconds} * ${readiness.failureThreshold} = ${withdraw} s`,
      fix: 'give liveness more patience than readiness',
    });
  }
  return faults;
}
