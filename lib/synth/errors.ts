import { defineErrors } from '../core/errors';

/** Mistakes that only the synth as a whole can see. */
export const synthErrors = defineErrors('synth', {
  validation: {
    title: 'A validation that was added to a construct by hand failed.',
    example: "node.addValidation({ validate: () => ['too few subnets'] })",
  },
  annotation: {
    title: 'An annotation of cdktf says that something is wrong (an error) or worth knowing (a warning).',
    example: "Annotations.of(bucket).addError('not in this account')",
  },
  'duplicate-name': {
    title: 'Two resources would have one name where AWS lets only one have it.',
    example: "new Bucket(this, 'a', { name: 'assets' }) and new Bucket(this, 'b', { name: 'assets' })",
  },
  'absolute-path': {
    title: 'A stack would name a folder of the machine that synthesized it.',
    example: "state: { kind: 'local', path: '/home/me/terraform.tfstate' }",
  },
});
