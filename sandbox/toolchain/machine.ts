import { existsSync, statfsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname } from 'node:path';

const gigabyte = 2 ** 30;

/** GB of memory that a program may still take, with the limits of a container. */
export function availableMemory(): number {
  return process.availableMemory() / gigabyte;
}

/** GB that are free where a folder is, or would be. */
export function freeDisk(folder: string): number {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = statfsSync(there);
  return (bavail * bsize) / gigabyte;
}

/** What is wrong with loopback; empty when a program can listen there and be reached. */
export function loopbackFault(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.end());
    const finish = (fault: string) => {
      server.close();
      resolve(fault);
    };
    server.on('error', (error) => finish(error.message));
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        finish('');
      });
      socket.on('error', (error) => finish(error.message));
    });
  });
}
