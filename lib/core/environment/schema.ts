import { z } from 'zod';
import { regions } from '../regions';
import { backupsSchema } from './backups';
import { clusterSchema } from './cluster';
import { bucketSchema, cacheSchema, databaseSchema } from './data-services';
import { edgeSchema } from './edge';
import { networkSchema } from './network';
import { recoverySchema } from './recovery';
import { workloadsSchema } from './workloads';

/** A lower-case name that becomes part of every resource's name. */
const name = (what: string, max: number) =>
  z
    .string()
    .max(max)
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      'lower-case letters, digits and single hyphens, beginning with a letter',
    )
    .describe(what);

const administratorSchema = z
  .strictObject({
    principalArn: z.string().startsWith('arn:').describe('ARN of an IAM role or user.'),
    access: z
      .enum(['clusterAdmin', 'admin', 'edit', 'view'])
      .describe(
        'The EKS access policy: AmazonEKSClusterAdminPolicy, -AdminPolicy, -EditPolicy or -ViewPolicy.',
      ),
    namespaces: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('Namespaces the access is limited to. Default: the whole cluster.'),
  })
  .readonly();

const regionSchema = z
  .strictObject({
    network: networkSchema,
    cluster: clusterSchema,
    database: databaseSchema.optional(),
    cache: cacheSchema.optional(),
    buckets: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'), bucketSchema)
      .optional()
      .describe(
        'Buckets by the last part of their names; data-logs, edge-logs, state and state-logs are taken. Default: none.',
      ),
    edge: edgeSchema.optional(),
  })
  .readonly();

/** What an environment is: the only place where environments differ. Every file in environments/ is checked against it. */
export const environmentSchema = z
  .strictObject({
    name: name("The environment's name; also the file's name and the first part of its stacks' ids.", 20),
    project: name('The system, first part of every resource name.', 20),
    owner: z.string().min(1).describe('The team that answers for it; tag `owner`.'),
    costCentre: z.string().min(1).describe('Who pays; tag `cost-centre`.'),
    tags: z.record(z.string(), z.string()).readonly().optional().describe('Further tags. Default: none.'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'twelve digits, as a string')
      .describe('The AWS account it belongs to; the provider refuses any other.'),
    protection: z
      .enum(['protected', 'disposable'])
      .describe(
        'Whether databases, buckets, keys, the cluster and the load balancer refuse to be destroyed.',
      ),
    primaryRegion: z
      .enum(regions)
      .describe('The region of the state bucket and of whatever an environment has only once.'),
    delivery: z
      .strictObject({
        repository: z
          .string()
          .regex(/^[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/, 'owner@<id>/name@<id>, or owner/name')
          .describe(
            'The GitHub repository whose workflows may plan and deploy, as the subject of its tokens has it.',
          ),
        githubEnvironment: z
          .string()
          .min(1)
          .optional()
          .describe("The GitHub environment that deploys. Default: the environment's name."),
        oidcProvider: z
          .enum(['create', 'existing'])
          .optional()
          .describe(
            'Whether bootstrap makes the provider for GitHub in the account, or it exists: an account has one. Default: create.',
          ),
      })
      .readonly()
      .describe('Who may deploy.'),
    administrators: z
      .record(z.string(), administratorSchema)
      .describe(
        'Who may use the clusters, by a short name, which is also their group there. The creator of a cluster gets nothing by itself.',
      ),
    alarmEmails: z.array(z.email()).readonly().optional().describe('Who hears of alarms. Default: nobody.'),
    workloads: workloadsSchema.optional(),
    backups: backupsSchema.optional(),
    recovery: recoverySchema.optional(),
    regions: z.partialRecord(z.enum(regions), regionSchema).describe('What stands where.'),
  })
  .readonly();

/** An environment as a file in environments/ gives it. */
export type EnvironmentInput = z.input<typeof environmentSchema>;

/** An environment that has passed the schema. */
export type Environment = z.output<typeof environmentSchema>;

/** One region of an environment. */
export type RegionSettings = z.output<typeof regionSchema>;

/** The schema as JSON Schema (draft 2020-12), for people who generate environments. docs/environment.schema.json holds it. */
export function environmentJsonSchema(): object {
  return z.toJSONSchema(environmentSchema, { io: 'input' });
}
