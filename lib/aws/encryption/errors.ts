import { defineErrors } from '../../core/errors';

/** Mistakes about keys. */
export const encryptionErrors = defineErrors('encryption', {
  'deletion-window': {
    title: 'The days between the deletion of a key and its end are not 7 to 30.',
    example: 'deletionWindowInDays: 3',
  },
});
