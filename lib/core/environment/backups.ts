import { z } from 'zod';

const days = z.number().int().min(1);
const kept = {
  minRetentionDays: days.describe('Fewest days that a recovery point of the vault is kept.'),
  maxRetentionDays: days.describe('Most days that a recovery point of the vault is kept.'),
};

const lockSchema = z
  .union([
    z.literal('none'),
    z.strictObject({ mode: z.literal('governance'), ...kept }).readonly(),
    z
      .strictObject({
        mode: z.literal('compliance'),
        ...kept,
        changeableForDays: z
          .number()
          .int()
          .min(3)
          .max(36500)
          .describe('Days from creation after which nobody, AWS included, can loosen or remove the lock.'),
      })
      .readonly(),
  ])
  .describe(
    'What keeps recovery points from being deleted early: nothing, a lock that some may lift, or one that nobody can.',
  );

/** The backup plan of an environment. */
export const backupsSchema = z
  .strictObject({
    schedule: z
      .string()
      .describe('When, in UTC: cron(...) as AWS Backup takes it, for example cron(0 2 * * ? *).'),
    startWithinMinutes: z
      .number()
      .int()
      .min(60)
      .optional()
      .describe(
        'Minutes after which a job that has not begun is given up. Has to reach beyond the windows of the database, those for backups and maintenance. Default: 480.',
      ),
    retentionDays: days.describe('How long recovery points are kept, here and in the standby region.'),
    lock: lockSchema,
    restoreTest: z
      .strictObject({ schedule: z.string().describe('When, in UTC: cron(...).') })
      .readonly()
      .optional()
      .describe('Restores the latest recovery points to see that they can be. Default: no test.'),
  })
  .readonly()
  .describe("What AWS Backup keeps of databases and of the cluster's volumes. Default: no plan of our own.");

/** The backup plan of an environment. */
export type Backups = z.output<typeof backupsSchema>;
