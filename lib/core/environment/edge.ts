import { z } from 'zod';

/** A region's public entry. */
export const edgeSchema = z
  .strictObject({
    host: z.string().describe('The host name clients use.'),
    hostedZoneId: z.string().describe('Id of the Route 53 zone that holds the host.'),
    targetPort: z.number().int().describe("Port of the gateway's pods: 8080 with the workloads of the shop."),
    requestsPerSecond: z.number().describe('Requests a second that one client address may make.'),
    accessLogRetentionDays: z.number().int().describe('How long access logs are kept.'),
  })
  .readonly()
  .describe('The load balancer that Terraform owns. Without it, the entry is made inside the cluster.');
