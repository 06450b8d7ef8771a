import type { Container, PodSpec, PodTemplateSpec } from '../../manifest/kinds';
import type { WorkloadProps } from '../props';
import type { ProbePlan } from './probes';
import { resourcesOf } from './size';
import type { StopPlan } from './stop';
import type { Variables } from './variables';
import type { Volumes } from './volumes';

/** What a pod template is put together from. */
export interface PodParts {
  /** Name of the container. */
  readonly name: string;
  /** The workload's props. */
  readonly props: WorkloadProps;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations of the pods. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Its probes, or none. */
  readonly probes: ProbePlan | undefined;
  /** How it ends. */
  readonly stop: StopPlan;
  /** Its variables. */
  readonly variables: Variables;
  /** Its volumes. */
  readonly volumes: Volumes;
  /** What only some kinds of workload have. */
  readonly extra: Pick<PodSpec, 'restartPolicy' | 'topologySpreadConstraints' | 'tolerations'>;
}

/** Numeric, since the kubelet can tell of a number only that it is not root's. From 10000 on no user of a node has it. */
export const defaultUser = { uid: 10001, gid: 10001 } as const;

/**
 * A pod template within the restricted profile (Kubernetes, "Pod Security Standards"). The image is always asked for, although its
 * name never moves: so a pod starts only where its own credentials may pull it, and layers still come from the node.
 */
export function podTemplate(parts: PodParts): PodTemplateSpec {
  const { props, stop, volumes, extra } = parts;
  const { uid, gid } = props.user ?? defaultUser;
  return {
    metadata: {
      labels: { ...parts.labels },
      ...(Object.keys(parts.annotations).length > 0 && { annotations: { ...parts.annotations } }),
    },
    spec: {
      serviceAccountName: parts.name,
      automountServiceAccountToken: props.apiToken === 'mounted',
      enableServiceLinks: false,
      ...(props.priorityClass !== undefined && { priorityClassName: props.priorityClass }),
      ...(props.nodes?.labels && { nodeSelector: { ...props.nodes.labels } }),
      ...(props.nodes?.tolerations && { tolerations: [...props.nodes.tolerations] }),
      ...extra,
      terminationGracePeriodSeconds: stop.gracePeriodSeconds,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: uid,
        runAsGroup: gid,
        fsGroup: gid,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [container(parts)],
      volumes: volumes.toVolumes(),
    },
  };
}

function container({ name, props, ports, probes, variables, volumes }: PodParts): Container {
  const env = variables.toEnv();
  return {
    name,
    image: props.image,
    imagePullPolicy: 'Always',
    ...(props.command && { command: [...props.command] }),
    ...(props.args && { args: [...props.args] }),
    ...(env.length > 0 && { env }),
    ...(Object.keys(ports).length > 0 && {
      ports: Object.keys(ports)
        .sort()
        .map((port) => ({ name: port, containerPort: ports[port] ?? 0, protocol: 'TCP' })),
    }),
    resources: resourcesOf(props.size),
    ...(probes && {
      startupProbe: probes.startupProbe,
      livenessProbe: probes.livenessProbe,
      readinessProbe: probes.readinessProbe,
    }),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: volumes.toMounts(),
  };
}
