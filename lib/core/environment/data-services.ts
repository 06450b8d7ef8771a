import { z } from 'zod';
import { retentionDays } from '../retention';

const time = z.string().describe('UTC, hh:mm-hh:mm.');
const weekly = z.string().describe('UTC, ddd:hh:mm-ddd:hh:mm.');
const days = z.number().int();

/** A region's managed PostgreSQL. */
export const databaseSchema = z
  .strictObject({
    databaseName: z.string().describe('Name of the first database.'),
    masterUsername: z.string().describe('Name of the master user; some names are reserved.'),
    version: z.string().describe('Major version of PostgreSQL, or major.minor.'),
    instanceClass: z.string().describe('For example db.t3.medium.'),
    availability: z.enum(['multiAz', 'singleAz']).describe('Whether a second zone holds a standby.'),
    storage: z
      .strictObject({
        sizeGiB: days.describe('Size at creation in GiB.'),
        maxGiB: days.describe('Size that autoscaling may reach in GiB.'),
      })
      .readonly()
      .describe('gp3 storage.'),
    backup: z
      .strictObject({
        retentionDays: days.describe('How far back point-in-time recovery goes.'),
        window: time,
      })
      .readonly()
      .describe('Automated backups.'),
    maintenanceWindow: weekly,
    passwordVersion: z.number().int().describe("Raise it to rotate the master user's password."),
    replicas: z
      .record(z.string(), z.strictObject({ instanceClass: z.string().optional() }).readonly())
      .optional()
      .describe('Read replicas in the region, by name. Default: none.'),
    logRetentionDays: z.literal(retentionDays).describe('How long CloudWatch keeps its logs.'),
  })
  .readonly()
  .describe('RDS for PostgreSQL. Without it, the environment runs PostgreSQL in its cluster.');

/** A region's managed cache. */
export const cacheSchema = z
  .strictObject({
    engine: z.enum(['valkey', 'redis']).describe('The engine; both speak the Redis protocol.'),
    version: z.string().describe('Version of the engine.'),
    nodeType: z.string().describe('For example cache.t3.small.'),
    replicas: z.number().int().describe('Nodes beside the primary, in other zones.'),
    users: z
      .record(z.string(), z.strictObject({ access: z.string().describe('ACL string.') }).readonly())
      .describe('Users by name; they authenticate by IAM.'),
    snapshot: z
      .strictObject({ retentionDays: days.describe('How long daily snapshots are kept.'), window: time })
      .readonly()
      .describe('Daily snapshots.'),
    maintenanceWindow: weekly,
    logRetentionDays: z.literal(retentionDays).describe('How long CloudWatch keeps its logs.'),
  })
  .readonly()
  .describe('ElastiCache. Without it, the environment runs Redis in its cluster.');

/** A bucket. */
export const bucketSchema = z
  .strictObject({
    noncurrentDays: days.describe('How long replaced versions of an object are kept.'),
  })
  .readonly();
