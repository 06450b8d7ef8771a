import { z } from 'zod';

const cpu = z
  .string()
  .regex(/^\d+(\.\d+|m)?$/, 'cores or millicores, for example 500m')
  .describe('Processor time: cores, or millicores with m.');
const memory = z
  .string()
  .regex(/^\d+(Ki|Mi|Gi)$/, 'Ki, Mi or Gi, for example 256Mi')
  .describe('Memory in Ki, Mi or Gi.');
const resources = z.strictObject({ cpu, memory }).readonly();

const sizeSchema = z
  .strictObject({
    requests: resources.describe('What the scheduler sets aside.'),
    limits: z
      .strictObject({ cpu: cpu.optional(), memory })
      .readonly()
      .describe('What a container may not pass.'),
  })
  .readonly();

const scaleSchema = z
  .union([
    z.strictObject({ replicas: z.number().int().min(1) }).readonly(),
    z
      .strictObject({
        min: z.number().int(),
        max: z.number().int(),
        cpuPercent: z.number().int().min(1).max(100),
      })
      .readonly(),
  ])
  .describe('A fixed number of pods, or between min and max by use of CPU in percent of what is requested.');

const entrySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('edge') }).readonly(),
    z
      .strictObject({
        kind: z.literal('gateway'),
        host: z.string(),
        gatewayClassName: z.string(),
        issuer: z.string(),
        requestsPerSecond: z.number().positive(),
      })
      .readonly(),
    z
      .strictObject({
        kind: z.literal('nginxIngress'),
        host: z.string(),
        issuer: z.string(),
        requestsPerSecond: z.number().positive(),
      })
      .readonly(),
    z
      .strictObject({
        kind: z.literal('albIngress'),
        host: z.string(),
        reach: z.enum(['wholeInternet', 'vpc']),
        webAclName: z
          .string()
          .optional()
          .describe('Web ACL that limits the rate. Default: nobody limits it.'),
      })
      .readonly(),
  ])
  .describe('How clients come in: the load balancer of stack edge, or something made inside the cluster.');

/** What runs in an environment's clusters. */
export const workloadsSchema = z
  .strictObject({
    registry: z.string().describe('Where images come from; the repository and the tag follow.'),
    images: z
      .record(z.string(), z.string())
      .describe('Immutable tag or digest (sha256:...) of every service by its name.'),
    sizes: z
      .strictObject({ service: sizeSchema, gateway: sizeSchema, broker: sizeSchema })
      .readonly()
      .describe('Resources of one container, by kind of workload.'),
    services: scaleSchema,
    gateway: scaleSchema,
    broker: z
      .strictObject({ replicas: z.number().int().describe('Odd: a majority has to stand.') })
      .readonly()
      .describe('RabbitMQ, which runs in the cluster everywhere.'),
    settings: z
      .strictObject({
        logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
        databasePoolSize: z.number().int().min(1).describe('Connections that one pod keeps open.'),
        cacheTtlSeconds: z.number().int().min(1).describe('How long a cached answer counts.'),
        features: z.strictObject({ newUi: z.boolean(), betaApi: z.boolean() }).readonly(),
      })
      .readonly()
      .describe('What the services are told.'),
    quota: z
      .strictObject({ requests: resources, limits: resources })
      .readonly()
      .optional()
      .describe('What the whole namespace may ask for. Default: no quota.'),
    containerDefaults: z
      .strictObject({ requests: resources, limits: resources })
      .readonly()
      .describe('What a container gets that says nothing.'),
    entry: entrySchema,
    survivesZoneLoss: z.boolean().describe('Whether everything has to fit with one zone lost.'),
  })
  .readonly()
  .describe("What runs in the environment's clusters.");

/** What runs in an environment's clusters. */
export type Workloads = z.output<typeof workloadsSchema>;
