import { createServer, type Server } from 'node:net';
import { startProxy } from '../../../sandbox/proxy/proxy';

type Running = Awaited<ReturnType<typeof startProxy>>;

/** An emulator that answers as many calls on a connection, and closes it at the next without a word. */
function emulator(answered: number): Promise<{ server: Server; port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    let calls = 0;
    socket.on('error', () => {});
    socket.on('data', () => {
      calls += 1;
      if (calls > answered) socket.end();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok');
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ server, port, connections: () => connections });
    });
  });
}

async function withProxy(
  answered: number,
  use: (proxy: Running, connections: () => number) => Promise<void>,
) {
  const { server, port, connections } = await emulator(answered);
  const proxy = await startProxy(port, []);
  try {
    await use(proxy, connections);
  } finally {
    await proxy.stop();
    await new Promise((resolve) => server.close(resolve));
  }
}

const call = async (proxy: Running) => (await fetch(`${proxy.url}/`, { method: 'POST', body: 'a' })).status;

it('calls again on a new connection where a kept one was closed meanwhile', async () => {
  await withProxy(1, async (proxy, connections) => {
    expect([await call(proxy), await call(proxy), await call(proxy)]).toEqual([200, 200, 200]);
    expect(connections()).toBeGreaterThan(1);
  });
});

it('says so where a new one is closed too, and does not try for ever', async () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await withProxy(0, async (proxy, connections) => {
    expect(await call(proxy)).toBe(502);
    expect(connections()).toBe(1);
  });
  expect(written.mock.calls.join()).toContain('socket hang up');
  written.mockRestore();
});
