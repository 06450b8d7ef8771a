import { mainPortFaults, mainPortOf, portFaults } from '../../../../../lib/k8s/workload/pod/ports';

const places = (ports: Record<string, number>) => portFaults(ports).map(({ error, at }) => `${error} ${at}`);

test('ports that are well', () => {
  expect(places({})).toEqual([]);
  expect(places({ http: 1024, 'a-b-c': 65535, p2p: 8080 })).toEqual([]);
});

test.each([
  ['an-even-longer-1', 'port-name ports'],
  ['', 'port-name ports'],
  ['HTTP', 'port-name ports'],
  ['-http', 'port-name ports'],
  ['a--b', 'port-name ports'],
  ['8080', 'port-name ports'],
])('name %j', (name, fault) => {
  expect(places({ [name]: 8080 })).toEqual([fault]);
});

test.each([0, -1, 80, 1023, 65536, 8080.5, Number.NaN])('port %s', (port) => {
  expect(places({ http: port })).toEqual(['port ports.http']);
});

test('two of one number', () => {
  expect(portFaults({ b: 8080, a: 8080, c: 8081 })).toMatchObject([
    { error: 'port', at: 'ports.b', found: '8080, as port a' },
  ]);
});

test('the main port', () => {
  expect(mainPortOf({ ports: { amqp: 5672, http: 15672 } })).toBe('http');
  expect(mainPortOf({ ports: { amqp: 5672 } })).toBe('amqp');
  expect(mainPortOf({ ports: { a: 5672, b: 1234 } })).toBeUndefined();
  expect(mainPortOf({ ports: { amqp: 5672, http: 15672 }, mainPort: 'amqp' })).toBe('amqp');
  expect(mainPortFaults({ ports: { a: 5672 } })).toEqual([]);
  expect(mainPortFaults({ ports: {} })).toMatchObject([
    { error: 'unknown-port', at: 'mainPort', found: '""; the ports are: none' },
  ]);
});
