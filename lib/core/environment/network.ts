import { z } from 'zod';
import { retentionDays } from '../retention';

const ranges = z.record(z.string(), z.string()).readonly().describe('Range in CIDR form by zone.');

const tier = z
  .union([z.literal('slots'), ranges])
  .describe("Ranges by zone, or 'slots': the fixed slots of the address plan.");

/** Tiers of subnets. */
export const subnetsSchema = z
  .strictObject({
    public: tier.optional(),
    private: tier,
    database: tier.optional(),
    cache: tier.optional(),
    isolated: tier.optional(),
  })
  .readonly()
  .describe('Tiers of subnets.');

/** A region's network. */
export const networkSchema = z
  .strictObject({
    range: z.string().describe('Range of the VPC in CIDR form.'),
    zones: z
      .array(z.string())
      .min(1)
      .readonly()
      .describe('Availability zones by name; none is ever looked up.'),
    subnets: subnetsSchema,
    nat: z
      .enum(['none', 'single', 'perZone'])
      .describe('How private subnets reach the internet: not at all, by one gateway, by one in each zone.'),
    flowLogRetentionDays: z.literal(retentionDays).describe('How long CloudWatch keeps the flow logs.'),
    interfaceEndpoints: z
      .array(z.string())
      .readonly()
      .optional()
      .describe(
        'AWS services reached without the internet, for example ecr.api. Each is charged by the hour. Default: none.',
      ),
    peers: z
      .array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, '<environment>/<region>'))
      .readonly()
      .optional()
      .describe(
        'Networks it is meant to be peered with, as <environment>/<region>; ranges must not overlap. Default: none.',
      ),
  })
  .readonly()
  .describe('The VPC.');
