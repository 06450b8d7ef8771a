import fc from 'fast-check';
import { isRoutePrefix, type NginxRoute, nginxConfig } from '../../../../lib/k8s/graph';
import { RouteTable } from '../../../../lib/k8s/graph/route-table';

const route = (prefix: string, change: Partial<NginxRoute> = {}): NginxRoute => ({
  prefix,
  upstream: 'users:5001',
  path: 'whole',
  ...change,
});

describe('nginxConfig', () => {
  test('is a whole configuration for an nginx without privileges', () => {
    expect(
      nginxConfig(8080, [route('/api/users', { upstream: 'user-service:5001' })]),
    ).toMatchInlineSnapshot(`
"worker_processes 1;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;

events {
  worker_connections 1024;
}

http {
  client_body_temp_path /tmp/nginx-client-body;
  proxy_temp_path /tmp/nginx-proxy;
  fastcgi_temp_path /tmp/nginx-fastcgi;
  uwsgi_temp_path /tmp/nginx-uwsgi;
  scgi_temp_path /tmp/nginx-scgi;

  log_format json escape=json '{'
    '"time":"$time_iso8601"'
    ',"requestId":"$request_id_passed"'
    ',"client":"$remote_addr"'
    ',"method":"$request_method"'
    ',"path":"$uri"'
    ',"status":"$status"'
    ',"bytes":"$body_bytes_sent"'
    ',"seconds":"$request_time"'
    ',"upstream":"$upstream_addr"'
    ',"upstreamStatus":"$upstream_status"'
    ',"upstreamSeconds":"$upstream_response_time"'
    ',"userAgent":"$http_user_agent"'
    '}';
  access_log /dev/stdout json;

  map $http_x_request_id $request_id_passed {
    default $request_id;
    "~^[A-Za-z0-9._-]{1,128}$" $http_x_request_id;
  }
  map $http_x_forwarded_proto $forwarded_proto {
    default $scheme;
    http http;
    https https;
  }

  server_tokens off;
  absolute_redirect off;
  client_max_body_size 1m;
  client_header_timeout 15s;
  client_body_timeout 15s;
  keepalive_timeout 75s;

  proxy_http_version 1.1;
  proxy_connect_timeout 5s;
  proxy_send_timeout 30s;
  proxy_read_timeout 30s;
  proxy_set_header Connection close;
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Host $host;
  proxy_set_header X-Forwarded-Proto $forwarded_proto;
  proxy_set_header X-Real-IP $remote_addr;
  proxy_set_header X-Request-ID $request_id_passed;

  server {
    listen 8080 default_server;
    server_name _;

    location = /health {
      access_log off;
      default_type text/plain;
      return 200 "ok\\n";
    }

    location = /api/users {
      proxy_pass http://user-service:5001;
    }

    location /api/users/ {
      proxy_pass http://user-service:5001;
    }

    location / {
      return 404;
    }
  }
}
"
`);
  });

  test('the longer prefix stands before the shorter, and the rest is not found unless / is routed', () => {
    const places = (routes: NginxRoute[]) =>
      [...nginxConfig(8080, routes).matchAll(/location (.*) \{/g)].map(([, place]) => place);
    expect(places([route('/a'), route('/a/b'), route('/c')])).toEqual([
      '= /health',
      '= /a/b',
      '/a/b/',
      '= /a',
      '/a/',
      '= /c',
      '/c/',
      '/',
    ]);
    expect(nginxConfig(8080, [route('/a')])).toContain('return 404;');
    expect(places([route('/'), route('/a')])).toEqual(['= /health', '= /a', '/a/', '/']);
    expect(nginxConfig(8080, [route('/')])).not.toContain('return 404;');
  });

  test('a route can hide its prefix and wait longer', () => {
    const text = nginxConfig(8080, [route('/a', { path: 'withoutPrefix', readTimeout: 120 })]);
    expect(text).toContain(
      '    location = /a {\n      proxy_read_timeout 120s;\n      proxy_pass http://users:5001/;\n    }\n',
    );
    expect(text).toContain(
      '    location /a/ {\n      proxy_read_timeout 120s;\n      proxy_pass http://users:5001/;',
    );
  });

  test('settings arrive', () => {
    const text = nginxConfig(9000, [], {
      healthPath: '/up',
      maxBodyMiB: 8,
      workers: 2,
      timeouts: { connect: 2, read: 90 },
      trustedProxies: ['10.0.102.0/24', '10.0.101.0/24'],
      statusPort: 9001,
    });
    for (const line of [
      'worker_processes 2;',
      'listen 9000 default_server;',
      'location = /up {',
      'client_max_body_size 8m;',
      'proxy_connect_timeout 2s;',
      'proxy_send_timeout 90s;',
      'proxy_read_timeout 90s;',
      'set_real_ip_from 10.0.101.0/24;\n  set_real_ip_from 10.0.102.0/24;\n  real_ip_header X-Forwarded-For;',
      'listen 127.0.0.1:9001;',
      'stub_status;',
    ]) {
      expect(text).toContain(line);
    }
  });

  test('braces meet, and every directive ends', () => {
    const text = nginxConfig(8080, [route('/'), route('/a')], { statusPort: 8081 });
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^ +'/.test(line));
    expect(lines.filter((line) => !/[;{}]$/.test(line))).toEqual(["  log_format json escape=json '{'"]);
    const bare = text.replace(/'[^']*'|"[^"]*"/g, '');
    expect(bare.split('{')).toHaveLength(bare.split('}').length);
  });
});

describe('isRoutePrefix', () => {
  test.each(['/', '/api', '/api/users', '/v1.2/a_b-c~d', '/.well-known/x', '/...'])('%s is one', (text) => {
    expect(isRoutePrefix(text)).toBe(true);
  });

  test.each([
    '',
    'api',
    '/api/',
    '//',
    '/api//users',
    '/a b',
    '/a;',
    '/a{',
    '/a$x',
    '/a\n',
    '/a/../b',
    '/a/.',
    '/a?b',
    '/%61',
    '~ ^/a',
  ])('%j is none', (text) => {
    expect(isRoutePrefix(text)).toBe(false);
  });
});

describe('RouteTable', () => {
  /** The pieces that are told, as a workload takes them: without an order. */
  function pieces(routes: readonly NginxRoute[], settings = {}, port = 8080) {
    const told: string[] = [];
    const made = new RouteTable(port, settings, (piece) => told.push(piece));
    for (const one of routes) made.add(one);
    return { config: made.config(), told: told.sort().join('') };
  }
  const routes = ['/a', '/b', '/a/b', '/c'].map((one) => route(one));

  test('the order of routes changes neither the configuration nor its pieces', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(routes, { minLength: routes.length }), (shuffled) => {
        expect(pieces(shuffled)).toEqual(pieces(routes));
      }),
    );
  });

  test('whatever changes the configuration changes a piece', () => {
    const all = [
      pieces(routes),
      pieces([]),
      pieces(routes.slice(1)),
      pieces(routes, { maxBodyMiB: 2 }),
      pieces(routes, {}, 8081),
      pieces([...routes.slice(1), route('/a', { upstream: 'users:5002' })]),
      pieces([...routes.slice(1), route('/a', { readTimeout: 60 })]),
      pieces([...routes.slice(1), route('/a', { path: 'withoutPrefix' })]),
    ];
    expect(new Set(all.map((one) => one.config)).size).toBe(all.length);
    expect(new Set(all.map((one) => one.told)).size).toBe(all.length);
  });
});
