import { defineErrors } from '../../core/errors';

/** Mistakes about the state store and about who may deploy. */
export const bootstrapErrors = defineErrors('bootstrap', {
  repository: {
    title: 'A repository is not written as GitHub writes it in the subject of its tokens.',
    example: "repository: 'https://github.com/microshop/platform'",
  },
  'repository-by-name': {
    title:
      'A repository is trusted by its name only, which repositories made since July 2026 do not send, and which others can take after a rename (a warning).',
    example: "repository: 'microshop/platform'",
  },
  subject: {
    title: 'A branch or an environment has a character that would widen whom a role trusts.',
    example: "planFrom: { branches: ['release/*'] }",
  },
  'no-plan-source': {
    title: 'The plan role trusts nothing: neither pull requests nor a branch.',
    example: "planFrom: { pullRequests: 'refused', branches: [] }",
  },
  provider: {
    title: 'An OIDC provider is not that of GitHub in this account.',
    example: "provider: { arn: 'token.actions.githubusercontent.com' }",
  },
  region: {
    title: 'A region that may be deployed to does not exist, or none is named.',
    example: 'regions: []',
  },
  zone: {
    title: 'A hosted zone is not named by its id.',
    example: "hostedZoneIds: ['microshop.com']",
  },
  'record-name': {
    title: 'A name whose records may be changed is no host name in lower case.',
    example: "recordNames: ['*.microshop.com']",
  },
  'policy-too-long': {
    title: 'A policy has more than the 6144 characters that IAM takes.',
    example: 'hostedZoneIds with two hundred zones',
  },
});
