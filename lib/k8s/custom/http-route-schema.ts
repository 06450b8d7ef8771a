import { z } from 'zod';
import { hostname, label, milliseconds, port, rules, subdomain } from './schema-parts';

// Gateway API v1, standard channel: gateway-api.sigs.k8s.io, "API Reference", and the CEL rules of its published definitions.

const group = z.union([z.literal(''), subdomain]);
const kind = z
  .string()
  .max(63)
  .regex(/^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/, 'must be a kind');
const headerName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/, 'must be the name of a header');
const gatewayDuration = z
  .string()
  .regex(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/, 'must be a duration, for example 10s');
const backend = {
  group: group.optional(),
  kind: kind.optional(),
  name: subdomain,
  namespace: label.optional(),
  port: port.optional(),
};

const needsPort = rules<{
  readonly kind?: string | undefined;
  readonly group?: string | undefined;
  readonly port?: number | undefined;
}>((one, complain) => {
  if ((one.kind ?? 'Service') === 'Service' && !one.group && one.port === undefined) {
    complain(['port'], 'must be given for a Service');
  }
});

const header = z.strictObject({ name: headerName, value: z.string().min(1).max(4096) });
const headerChange = z.strictObject({
  set: z.array(header).max(16).optional(),
  add: z.array(header).max(16).optional(),
  remove: z.array(z.string()).max(16).optional(),
});
const pathChange = z
  .strictObject({
    type: z.enum(['ReplaceFullPath', 'ReplacePrefixMatch']),
    replaceFullPath: z.string().max(1024).optional(),
    replacePrefixMatch: z.string().max(1024).optional(),
  })
  .superRefine(
    rules((one, complain) => {
      const own = one.type === 'ReplaceFullPath' ? 'replaceFullPath' : 'replacePrefixMatch';
      const other = one.type === 'ReplaceFullPath' ? 'replacePrefixMatch' : 'replaceFullPath';
      if (one[own] === undefined) complain([own], `must be given for type ${one.type}`);
      if (one[other] !== undefined) complain([other], `must not be given for type ${one.type}`);
    }),
  );

/** The field that belongs to each type of filter. */
const filterFields = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  ExtensionRef: 'extensionRef',
} as const;

const filter = z
  .strictObject({
    type: z.enum(Object.keys(filterFields) as [keyof typeof filterFields]),
    requestHeaderModifier: headerChange.optional(),
    responseHeaderModifier: headerChange.optional(),
    requestMirror: z
      .strictObject({
        backendRef: z.strictObject(backend).superRefine(needsPort),
        percent: z.int().min(0).max(100).optional(),
      })
      .optional(),
    requestRedirect: z
      .strictObject({
        scheme: z.enum(['http', 'https']).optional(),
        hostname: subdomain.optional(),
        path: pathChange.optional(),
        port: port.optional(),
        statusCode: z
          .union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)])
          .optional(),
      })
      .optional(),
    urlRewrite: z.strictObject({ hostname: subdomain.optional(), path: pathChange.optional() }).optional(),
    extensionRef: z.strictObject({ group, kind, name: z.string() }).optional(),
  })
  .superRefine(
    rules((one, complain) => {
      for (const [type, field] of Object.entries(filterFields)) {
        if (type === one.type && one[field] === undefined)
          complain([field], `must be given for type ${type}`);
        if (type !== one.type && one[field] !== undefined)
          complain([field], `must not be given for type ${one.type}`);
      }
    }),
  );

const path = z
  .strictObject({
    type: z.enum(['Exact', 'PathPrefix', 'RegularExpression']).optional(),
    value: z.string().max(1024).optional(),
  })
  .superRefine(
    rules(({ type = 'PathPrefix', value = '/' }, complain) => {
      if (type === 'RegularExpression') return;
      if (!value.startsWith('/')) complain(['value'], 'must begin with /');
      const bad = ['//', '/./', '/../', '%2f', '%2F', '#'].find((one) => value.includes(one));
      if (bad) complain(['value'], `must not contain ${bad}`);
      if (/\/\.\.?$/.test(value)) complain(['value'], 'must not end with /. or /..');
    }),
  );
const named = z.strictObject({
  type: z.enum(['Exact', 'RegularExpression']).optional(),
  name: headerName,
  value: z.string().min(1).max(4096),
});
const match = z.strictObject({
  path: path.optional(),
  headers: z.array(named).max(16).optional(),
  queryParams: z.array(named).max(16).optional(),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']).optional(),
});

const rule = z
  .strictObject({
    name: subdomain.optional(),
    matches: z.array(match).max(64).optional(),
    filters: z.array(filter).max(16).optional(),
    backendRefs: z
      .array(
        z
          .strictObject({
            ...backend,
            weight: z.int().min(0).max(1_000_000).optional(),
            filters: z.array(filter).max(16).optional(),
          })
          .superRefine(needsPort),
      )
      .max(16)
      .optional(),
    timeouts: z
      .strictObject({ request: gatewayDuration.optional(), backendRequest: gatewayDuration.optional() })
      .optional(),
  })
  .superRefine(
    rules(({ filters = [], backendRefs = [], matches = [], timeouts }, complain) => {
      const types = filters.map((one) => one.type);
      for (const [index, type] of types.entries()) {
        const once = type !== 'RequestMirror' && type !== 'ExtensionRef';
        if (once && types.indexOf(type) < index)
          complain(['filters', index, 'type'], `must not be ${type} a second time`);
      }
      if (types.includes('RequestRedirect') && types.includes('URLRewrite')) {
        complain(['filters'], 'must not have both RequestRedirect and URLRewrite');
      }
      if (types.includes('RequestRedirect') && backendRefs.length > 0) {
        complain(['backendRefs'], 'must not be given together with RequestRedirect');
      }
      const changesPrefix = filters.some(
        (one) => (one.urlRewrite?.path ?? one.requestRedirect?.path)?.type === 'ReplacePrefixMatch',
      );
      const [only] = matches;
      if (changesPrefix && !(matches.length === 1 && (only?.path?.type ?? 'PathPrefix') === 'PathPrefix')) {
        complain(['matches'], 'must be exactly one of type PathPrefix when a filter replaces the prefix');
      }
      const { request, backendRequest } = timeouts ?? {};
      if (
        request &&
        backendRequest &&
        milliseconds(request) > 0 &&
        milliseconds(backendRequest) > milliseconds(request)
      ) {
        complain(['timeouts', 'backendRequest'], 'must not be longer than request');
      }
    }),
  );

const MOST_MATCHES = 128;

/** The spec of an HTTPRoute, gateway.networking.k8s.io/v1. */
export const httpRouteSpec = z.strictObject({
  parentRefs: z
    .array(
      z.strictObject({
        group: group.optional(),
        kind: kind.optional(),
        namespace: label.optional(),
        name: subdomain,
        sectionName: subdomain.optional(),
        port: port.optional(),
      }),
    )
    .max(32)
    .superRefine(
      rules((parents, complain) => {
        const seen = new Set<string>();
        for (const [index, one] of parents.entries()) {
          const parent = JSON.stringify([
            one.group,
            one.kind,
            one.namespace,
            one.name,
            one.sectionName,
            one.port,
          ]);
          if (seen.has(parent)) complain([index], 'must differ from the others in sectionName or port');
          seen.add(parent);
        }
      }),
    )
    .optional(),
  hostnames: z.array(hostname).max(16).optional(),
  rules: z
    .array(rule)
    .min(1)
    .max(16)
    .superRefine(
      rules((all, complain) => {
        const total = all.reduce((sum, one) => sum + Math.max(1, one.matches?.length ?? 1), 0);
        if (total > MOST_MATCHES)
          complain([], `must have at most ${MOST_MATCHES} matches in all, not ${total}`);
      }),
    )
    .optional(),
});
