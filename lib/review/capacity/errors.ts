import { defineErrors } from '../../core/errors';

/** Mistakes of environments whose pods do not fit where they are to run. */
export const capacityErrors = defineErrors('capacity', {
  quota: {
    title: "The pods of a namespace at their maximum, a rollout's among them, exceed its ResourceQuota.",
    example: 'four Deployments of up to 10 replicas with limits of 500m each under limits.cpu: 20',
  },
  'quota-unset': {
    title:
      'A ResourceQuota counts something that a container does not state and no LimitRange gives, so its pods are refused.',
    example: 'limits.cpu in a quota, a container without a CPU limit, and no LimitRange',
  },
  'limit-range': {
    title:
      'A container states amounts that the LimitRange of its namespace, or its own limit, does not allow.',
    example: 'requests: { memory: 1Gi } without a limit, where the LimitRange gives a limit of 512Mi',
  },
  quantity: {
    title: 'An amount of CPU or memory cannot be read.',
    example: 'cpu: 100mi',
  },
  'instance-type': {
    title: 'The size of an instance type is not known, so nothing can be said about its nodes.',
    example: "instanceTypes: ['x9.large']",
  },
  'no-nodes': {
    title: 'No node group has the labels that a pod wants of its node.',
    example: 'nodeSelector: { Type: gpu } beside groups labelled Type: spot',
  },
  'node-too-small': {
    title: 'A node has no room for what has to run on every node.',
    example: 'a DaemonSet asking for 2 CPU on t3.medium',
  },
  minimum: {
    title: 'The pods of an environment at their minimum do not fit its node groups at theirs.',
    example: 'min: 1 of t3.small for twenty pods',
  },
  maximum: {
    title:
      "The pods of an environment at their maximum, a rollout's among them, do not fit its node groups at theirs.",
    example: 'four Deployments of up to 10 replicas of 1 CPU each on at most ten t3.medium',
  },
  'zone-lost': {
    title:
      'The pods of an environment that promises to survive the loss of a zone do not fit the nodes of the others.',
    example: 'min: 2 in three zones: one node is lost, and the other is full',
  },
  spread: {
    title: 'Pods that have to stand apart have fewer hosts or zones than they are.',
    example: 'required anti-affinity by zone for 4 replicas in three zones',
  },
  addresses: {
    title: 'The nodes at their maximum need more addresses than a private subnet has.',
    example: 'max: 100 of m5.large in three subnets of /24',
  },
  'private-range': {
    title: 'A zone that nodes stand in has no private subnet, or one whose range cannot be read.',
    example: "zones: ['us-east-1a'], privateRanges: {}",
  },
});
