import { defineErrors } from '../../core/errors';

/** Mistakes of manifests that each are right and do not fit each other. */
export const consistencyErrors = defineErrors('consistency', {
  'selector-none': {
    title: 'A selector takes no pod of any workload.',
    example:
      'a Service that selects app.kubernetes.io/name: orders beside a Deployment whose pods are called order',
  },
  'selector-several': {
    title: 'A selector takes the pods of several workloads where one is meant.',
    example: 'a Service whose selector also matches the pods of a CronJob',
  },
  'own-selector': {
    title: 'A workload does not select its own pods, which the API server refuses.',
    example: 'spec.selector app: a with template labels app: b',
  },
  'scale-target': {
    title: 'An autoscaler scales something that is not there.',
    example: 'scaleTargetRef: { kind: Deployment, name: ordres }',
  },
  'service-port': {
    title: 'A Service sends to a port that its pods do not have.',
    example: 'targetPort: http beside a container whose only port is called metrics',
  },
  'probe-port': {
    title: 'A probe asks a port by a name that its container does not have.',
    example: 'httpGet: { port: http } in a container without a port called http',
  },
  'no-service': {
    title: 'Something points at a Service that is not there.',
    example: 'an HTTPRoute with backendRefs: [{ name: orders-api, port: 80 }] beside a Service orders',
  },
  'route-port': {
    title: 'A route points at a port that the Service does not have.',
    example: 'backendRefs: [{ name: orders, port: 8080 }] beside a Service orders with port 80',
  },
  'disruption-blocked': {
    title: 'A PodDisruptionBudget never lets a pod go, so no node can be drained.',
    example: 'minAvailable: 2 for a Deployment of 2 replicas',
  },
  'grace-period': {
    title: "A pod's preStop hook takes its whole grace period, so its process is killed, not stopped.",
    example: 'terminationGracePeriodSeconds: 30 with a preStop hook that sleeps 30 seconds',
  },
  'rollout-deadline': {
    title: "A pod's probes may take longer than its rollout has, so a good rollout is called failed.",
    example: 'startupProbe: { failureThreshold: 60, periodSeconds: 10 } with progressDeadlineSeconds: 600',
  },
  'removed-api': {
    title: "An object's API is no longer served by the cluster's version.",
    example: 'apiVersion: policy/v1beta1, kind: PodDisruptionBudget on Kubernetes 1.25',
  },
});
