import { z } from 'zod';
import { duration, milliseconds, rules, subdomain, texts } from './schema-parts';

// cert-manager.io, "API reference", cert-manager.io/v1, and the checks of its webhook.

const HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;
const USAGES = [
  'signing',
  'digital signature',
  'content commitment',
  'key encipherment',
  'key agreement',
  'data encipherment',
  'cert sign',
  'crl sign',
  'encipher only',
  'decipher only',
  'any',
  'server auth',
  'client auth',
  'code signing',
  'email protection',
  's/mime',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'timestamping',
  'ocsp signing',
  'microsoft sgc',
  'netscape sgc',
] as const;

/** The spec of a Certificate, cert-manager.io/v1. */
export const certificateSpec = z
  .strictObject({
    secretName: subdomain,
    issuerRef: z.strictObject({
      name: subdomain,
      kind: z.string().optional(),
      group: z.string().optional(),
    }),
    commonName: z.string().max(64).optional(),
    dnsNames: z.array(z.string().min(1)).optional(),
    ipAddresses: z.array(z.string().min(1)).optional(),
    uris: z.array(z.string().min(1)).optional(),
    emailAddresses: z.array(z.string().min(1)).optional(),
    duration: duration.optional(),
    renewBefore: duration.optional(),
    renewBeforePercentage: z.int().min(1).max(99).optional(),
    isCA: z.boolean().optional(),
    usages: z.array(z.enum(USAGES)).optional(),
    encodeUsagesInRequest: z.boolean().optional(),
    revisionHistoryLimit: z.int().min(1).optional(),
    privateKey: z
      .strictObject({
        algorithm: z.enum(['RSA', 'ECDSA', 'Ed25519']).optional(),
        encoding: z.enum(['PKCS1', 'PKCS8']).optional(),
        rotationPolicy: z.enum(['Never', 'Always']).optional(),
        size: z.int().optional(),
      })
      .optional(),
    secretTemplate: z.strictObject({ annotations: texts.optional(), labels: texts.optional() }).optional(),
    subject: z
      .strictObject({
        organizations: z.array(z.string()).optional(),
        organizationalUnits: z.array(z.string()).optional(),
        countries: z.array(z.string()).optional(),
        localities: z.array(z.string()).optional(),
        provinces: z.array(z.string()).optional(),
        streetAddresses: z.array(z.string()).optional(),
        postalCodes: z.array(z.string()).optional(),
        serialNumber: z.string().optional(),
      })
      .optional(),
  })
  .superRefine(
    rules((one, complain) => {
      const names = [one.dnsNames, one.ipAddresses, one.uris, one.emailAddresses];
      if (!one.commonName && !names.some((list) => list?.length)) {
        complain(['dnsNames'], 'must be given, or commonName, ipAddresses, uris or emailAddresses');
      }
      const lifetime = milliseconds(one.duration ?? '2160h');
      if (lifetime < HOUR) complain(['duration'], 'must be at least 1h');
      if (one.renewBefore !== undefined) {
        const before = milliseconds(one.renewBefore);
        if (before < FIVE_MINUTES) complain(['renewBefore'], 'must be at least 5m');
        if (before >= lifetime)
          complain(['renewBefore'], 'must be shorter than duration (2160h unless given)');
        if (one.renewBeforePercentage !== undefined) {
          complain(['renewBeforePercentage'], 'must not be given together with renewBefore');
        }
      }
      const { algorithm = 'RSA', size } = one.privateKey ?? {};
      const sizeFits =
        size === undefined ||
        (algorithm === 'RSA' && size >= 2048 && size <= 8192) ||
        (algorithm === 'ECDSA' && [256, 384, 521].includes(size));
      if (!sizeFits)
        complain(
          ['privateKey', 'size'],
          'must be 2048 to 8192 for RSA, 256, 384 or 521 for ECDSA, none for Ed25519',
        );
    }),
  );
