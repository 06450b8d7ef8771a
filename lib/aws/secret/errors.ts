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
  'replica-key': {
    title:
      'The copy of a secret would be encrypted with a default key of AWS, or with a key of another region.',
    example: "replicas: { 'us-west-2': { kmsKeyArn: 'arn:aws:kms:us-west-2:...:alias/aws/secretsmanager' } }",
  },
  'replica-region': {
    title: 'A secret is to be copied to its own region, or to one that does not exist.',
    example: "replicas: { 'us-east-1': { ... } } of a secret in us-east-1",
  },
  'name-suffix': {
    title: 'A name ends like the six characters that Secrets Manager adds to an ARN itself (a warning).',
    example: "name: 'orders/db-master'",
  },
});
