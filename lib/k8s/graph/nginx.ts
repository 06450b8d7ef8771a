import { readRange } from '../../core/addresses/range';
import type { Finding } from '../../core/errors';
import type { NginxRoute, NginxSettings } from './nginx-settings';

/**
 * The whole nginx.conf of a gateway that runs without privileges on a read-only root with a writable /tmp. Host names are those of
 * Services and are resolved once, at start, which is enough since a Service keeps its address; a Service must exist before.
 * @param port - port that the pod listens on, from 1024 on
 * @param routes - in any order
 * @param settings - everything else
 */
export function nginxConfig(
  port: number,
  routes: Iterable<NginxRoute>,
  settings: NginxSettings = {},
): string {
  const { workers = 1, healthPath = '/health', statusPort } = settings;
  const sorted = [...routes].sort(longestFirst);
  return `worker_processes ${workers};
pid /tmp/nginx.pid;
error_log /dev/stderr warn;

events {
  worker_connections 1024;
}

http {
${temporaryPaths}
${logging}
${incoming}
${limits(settings)}
${outgoing(settings)}
  server {
    listen ${port} default_server;
    server_name _;

    location = ${healthPath} {
      access_log off;
      default_type text/plain;
      return 200 "ok\\n";
    }
${sorted.map(routeBlocks).join('')}${sorted.some(isRoot) ? '' : nothingElse}  }
${statusPort === undefined ? '' : statusServer(statusPort)}}
`;
}

/**
 * The text of one route. An exact location stands beside that of what is below, so that `/api/users` neither takes
 * `/api/users-old` nor is answered with a redirect to `/api/users/`.
 */
export function routeBlocks(route: NginxRoute): string {
  const { prefix, upstream, path, readTimeout } = route;
  const target = `http://${upstream}${path === 'withoutPrefix' ? '/' : ''}`;
  const timeout = readTimeout === undefined ? '' : `      proxy_read_timeout ${readTimeout}s;\n`;
  const places = isRoot(route) ? ['/'] : [`= ${prefix}`, `${prefix}/`];
  return places
    .map((place) => `\n    location ${place} {\n${timeout}      proxy_pass ${target};\n    }\n`)
    .join('');
}

/** What is wrong with a gateway's settings, apart from its ranges. */
export function nginxFaults(settings: NginxSettings): Finding[] {
  const { maxBodyMiB, workers, timeouts, healthPath, statusPort } = settings;
  return [
    ...wholeNumber('maxBodyMiB', maxBodyMiB, 1, 1024),
    ...wholeNumber('workers', workers, 1, 64),
    ...wholeNumber('timeouts.connect', timeouts?.connect, 1, 75),
    ...wholeNumber('timeouts.read', timeouts?.read, 1, 3600),
    ...wholeNumber('statusPort', statusPort, 1024, 65535),
    ...(healthPath === undefined || (isRoutePrefix(healthPath) && healthPath !== '/')
      ? []
      : [{ at: 'healthPath', found: `"${healthPath}"`, fix: 'give a path, for example /health' }]),
  ];
}

/** What is wrong with the seconds that a route waits. */
export function timeoutFaults(at: string, seconds: number | undefined): Finding[] {
  return wholeNumber(at, seconds, 1, 3600);
}

/** Whether a text can be the prefix of a route: parts of RFC 3986's unreserved characters, none of them `.` or `..`. */
export function isRoutePrefix(text: string): boolean {
  return text === '/' || /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~-]+)+$/.test(text);
}

function wholeNumber(at: string, value: number | undefined, least: number, most: number): Finding[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [{ at, found: String(value), fix: `give a whole number from ${least} to ${most}` }];
}

function isRoot({ prefix }: NginxRoute): boolean {
  return prefix === '/';
}

/** nginx itself takes the longest; a reader sees it in the same order. */
function longestFirst(a: NginxRoute, b: NginxRoute): number {
  return b.prefix.length - a.prefix.length || (a.prefix < b.prefix ? -1 : 1);
}

const temporaryPaths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  .map((one) => `  ${one}_temp_path /tmp/nginx-${one.replace('_', '-')};\n`)
  .join('');

// The path without its query: what people put there is not for logs.
const logFields = {
  time: '$time_iso8601',
  requestId: '$request_id_passed',
  client: '$remote_addr',
  method: '$request_method',
  path: '$uri',
  status: '$status',
  bytes: '$body_bytes_sent',
  seconds: '$request_time',
  upstream: '$upstream_addr',
  upstreamStatus: '$upstream_status',
  upstreamSeconds: '$upstream_response_time',
  userAgent: '$http_user_agent',
};

const logging = `  log_format json escape=json '{'
${Object.entries(logFields)
  .map(([name, variable], index) => `    '${index === 0 ? '' : ','}"${name}":"${variable}"'\n`)
  .join('')}    '}';
  access_log /dev/stdout json;
`;

const incoming = `  map $http_x_request_id $request_id_passed {
    default $request_id;
    "~^[A-Za-z0-9._-]{1,128}$" $http_x_request_id;
  }
  map $http_x_forwarded_proto $forwarded_proto {
    default $scheme;
    http http;
    https https;
  }
`;

function limits({ maxBodyMiB = 1, trustedProxies = [] }: NginxSettings): string {
  const trusted = [...new Set(trustedProxies)].filter((one) => readRange(one).state === 'range').sort();
  return `  server_tokens off;
  absolute_redirect off;
  client_max_body_size ${maxBodyMiB}m;
  client_header_timeout 15s;
  client_body_timeout 15s;
  keepalive_timeout 75s;
${trusted.map((one) => `  set_real_ip_from ${one};\n`).join('')}${
  trusted.length === 0 ? '' : '  real_ip_header X-Forwarded-For;\n  real_ip_recursive on;\n'
}`;
}

// No connection is kept to a service: one that it closes at that moment would fail a request that may not be repeated.
function outgoing({ timeouts: { connect = 5, read = 30 } = {} }: NginxSettings): string {
  return `  proxy_http_version 1.1;
  proxy_connect_timeout ${connect}s;
  proxy_send_timeout ${read}s;
  proxy_read_timeout ${read}s;
  proxy_set_header Connection close;
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Host $host;
  proxy_set_header X-Forwarded-Proto $forwarded_proto;
  proxy_set_header X-Real-IP $remote_addr;
  proxy_set_header X-Request-ID $request_id_passed;
`;
}

const nothingElse = `
    location / {
      return 404;
    }
`;

function statusServer(port: number): string {
  return `
  server {
    listen 127.0.0.1:${port};
    access_log off;

    location = /stub_status {
      stub_status;
    }
  }
`;
}
