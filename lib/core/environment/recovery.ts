import { z } from 'zod';
import { durationForm } from '../duration';
import { regions } from '../regions';
import { subnetsSchema } from './network';

const duration = z.string().regex(durationForm, "a duration such as '90s', '15m', '4h' or '1d'");

const rpoSchema = z
  .union([
    duration,
    z
      .strictObject({
        database: duration.describe('Of the database.'),
        objects: duration.optional().describe('Of the objects in buckets. Needed where there are buckets.'),
        volumes: duration.optional().describe("Of the cluster's volumes. Needed where there are workloads."),
      })
      .readonly(),
  ])
  .describe(
    'How much may be lost, as time before the disaster: one promise for all that is kept, or one for each kind, since each goes its own way.',
  );

const networkSchema = z
  .strictObject({
    range: z.string().describe("Range of the standby's VPC in CIDR form."),
    zones: z
      .array(z.string())
      .min(1)
      .readonly()
      .optional()
      .describe("Zones by name. Default: those of the primary's letters."),
    subnets: subnetsSchema
      .optional()
      .describe(
        'Tiers of subnets. Default: the tiers of the primary in the fixed slots of the address plan.',
      ),
  })
  .readonly()
  .describe("The standby's network.");

const restoreSchema = z
  .strictObject({
    automatedBackupsArn: z.string().startsWith('arn:').describe('ARN of the replicated automated backups.'),
    time: z.string().describe("The time to go back to, as 2026-11-21T03:00:00Z, or 'latest'."),
  })
  .readonly();

/** What stands ready in a second region, and what is promised of it. */
export const recoverySchema = z
  .strictObject({
    standby: z.enum(regions).describe('The region that takes over.'),
    readiness: z
      .enum(['backupOnly', 'pilotLight', 'warmStandby', 'active'])
      .describe(
        'What runs there: copies of data; data live and no node; few nodes that serve at once; as many as in the primary.',
      ),
    rto: duration.describe('How long nothing may answer after a disaster.'),
    rpo: rpoSchema,
    network: networkSchema,
    database: z
      .enum(['replica', 'replicatedBackups'])
      .optional()
      .describe(
        'How the database gets there: followed by a replica, or as copies of its automated backups. Default: replica, with backupOnly replicatedBackups.',
      ),
    databaseRole: z
      .enum(['standby', 'promoted', 'returning', 'returned'])
      .optional()
      .describe(
        'Where the database is on its way there and back: it follows the primary; it stands on its own; the primary follows it; the primary stands on its own again. Default: standby.',
      ),
    databaseGeneration: z
      .number()
      .int()
      .min(1)
      .max(99)
      .optional()
      .describe('Which database this is: 1, and one more after each way back. Default: 1.'),
    oldDatabases: z
      .enum(['kept', 'unprotected', 'gone'])
      .optional()
      .describe(
        'What becomes of earlier generations: kept, and in two steps, never in one, gone. Default: kept.',
      ),
    restore: restoreSchema
      .optional()
      .describe('Makes the standby its database from replicated backups. Default: it has none.'),
    cache: z
      .enum(['ownGroup', 'globalDatastore'])
      .optional()
      .describe('A cache of its own that fills itself, or a copy of the primary. Default: ownGroup.'),
    serve: z
      .enum(['primary', 'standby'])
      .optional()
      .describe(
        'Who answers: the primary while it is healthy, or by decision the standby. Default: primary.',
      ),
    healthCheck: z
      .strictObject({
        intervalSeconds: z.literal([30, 10]).describe('Seconds between two requests of a health checker.'),
        failureThreshold: z.number().int().min(1).max(10).describe('Requests in a row that have to fail.'),
      })
      .readonly()
      .optional()
      .describe('How the primary is watched. Default: every 30 s, 3 failures.'),
    protection: z
      .enum(['protected', 'disposable'])
      .optional()
      .describe(
        'Whether what stands by refuses to be destroyed; disposable is the first step of taking it away. Default: as the environment.',
      ),
    decision: duration
      .optional()
      .describe('How long people take to decide that the database is promoted. Default: 5m.'),
    registry: z
      .string()
      .optional()
      .describe(
        "Where the standby's images come from; the repository and the tag follow. Default: as in the primary.",
      ),
  })
  .readonly()
  .describe('What stands ready in a second region, and what is promised of it. Default: nothing.');

/** What stands ready in a second region, and what is promised of it. */
export type Recovery = z.output<typeof recoverySchema>;
