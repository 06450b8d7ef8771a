import { type Problem, problem } from '../../core/errors';
import { type Manifest, namespaceOf, ofKind, specOf } from '../manifest';
import type { Container, Probe } from '../shapes';
import type { Workload, Workloads } from '../workload';
import { consistencyErrors } from './errors';
import { serviceSelector } from './selectors';

/** A port of a Service. */
export type ServicePort = {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
};

/** Proves that the ports that Services and probes name are ports of the pods. */
export function checkPorts(manifests: readonly Manifest[], workloads: Workloads): Problem[] {
  return [
    ...ofKind(manifests, 'Service').flatMap((one) => servicePorts(one, workloads)),
    ...workloads.all.flatMap(probePorts),
  ];
}

function servicePorts(service: Manifest, workloads: Workloads): Problem[] {
  const selector = serviceSelector(service);
  if (!selector) return [];
  const { ports = [] } = specOf<{ ports: readonly ServicePort[] }>(service);
  const [workload, ...others] = workloads.selectedBy(namespaceOf(service), selector);
  // Which of several is meant is not known; the selector is reported.
  if (!workload || others.length > 0) return [];
  return ports
    .filter((port) => !hasPort(workload, port))
    .map((port) =>
      problem(consistencyErrors['service-port'], service.path, {
        at: `ports.${port.name ?? port.port}`,
        found: `port ${port.targetPort ?? port.port}/${port.protocol ?? 'TCP'}, and the pods of ${workload.path} have ${shownPorts(workload)}`,
        fix: 'send to a port that a container of the pods declares, best by its name',
      }),
    );
}

/** Containers that run as long as the pod: the ordinary ones, and sidecars. */
function lasting({ pod: { containers = [], initContainers = [] } }: Workload): Container[] {
  return [...containers, ...initContainers.filter((one) => one.restartPolicy === 'Always')];
}

function hasPort(workload: Workload, { port, targetPort = port, protocol = 'TCP' }: ServicePort): boolean {
  return lasting(workload).some(({ ports = [] }) =>
    ports.some(
      (one) =>
        (one.protocol ?? 'TCP') === protocol &&
        (typeof targetPort === 'number' ? one.containerPort === targetPort : one.name === targetPort),
    ),
  );
}

function shownPorts(workload: Workload): string {
  const shown = lasting(workload).flatMap(({ ports = [] }) =>
    ports.map((one) => `${one.name ? `${one.name} ` : ''}${one.containerPort}/${one.protocol ?? 'TCP'}`),
  );
  return shown.length === 0 ? 'none' : shown.join(', ');
}

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

function probePorts({ path, pod: { containers = [], initContainers = [] } }: Workload): Problem[] {
  return [...containers, ...initContainers].flatMap((container) =>
    probes.flatMap((probe) => {
      const port = probePort(container[probe]);
      if (typeof port !== 'string' || container.ports?.some((one) => one.name === port)) return [];
      return [
        problem(consistencyErrors['probe-port'], path, {
          at: `${container.name}.${probe}`,
          found: `port ${port}, and the container has ${(container.ports ?? []).map((one) => one.name ?? one.containerPort).join(', ') || 'none'}`,
          fix: 'name a port of the same container',
        }),
      ];
    }),
  );
}

function probePort(probe: Probe | undefined): number | string | undefined {
  return probe?.httpGet?.port ?? probe?.tcpSocket?.port;
}
