import { qualifiedNameFault } from '../../../core/kubernetes-names';
import type { WorkloadFault } from '../errors';

/** Kubernetes, "Service: port definitions": IANA service names of at most 15 characters with at least one letter. */
const nameForm = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** What is wrong with the ports of a pod. Pure. */
export function portFaults(ports: Readonly<Record<string, number>>): WorkloadFault[] {
  const names = Object.keys(ports).sort();
  const faults = names.flatMap((name): WorkloadFault[] => [
    ...(nameForm.test(name)
      ? []
      : [
          {
            error: 'port-name' as const,
            at: 'ports',
            found: `"${name}" (${name.length} characters)`,
            fix: 'give 1 to 15 lower-case letters, digits and single hyphens, at least one a letter',
          },
        ]),
    ...numberFaults(name, ports[name] ?? 0),
  ]);
  const first = new Map<number, string>();
  for (const name of names) {
    const port = ports[name] ?? 0;
    const other = first.get(port);
    if (other === undefined) first.set(port, name);
    else {
      faults.push({
        error: 'port',
        at: `ports.${name}`,
        found: `${port}, as port ${other}`,
        fix: 'give each port its own number, or leave one out',
      });
    }
  }
  return faults;
}

function numberFaults(name: string, port: number): WorkloadFault[] {
  if (Number.isInteger(port) && port >= 1024 && port <= 65535) return [];
  const low = Number.isInteger(port) && port > 0 && port < 1024;
  return [
    {
      error: 'port',
      at: `ports.${name}`,
      found: low ? `${port}, which takes privileges to listen on` : String(port),
      fix: 'let the process listen on a port from 1024 to 65535, for example 8080',
    },
  ];
}

/** A fault unless the port is one of those there are. */
export function unknownPort(
  at: string,
  port: string,
  ports: Readonly<Record<string, number>>,
): WorkloadFault[] {
  if (Object.hasOwn(ports, port)) return [];
  const names = Object.keys(ports).sort().join(', ') || 'none';
  return [
    { error: 'unknown-port', at, found: `"${port}"; the ports are: ${names}`, fix: 'name one of the ports' },
  ];
}

/** The port that callers use when nobody says which: `http`, or the only one. */
function defaultMainPort(ports: Readonly<Record<string, number>>): string | undefined {
  const names = Object.keys(ports);
  if (Object.hasOwn(ports, 'http')) return 'http';
  return names.length === 1 ? names[0] : undefined;
}

/** What a callable workload says about its ports. */
interface Callable {
  readonly ports: Readonly<Record<string, number>>;
  readonly mainPort?: string;
  readonly protocols?: Readonly<Record<string, string>>;
}

/** The port that callers use. */
export function mainPortOf({ ports, mainPort }: Callable): string | undefined {
  return mainPort ?? defaultMainPort(ports);
}

/** What is wrong with the main port and the protocols of a workload that others call. Pure. */
export function mainPortFaults(props: Callable): WorkloadFault[] {
  const { ports, protocols = {} } = props;
  return [
    ...unknownPort('mainPort', mainPortOf(props) ?? '', ports),
    ...Object.keys(protocols)
      .sort()
      .flatMap((port) => [
        ...unknownPort(`protocols.${port}`, port, ports),
        ...protocolFaults(`protocols.${port}`, protocols[port] ?? ''),
      ]),
  ];
}

/** Kubernetes, "Service: application protocol": a name as labels have, with the prefix of who defines it or without. */
function protocolFaults(at: string, protocol: string): WorkloadFault[] {
  if (qualifiedNameFault(protocol) === undefined) return [];
  return [{ error: 'protocol', at, found: `"${protocol}"`, fix: 'give http, grpc or kubernetes.io/h2c' }];
}
