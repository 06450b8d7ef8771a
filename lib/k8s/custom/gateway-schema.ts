import { z } from 'zod';
import { hostname, label, port, rules, subdomain, texts } from './schema-parts';

// Gateway API v1, standard channel: gateway-api.sigs.k8s.io, "API Reference", and the CEL rules of its published definitions.

const group = z.union([z.literal(''), subdomain]);
const kind = z
  .string()
  .max(63)
  .regex(/^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/, 'must be a kind');
const certificateRef = z.strictObject({
  group: group.optional(),
  kind: kind.optional(),
  name: subdomain,
  namespace: label.optional(),
});
const labelSelector = z.strictObject({
  matchLabels: texts.optional(),
  matchExpressions: z
    .array(
      z.strictObject({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const listener = z
  .strictObject({
    name: subdomain,
    hostname: hostname.optional(),
    port,
    protocol: z.enum(['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP']),
    tls: z
      .strictObject({
        mode: z.enum(['Terminate', 'Passthrough']).optional(),
        certificateRefs: z.array(certificateRef).max(64).optional(),
        options: texts.optional(),
      })
      .optional(),
    allowedRoutes: z
      .strictObject({
        namespaces: z
          .strictObject({
            from: z.enum(['All', 'Selector', 'Same', 'None']).optional(),
            selector: labelSelector.optional(),
          })
          .optional(),
        kinds: z
          .array(z.strictObject({ group: group.optional(), kind }))
          .max(8)
          .optional(),
      })
      .optional(),
  })
  .superRefine(
    rules(({ protocol, tls, hostname: host }, complain) => {
      const hasTls = protocol === 'HTTPS' || protocol === 'TLS';
      if (tls && !hasTls) complain(['tls'], `must not be given for protocol ${protocol}`);
      if (!tls && protocol === 'HTTPS') complain(['tls'], 'must be given for protocol HTTPS');
      if (host && (protocol === 'TCP' || protocol === 'UDP'))
        complain(['hostname'], `must not be given for protocol ${protocol}`);
      if (tls?.mode === 'Passthrough' && protocol === 'HTTPS')
        complain(['tls', 'mode'], 'must be Terminate for protocol HTTPS');
      const terminates = tls && (tls.mode ?? 'Terminate') === 'Terminate';
      if (terminates && !tls.certificateRefs?.length && !tls.options) {
        complain(['tls', 'certificateRefs'], 'must be given when the listener terminates TLS');
      }
    }),
  );

/** The spec of a Gateway, gateway.networking.k8s.io/v1. */
export const gatewaySpec = z.strictObject({
  gatewayClassName: subdomain,
  listeners: z
    .array(listener)
    .min(1)
    .max(64)
    .superRefine(
      rules((listeners, complain) => {
        const names = new Set<string>();
        const sockets = new Set<string>();
        for (const [index, one] of listeners.entries()) {
          const socket = `${one.port}/${one.protocol}/${one.hostname ?? ''}`;
          if (names.has(one.name)) complain([index, 'name'], 'must be given once only');
          if (sockets.has(socket))
            complain([index], 'must differ from the others in port, protocol or hostname');
          names.add(one.name);
          sockets.add(socket);
        }
      }),
    ),
  addresses: z
    .array(z.strictObject({ type: z.string().optional(), value: z.string().max(253).optional() }))
    .max(16)
    .optional(),
  infrastructure: z
    .strictObject({
      labels: texts.optional(),
      annotations: texts.optional(),
      parametersRef: z.strictObject({ group, kind, name: z.string() }).optional(),
    })
    .optional(),
});
