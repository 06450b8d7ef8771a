import { defineErrors } from '../../core/errors';

/** Mistakes about autoscaling. */
export const autoscalingErrors = defineErrors('autoscaling', {
  bounds: {
    title: 'The fewest and the most replicas of an autoscaler are no range that it takes.',
    example: 'scale: { min: 10, max: 2, cpuPercent: 70 }',
  },
  target: {
    title: 'What an autoscaler aims at is no whole number from 1 on.',
    example: 'scale: { min: 2, max: 10, cpuPercent: 0 }',
  },
  behaviour: {
    title: 'How fast an autoscaler may go is outside what Kubernetes takes.',
    example: 'behaviour: { down: { stabilizationSeconds: 7200 } }',
  },
  queue: {
    title: 'An autoscaler for queues watches no queue, or one that is not fully named.',
    example: 'scale: { min: 1, max: 10, queues: {} }',
  },
});
