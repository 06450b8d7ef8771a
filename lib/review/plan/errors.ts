import { defineErrors } from '../../core/errors';

/** What stops a plan of Terraform before it is applied. */
export const planErrors = defineErrors('plan', {
  deleted: {
    title: 'A plan removes a resource that holds data, or that data cannot be reached without.',
    example: 'aws_db_instance.database: delete',
  },
  replaced: {
    title: 'A plan replaces a resource that holds data, or that data cannot be reached without.',
    example: 'aws_s3_bucket.bucket-assets: delete, create',
  },
  'follows-again': {
    title:
      'A plan lets a database that stands on its own follow another one: RDS cannot, and half of the plan would be applied.',
    example: "databaseRole: 'standby' after 'promoted', without a new databaseGeneration",
  },
  approval: {
    title: 'An approval is not one: something is missing or cannot be read.',
    example: 'an approval without a reason',
  },
  'approval-expired': {
    title: 'The last day of an approval is over.',
    example: 'until: 2026-10-01, on 21 November 2026',
  },
  unreadable: {
    title: 'What was given is no plan as `tofu show -json` prints it, or one that failed.',
    example: 'the JSON of a state',
  },
});
