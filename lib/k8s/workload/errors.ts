import type { Finding } from '../../core/errors';
import { defineErrors } from '../../core/errors';

/** Mistakes about workloads. */
export const workloadErrors = defineErrors('workload', {
  name: {
    title: 'The name of a workload cannot be the name of its Service, its pods and what is made beside them.',
    example: "new WebService(chart, '7-orders', { ... })",
  },
  image: {
    title: 'An image has neither a digest nor an immutable tag, or is no image reference.',
    example: "image: 'microshop/order-service:latest'",
  },
  port: {
    title:
      'A port cannot be listened on by a process without privileges, or two ports of a pod are the same.',
    example: 'ports: { http: 80 }',
  },
  'port-name': {
    title: 'A port has a name that Kubernetes does not take: 1 to 15 lower-case letters, digits and hyphens.',
    example: 'ports: { management_interface: 15672 }',
  },
  protocol: {
    title: 'What is spoken on a port is no name that Kubernetes takes.',
    example: "protocols: { http: 'http 2' }",
  },
  'unknown-port': {
    title: 'A port is named that the workload does not have.',
    example: "health: { path: '/health', port: 'admin' } with ports: { http: 8080 }",
  },
  quantity: {
    title: 'A text is not a quantity of processor time, memory or disk.',
    example: "requests: { cpu: '100m', memory: '128MB' }",
  },
  'request-over-limit': {
    title: 'A container asks for more than its limit.',
    example: "requests: { cpu: '500m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' }",
  },
  'ephemeral-storage': {
    title:
      'The writable folders of a pod may hold more than its limit of ephemeral storage, so it would be evicted first.',
    example:
      "writable: { cache: { path: '/cache', sizeLimit: '4Gi' } } with an ephemeral storage limit of 1Gi",
  },
  replicas: {
    title: 'A number of replicas is not a whole number from 0 on.',
    example: 'scale: { replicas: 1.5 }',
  },
  'replicas-and-autoscaling': {
    title: 'A workload has a replica count and autoscaling; each apply would undo what the autoscaler did.',
    example: 'scale: { replicas: 2, min: 2, max: 10, cpuPercent: 70 }',
  },
  'disruption-both': {
    title: 'A PodDisruptionBudget has both figures, of which Kubernetes takes one.',
    example: 'disruption: { maxUnavailable: 1, minAvailable: 1 }',
  },
  'disruption-blocks': {
    title: 'A PodDisruptionBudget allows no eviction, so no node could ever be drained.',
    example: 'scale: { replicas: 2 }, disruption: { minAvailable: 2 }',
  },
  probe: {
    title: 'A probe has figures or a path that cannot work, or that work against the other probes.',
    example:
      "health: { path: '/health', startup: { failureThreshold: 1 }, liveness: { initialDelaySeconds: 30 } }",
  },
  'grace-period': {
    title: 'The grace period is shorter than what happens in it, so the container is killed at work.',
    example: 'gracefulStop: { preStopSeconds: 20, drainSeconds: 20, gracePeriodSeconds: 30 }',
  },
  'root-user': {
    title: 'A container would run as root, or as a user or group that is no id.',
    example: 'user: { uid: 0, gid: 0 }',
  },
  rollout: {
    title: 'A figure of a rollout, a run or an update cannot be.',
    example: 'rollout: { minReadySeconds: -1 }',
  },
  schedule: {
    title: 'A schedule is not one of five fields, or never comes.',
    example: "schedule: '@daily'",
  },
  'time-zone': {
    title: 'A time zone is not in the IANA database.',
    example: "timeZone: 'EST5'",
  },
  'volume-name': {
    title: 'A volume has a name that Kubernetes does not take, or that another volume of the pod has.',
    example: "writable: { tmp: { path: '/scratch', sizeLimit: '64Mi' } }",
  },
  'volume-path': {
    title: 'A volume is mounted at a path that is not absolute, or at the path of another volume.',
    example: "writable: { a: { path: '/data', sizeLimit: '1Gi' }, b: { path: '/data', sizeLimit: '1Gi' } }",
  },
  'config-file': {
    title:
      'A configuration file has a name that a ConfigMap does not take, or is no text, or the files are too large for one.',
    example: "config: { nginx: { path: '/etc/nginx', files: { 'conf.d/default.conf': '...' } } }",
  },
  'variable-name': {
    title: 'A variable has a name that programs cannot read.',
    example: "variables: { 'log-level': 'INFO' }",
  },
  'variable-value': {
    title: 'The value of a variable is no text, as that of every variable is.',
    example: 'variables: { PORT: 8080 }, from a program without types',
  },
  'variable-twice': {
    title: 'A variable gets its value from two sources, so one of the two is lost.',
    example: 'two databases bound to one workload, both setting DB_HOST',
  },
  toleration: {
    title: 'A toleration is not one that Kubernetes takes.',
    example: "nodes: { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoScheduled' }] }",
  },
  'secret-in-text': {
    title:
      'A secret is written in the manifest: in a variable with the name or the value of one, a command, an argument or a file.',
    example: "variables: { DB_PASSWORD: 'hunter2' }",
  },
});

/** A mistake that a pure check found: which one, and what to say about it. */
export interface WorkloadFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof workloadErrors;
}

/** A fault unless the figure is a whole number within bounds. */
export function wholeNumber(
  error: WorkloadFault['error'],
  at: string,
  value: number,
  min: number,
  max = 2_147_483_647,
): WorkloadFault[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  const range = max === 2_147_483_647 && value <= max ? `from ${min} on` : `from ${min} to ${max}`;
  return [{ error, at, found: String(value), fix: `give a whole number ${range}` }];
}
