import { defineErrors } from '../../core/errors';

/** Mistakes about alarms. */
export const alarmErrors = defineErrors('alarm', {
  period: {
    title: 'The period of an alarm, or how long it looks back, is one that CloudWatch does not take.',
    example: 'period: 45',
  },
  threshold: { title: 'The threshold of an alarm is no number.', example: 'threshold: Number.NaN' },
});
