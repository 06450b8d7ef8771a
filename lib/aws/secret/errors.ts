import { defineErrors } from '../../core/errors';

/** Mistakes about secrets. */
export const secretErrors = defineErrors('secret', {
  'recovery-days': {
    title: 'A secret is kept after its deletion for a time that Secrets Manager does not know.',
    example: 'recoveryDays: 3',
  },
  length: {
    title: 'A generated secret is too short to be one, or longer than Secrets Manager makes them.',
    example: 'value: { generated: { length: 8, version: 1 } }',
  },
  version: {
    title: 'The version of a generated secret is not a whole number of at least one.',
    example: 'value: { generated: { version: 0 } }',
  },
  'excluded-characters': {
    title:
      'The characters to leave out of a generated secret would be read as a Terraform template, or are too many.',
    example: "value: { generated: { version: 1, excludeCharacters: '${' } }",
  },
  'name-suffix': {
    title: 'A name ends like the six characters that Secrets Manager adds to an ARN itself (a warning).',
    example: "name: 'orders/db-master'",
  },
});
