import { defineErrors } from '../../core/errors';

/** Mistakes about log groups. */
export const logErrors = defineErrors('logs', {
  retention: { title: 'CloudWatch Logs does not know this retention.', example: 'retention: 100' },
});
