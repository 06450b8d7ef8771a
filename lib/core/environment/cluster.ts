import { z } from 'zod';
import { retentionDays } from '../retention';
import { type EksVersion, eksVersions } from '../versions/eks';

const eksVersionNames = Object.keys(eksVersions.versions) as EksVersion[];

const nodeGroupSchema = z
  .strictObject({
    instanceTypes: z.array(z.string()).min(1).readonly().describe('Instance types; spot wants several.'),
    capacity: z.enum(['onDemand', 'spot']).describe('How the nodes are bought.'),
    min: z.number().int().describe('Fewest nodes.'),
    desired: z.number().int().describe('Nodes at creation; an autoscaler may move it afterwards.'),
    max: z.number().int().describe('Most nodes.'),
    labels: z
      .record(z.string(), z.string())
      .readonly()
      .optional()
      .describe('Labels of the nodes. Default: none.'),
    diskGiB: z
      .number()
      .int()
      .optional()
      .describe('Size of the root volume in GiB. Default: see NodeGroupProps.'),
  })
  .readonly();

/** A region's EKS cluster. */
export const clusterSchema = z
  .strictObject({
    version: z.enum(eksVersionNames).describe('Kubernetes version, for example 1.36.'),
    endpoint: z
      .union([
        z.literal('private'),
        z.strictObject({ publicRanges: z.array(z.string()).min(1).readonly() }).readonly(),
        z.strictObject({ public: z.literal('wholeInternet') }).readonly(),
      ])
      .describe('Who reaches the API: the VPC alone, also some ranges, or, asked for by name, everybody.'),
    logRetentionDays: z
      .literal(retentionDays)
      .describe("How long CloudWatch keeps the control plane's logs."),
    nodeGroups: z.record(z.string(), nodeGroupSchema).describe('Managed node groups by name.'),
  })
  .readonly()
  .describe('The EKS cluster.');
