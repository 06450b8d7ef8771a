import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import {
  authoritativeResolver,
  httpsProbe,
  type MakeDnsClient,
  OutsideError,
  promptOperator,
  realPorts,
  systemClock,
  terminalPrompt,
} from '../../../../lib/drill';
import { contextOf } from '../../../../lib/review/recovery/steps';
import { environment } from '../../core/recovery/fixture';

const signal = new AbortController().signal;

describe('the resolver', () => {
  const missing = (code: string) => Promise.reject(Object.assign(new Error(`query ${code}`), { code }));
  /** A machine that knows the zone's servers, and servers that know the names. */
  const dns =
    (asked: string[], broken = ''): MakeDnsClient =>
    (servers) =>
      ({
        resolveNs: async (zone: string) =>
          zone === 'microshop.com' ? ['ns1.example', 'ns2.example'] : missing('ENODATA'),
        resolve4: async (name: string) => {
          asked.push(`${servers?.join(',') ?? 'machine'}: ${name}`);
          if (name === broken) return missing('ETIMEOUT');
          if (name.startsWith('ns')) return [`9.9.9.${name[2]}`];
          return name === 'api.microshop.com' ? ['2.2.2.2', '1.1.1.1'] : missing('ENOTFOUND');
        },
      }) as unknown as ReturnType<MakeDnsClient>;

  test("asks the servers of the name's zone, found once for each name", async () => {
    const asked: string[] = [];
    const resolver = authoritativeResolver(dns(asked));
    expect(await resolver.answers('api.microshop.com')).toEqual(['1.1.1.1', '2.2.2.2']);
    await resolver.answers('api.microshop.com');
    expect(asked).toEqual([
      'machine: ns1.example',
      'machine: ns2.example',
      '9.9.9.1,9.9.9.2: api.microshop.com',
      '9.9.9.1,9.9.9.2: api.microshop.com',
    ]);
  });

  test('a name that is not there has no answers; one that cannot be asked for is told', async () => {
    expect(await authoritativeResolver(dns([])).answers('gone.microshop.com')).toEqual([]);
    const broken = authoritativeResolver(dns([], 'api.microshop.com'));
    await expect(broken.answers('api.microshop.com')).rejects.toThrow(OutsideError);
    await expect(authoritativeResolver(dns([])).answers('api.example.org')).rejects.toThrow(
      'no name servers',
    );
  });
});

describe('the probe', () => {
  let server: Server;
  let answer = 200;
  const seen: string[] = [];
  beforeAll(async () => {
    server = createServer(({ headers, url }, response) => {
      seen.push(`${headers.host}${url}`);
      if (answer === 0) return;
      response.statusCode = answer;
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const probe = () => {
    const { port } = server.address() as AddressInfo;
    return httpsProbe({ port, timeoutMs: 300, request: httpRequest });
  };

  test.each([
    [200, true],
    [204, true],
    [302, false],
    [503, false],
  ])('%d', async (status, good) => {
    answer = status;
    expect(await probe().health('us-west-2.api.microshop.com', '127.0.0.1')).toEqual({
      good,
      found: String(status),
    });
    expect(seen.at(-1)).toBe('us-west-2.api.microshop.com/health');
  });

  test('no answer is an answer', async () => {
    answer = 0;
    expect(await probe().health('a', '127.0.0.1')).toEqual({ good: false, found: 'no answer in 300 ms' });
    expect(await probe().health('a', undefined)).toEqual({ good: false, found: 'a leads nowhere' });
    const nobody = httpsProbe({ port: 1, request: httpRequest });
    expect(await nobody.health('a', '127.0.0.1')).toMatchObject({ good: false, found: /ECONNREFUSED/ });
  });

  test('takes no plain answer for HTTPS', async () => {
    answer = 200;
    const { port } = server.address() as AddressInfo;
    expect(await httpsProbe({ port }).health('a', '127.0.0.1')).toMatchObject({ good: false });
  });
});

describe('the prompt', () => {
  const terminal = (isTTY = false) => {
    const input = Object.assign(new PassThrough(), { isTTY });
    const said: string[] = [];
    const prompt = terminalPrompt({ input, output: (text) => said.push(text) });
    return { input, said, prompt };
  };

  test.each([
    ['y', true],
    [' YES ', true],
    ['', false],
    ['n', false],
    ['yo', false],
  ])('%j is %s', async (line, yes) => {
    const { input, said, prompt } = terminal();
    const answer = prompt.confirm('Fail it? ', signal);
    input.write(`${line}\n`);
    expect(await answer).toBe(yes);
    expect(said).toEqual(['Fail it? ']);
    prompt.close();
  });

  test('lines that are piped in wait for their questions; the end is a no', async () => {
    const { input, prompt } = terminal();
    input.end('prod\ny\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await prompt.type('', signal)).toBe('prod');
    expect(await prompt.confirm('', signal)).toBe(true);
    expect(await prompt.confirm('', signal)).toBe(false);
  });

  test('what a person typed before the question is no answer', async () => {
    const { input, prompt } = terminal(true);
    input.write('y\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const answer = prompt.confirm('', signal);
    input.write('n\n');
    expect(await answer).toBe(false);
    prompt.close();
  });

  test('an interruption ends the question', async () => {
    const { prompt } = terminal();
    const controller = new AbortController();
    const answer = prompt.confirm('', controller.signal);
    controller.abort(new Error('ended by SIGINT'));
    await expect(answer).rejects.toThrow('ended by SIGINT');
    await expect(prompt.confirm('', controller.signal)).rejects.toThrow('ended by SIGINT');
    prompt.close();
  });

  test('a person says that a step was done by hand', async () => {
    const { input, said, prompt } = terminal();
    const step = { id: 'a', title: 'Stop writes', text: [], commands: [], edits: {}, applies: [] };
    const done = promptOperator(prompt).carryOut(step, signal);
    input.write('y\n');
    expect(await done).toBe(true);
    expect(said).toEqual(['Stop writes: done, and it worked? [y/N] ']);
    prompt.close();
  });
});

test('the clock waits, and an interruption ends it', async () => {
  await systemClock.sleep(0.001, signal);
  const controller = new AbortController();
  const waiting = systemClock.sleep(60, controller.signal);
  controller.abort(new Error('ended by SIGINT'));
  await expect(waiting).rejects.toThrow('ended by SIGINT');
});

test('the real world marks the database when a program is named', () => {
  const context = contextOf(environment());
  if (!context) throw new Error('no recovery');
  const prompt = { tell: () => undefined, confirm: async () => false, type: async () => '' };
  expect(realPorts(context, { prompt }).markers).toEqual([]);
  expect(realPorts(context, { prompt, marker: 'mark' }).markers).toMatchObject([{ kind: 'database' }]);
});
