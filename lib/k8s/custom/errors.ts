import { defineErrors } from '../../core/errors';

/** Mistakes about custom resources. */
export const customErrors = defineErrors('custom', {
  'unknown-field': {
    title:
      'A custom resource has a field that its definition does not have, or that this library does not know.',
    example: 'spec: { refreshIntervall: ... } in an ExternalSecret',
  },
  invalid: {
    title: 'A custom resource has a value that its definition, or its controller, refuses.',
    example: "matches: [{ path: { type: 'PathPrefix', value: 'api' } }] in an HTTPRoute",
  },
});
