import { z } from 'zod';
import { label, port, rules, texts } from './schema-parts';

// AWS Load Balancer Controller, "TargetGroupBinding" and its specification, elbv2.k8s.aws/v1beta1.

const portOrName = z.union([port, z.string().min(1)]);

/** The spec of a TargetGroupBinding, elbv2.k8s.aws/v1beta1. */
export const targetGroupBindingSpec = z
  .strictObject({
    targetGroupName: z
      .string()
      .max(32)
      .regex(/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/, 'must be letters, digits and inner hyphens')
      .optional(),
    targetGroupARN: z
      .string()
      .regex(
        /^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/.+$/,
        'must be the ARN of a target group',
      )
      .optional(),
    targetType: z.enum(['instance', 'ip']).optional(),
    serviceRef: z.strictObject({ name: label, port: portOrName }),
    ipAddressType: z.enum(['ipv4', 'ipv6']).optional(),
    vpcID: z
      .string()
      .regex(/^vpc-[0-9a-f]{8}([0-9a-f]{9})?$/, 'must be the id of a VPC')
      .optional(),
    targetGroupProtocol: z
      .enum(['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'])
      .optional(),
    multiClusterTargetGroup: z.boolean().optional(),
    iamRoleArnToAssume: z
      .string()
      .regex(/^arn:[a-z-]+:iam::\d{12}:role\/.+$/, 'must be the ARN of a role')
      .optional(),
    assumeRoleExternalId: z.string().min(1).optional(),
    nodeSelector: z
      .strictObject({
        matchLabels: texts.optional(),
        matchExpressions: z
          .array(
            z.strictObject({
              key: z.string().min(1),
              operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
              values: z.array(z.string()).optional(),
            }),
          )
          .optional(),
      })
      .optional(),
    networking: z
      .strictObject({
        ingress: z
          .array(
            z.strictObject({
              from: z
                .array(
                  z
                    .strictObject({
                      ipBlock: z.strictObject({ cidr: z.union([z.cidrv4(), z.cidrv6()]) }).optional(),
                      securityGroup: z
                        .strictObject({
                          groupID: z.string().regex(/^sg-[0-9a-f]+$/, 'must be the id of a security group'),
                        })
                        .optional(),
                    })
                    .superRefine(
                      rules((one, complain) => {
                        if ((one.ipBlock === undefined) === (one.securityGroup === undefined)) {
                          complain([], 'must have one of ipBlock and securityGroup');
                        }
                      }),
                    ),
                )
                .min(1),
              ports: z
                .array(
                  z.strictObject({
                    protocol: z.enum(['TCP', 'UDP']).optional(),
                    port: portOrName.optional(),
                  }),
                )
                .min(1),
            }),
          )
          .optional(),
      })
      .optional(),
  })
  .superRefine(
    rules((one, complain) => {
      if ((one.targetGroupName === undefined) === (one.targetGroupARN === undefined)) {
        complain(['targetGroupName'], 'must be given, or targetGroupARN, and not both');
      }
      if (one.assumeRoleExternalId !== undefined && one.iamRoleArnToAssume === undefined)
        complain(['assumeRoleExternalId'], 'must be given with iamRoleArnToAssume only');
      if (one.nodeSelector && one.targetType !== 'instance')
        complain(['nodeSelector'], 'must be given for targetType instance only');
    }),
  );
