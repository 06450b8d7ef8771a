import { z } from 'zod';
import { duration, key, label, rules, subdomain, texts } from './schema-parts';

// external-secrets.io, "API specification", external-secrets.io/v1 and generators.external-secrets.io/v1alpha1. Of the stores only AWS.

const serviceAccountRef = z.strictObject({
  name: subdomain,
  namespace: label.optional(),
  audiences: z.array(z.string()).optional(),
});

/** The spec of a SecretStore or ClusterSecretStore for AWS, external-secrets.io/v1. Without `auth` the controller's own identity reads. */
export const secretStoreSpec = z.strictObject({
  controller: z.string().optional(),
  refreshInterval: z.int().min(0).optional(),
  retrySettings: z
    .strictObject({ maxRetries: z.int().min(0).optional(), retryInterval: duration.optional() })
    .optional(),
  conditions: z
    .array(
      z.strictObject({
        namespaceSelector: z.strictObject({ matchLabels: texts.optional() }).optional(),
        namespaces: z.array(label).optional(),
        namespaceRegexes: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  provider: z.strictObject({
    aws: z.strictObject({
      service: z.enum(['SecretsManager', 'ParameterStore']),
      region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region'),
      role: z
        .string()
        .regex(/^arn:[a-z-]+:iam::\d{12}:role\/.+$/, 'must be the ARN of a role')
        .optional(),
      auth: z.strictObject({ jwt: z.strictObject({ serviceAccountRef }).optional() }).optional(),
      externalID: z.string().optional(),
      prefix: z.string().optional(),
      sessionTags: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
      transitiveTagKeys: z.array(z.string()).optional(),
      additionalRoles: z.array(z.string()).optional(),
    }),
  }),
});

const remoteRef = {
  key: z.string().min(1),
  property: z.string().optional(),
  version: z.string().optional(),
  conversionStrategy: z.enum(['Default', 'Unicode']).optional(),
  decodingStrategy: z.enum(['Auto', 'Base64', 'Base64URL', 'None']).optional(),
  metadataPolicy: z.enum(['None', 'Fetch']).optional(),
};
const storeRef = z.strictObject({
  name: subdomain,
  kind: z.enum(['SecretStore', 'ClusterSecretStore']).optional(),
});
const generatorRef = z.strictObject({
  apiVersion: z.literal('generators.external-secrets.io/v1alpha1').optional(),
  kind: z.enum(['Password', 'ECRAuthorizationToken', 'UUID', 'ClusterGenerator']),
  name: subdomain,
});

const source = z
  .strictObject({
    extract: z.strictObject(remoteRef).optional(),
    find: z
      .strictObject({
        name: z.strictObject({ regexp: z.string() }).optional(),
        path: z.string().optional(),
        tags: texts.optional(),
        conversionStrategy: remoteRef.conversionStrategy,
        decodingStrategy: remoteRef.decodingStrategy,
      })
      .optional(),
    rewrite: z
      .array(
        z.strictObject({
          regexp: z.strictObject({ source: z.string(), target: z.string() }).optional(),
          transform: z.strictObject({ template: z.string() }).optional(),
        }),
      )
      .optional(),
    sourceRef: z
      .strictObject({ storeRef: storeRef.optional(), generatorRef: generatorRef.optional() })
      .optional(),
  })
  .superRefine(
    rules((one, complain) => {
      const ways = [one.extract, one.find, one.sourceRef?.generatorRef].filter(
        (way) => way !== undefined,
      ).length;
      if (ways !== 1) complain([], 'must have one of extract, find and sourceRef.generatorRef');
    }),
  );

/** The spec of an ExternalSecret, external-secrets.io/v1. */
export const externalSecretSpec = z
  .strictObject({
    refreshInterval: duration.optional(),
    refreshPolicy: z.enum(['CreatedOnce', 'Periodic', 'OnChange']).optional(),
    secretStoreRef: storeRef.optional(),
    target: z
      .strictObject({
        name: subdomain.optional(),
        creationPolicy: z.enum(['Owner', 'Orphan', 'Merge', 'None']).optional(),
        deletionPolicy: z.enum(['Delete', 'Merge', 'Retain']).optional(),
        immutable: z.boolean().optional(),
        template: z
          .strictObject({
            type: z.string().optional(),
            engineVersion: z.literal('v2').optional(),
            mergePolicy: z.enum(['Replace', 'Merge']).optional(),
            metadata: z.strictObject({ annotations: texts.optional(), labels: texts.optional() }).optional(),
            data: z.record(key, z.string()).optional(),
          })
          .optional(),
      })
      .optional(),
    data: z
      .array(z.strictObject({ secretKey: key, remoteRef: z.strictObject(remoteRef) }))
      .superRefine(
        rules((data, complain) => {
          const seen = new Set<string>();
          for (const [index, { secretKey }] of data.entries()) {
            if (seen.has(secretKey)) complain([index, 'secretKey'], 'must be given once only');
            seen.add(secretKey);
          }
        }),
      )
      .optional(),
    dataFrom: z.array(source).optional(),
  })
  .superRefine(
    rules((one, complain) => {
      const fromStores =
        (one.dataFrom ?? []).filter((each) => !each.sourceRef).length + (one.data?.length ?? 0);
      if (!one.data?.length && !one.dataFrom?.length) complain(['data'], 'must be given, or dataFrom');
      if (fromStores > 0 && !one.secretStoreRef)
        complain(['secretStoreRef'], 'must be given for what does not come from a generator');
      const { creationPolicy = 'Owner', deletionPolicy } = one.target ?? {};
      if (deletionPolicy === 'Delete' && creationPolicy !== 'Owner') {
        complain(['target', 'deletionPolicy'], 'must not be Delete unless creationPolicy is Owner');
      }
      if (deletionPolicy === 'Merge' && creationPolicy === 'None') {
        complain(['target', 'deletionPolicy'], 'must not be Merge when creationPolicy is None');
      }
    }),
  );

/** The spec of a generator of passwords, generators.external-secrets.io/v1alpha1. */
export const passwordSpec = z
  .strictObject({
    length: z.int().min(1),
    digits: z.int().min(0).optional(),
    symbols: z.int().min(0).optional(),
    symbolCharacters: z.string().min(1).optional(),
    noUpper: z.boolean(),
    allowRepeat: z.boolean(),
    encoding: z.enum(['base64', 'base64url', 'base32', 'hex', 'raw']).optional(),
    secretKeys: z.array(key).min(1).optional(),
  })
  .superRefine(
    rules(({ length, digits, symbols }, complain) => {
      const quarter = Math.floor(length / 4);
      if ((digits ?? quarter) + (symbols ?? quarter) > length)
        complain(['length'], 'must be at least digits and symbols together');
    }),
  );
