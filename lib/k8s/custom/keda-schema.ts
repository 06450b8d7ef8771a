import { z } from 'zod';
import { rules, subdomain, texts } from './schema-parts';

// keda.sh, "ScaledObject specification", "Authentication" and "RabbitMQ Queue", keda.sh/v1alpha1.

const count = z.int().min(0);
const scalingRules = z.strictObject({
  stabilizationWindowSeconds: z.int().min(0).max(3600).optional(),
  selectPolicy: z.enum(['Max', 'Min', 'Disabled']).optional(),
  policies: z
    .array(
      z.strictObject({
        type: z.enum(['Pods', 'Percent']),
        value: z.int().min(1),
        periodSeconds: z.int().min(1).max(1800),
      }),
    )
    .optional(),
});

/** What a trigger on a queue of RabbitMQ takes. Its values are texts. */
const rabbitmqMetadata = z
  .strictObject({
    queueName: z.string().min(1),
    mode: z.enum([
      'QueueLength',
      'MessageRate',
      'DeliverGetRate',
      'PublishedToDeliveredRatio',
      'ExpectedQueueConsumptionTime',
    ]),
    value: z.string().regex(/^\d+(\.\d+)?$/, 'must be a number as text'),
    activationValue: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'must be a number as text')
      .optional(),
    protocol: z.enum(['auto', 'http', 'amqp']).optional(),
    host: z.string().optional(),
    hostFromEnv: z.string().optional(),
    usernameFromEnv: z.string().optional(),
    passwordFromEnv: z.string().optional(),
    vhostName: z.string().optional(),
    useRegex: z.enum(['true', 'false']).optional(),
    operation: z.enum(['sum', 'max', 'avg']).optional(),
    pageSize: z.string().optional(),
    excludeUnacknowledged: z.enum(['true', 'false']).optional(),
    timeout: z.string().optional(),
    unsafeSsl: z.enum(['true', 'false']).optional(),
  })
  .superRefine(
    rules(({ mode, protocol, host, excludeUnacknowledged, useRegex }, complain) => {
      const onlyHttp = mode !== 'QueueLength' || excludeUnacknowledged === 'true' || useRegex === 'true';
      if (onlyHttp && protocol === 'amqp') complain(['protocol'], 'must be http for this mode');
      if (host && /:\/\/[^/@]+:[^/@]+@/.test(host))
        complain(['host'], 'must not hold a password: give it by authenticationRef');
    }),
  );

const trigger = z
  .strictObject({
    type: z.string().min(1),
    name: z.string().optional(),
    metadata: texts,
    useCachedMetrics: z.boolean().optional(),
    metricType: z.enum(['AverageValue', 'Value', 'Utilization']).optional(),
    authenticationRef: z
      .strictObject({
        name: subdomain,
        kind: z.enum(['TriggerAuthentication', 'ClusterTriggerAuthentication']).optional(),
      })
      .optional(),
  })
  .superRefine((one, context) => {
    if (one.type !== 'rabbitmq') return;
    const result = rabbitmqMetadata.safeParse(one.metadata);
    for (const issue of result.error?.issues ?? []) {
      context.addIssue({
        code: 'custom',
        path: ['metadata', ...issue.path],
        message:
          issue.code === 'unrecognized_keys' ? `must not have ${issue.keys.join(', ')}` : issue.message,
      });
    }
    if (!one.metadata.host && !one.metadata.hostFromEnv && !one.authenticationRef) {
      context.addIssue({
        code: 'custom',
        path: ['metadata', 'host'],
        message: 'must be given, or hostFromEnv, or authenticationRef',
      });
    }
  });

/** The spec of a ScaledObject, keda.sh/v1alpha1. */
export const scaledObjectSpec = z
  .strictObject({
    scaleTargetRef: z.strictObject({
      name: subdomain,
      kind: z.string().optional(),
      apiVersion: z.string().optional(),
      envSourceContainerName: z.string().optional(),
    }),
    pollingInterval: z.int().min(1).optional(),
    cooldownPeriod: count.optional(),
    initialCooldownPeriod: count.optional(),
    idleReplicaCount: count.optional(),
    minReplicaCount: count.optional(),
    maxReplicaCount: z.int().min(1).optional(),
    advanced: z
      .strictObject({
        restoreToOriginalReplicaCount: z.boolean().optional(),
        horizontalPodAutoscalerConfig: z
          .strictObject({
            name: subdomain.optional(),
            behavior: z
              .strictObject({ scaleUp: scalingRules.optional(), scaleDown: scalingRules.optional() })
              .optional(),
          })
          .optional(),
      })
      .optional(),
    fallback: z
      .strictObject({
        failureThreshold: count,
        replicas: count,
        behavior: z
          .enum(['static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower'])
          .optional(),
      })
      .optional(),
    triggers: z.array(trigger).min(1),
  })
  .superRefine(
    rules(({ idleReplicaCount, minReplicaCount = 0, maxReplicaCount = 100, triggers }, complain) => {
      if (minReplicaCount > maxReplicaCount)
        complain(['minReplicaCount'], 'must not be more than maxReplicaCount');
      if (idleReplicaCount !== undefined && idleReplicaCount >= minReplicaCount) {
        complain(['idleReplicaCount'], 'must be less than minReplicaCount');
      }
      const names = triggers.flatMap((one) => one.name ?? []);
      if (new Set(names).size < names.length) complain(['triggers'], 'must have names that differ');
    }),
  );

const parameterFrom = z.strictObject({ parameter: z.string(), name: subdomain, key: z.string() });

/** The spec of a TriggerAuthentication, keda.sh/v1alpha1. */
export const triggerAuthenticationSpec = z
  .strictObject({
    secretTargetRef: z.array(parameterFrom).optional(),
    configMapTargetRef: z.array(parameterFrom).optional(),
    env: z
      .array(
        z.strictObject({ parameter: z.string(), name: z.string(), containerName: z.string().optional() }),
      )
      .optional(),
    podIdentity: z
      .strictObject({
        provider: z.enum(['aws', 'none']),
        roleArn: z.string().optional(),
        identityOwner: z.enum(['keda', 'workload']).optional(),
      })
      .optional(),
  })
  .superRefine(
    rules((one, complain) => {
      if (Object.values(one).every((value) => value === undefined))
        complain([], 'must name a source of parameters');
      if (one.podIdentity?.roleArn && one.podIdentity.identityOwner) {
        complain(['podIdentity', 'roleArn'], 'must not be given together with identityOwner');
      }
    }),
  );
