import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSession, writeSession } from '../../../sandbox/cloud/session';

describe('a session', () => {
  let folder: string;
  let child: ChildProcess;
  const address = { folder: '', proxyUrl: 'http://127.0.0.1:1', accessFile: '' };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'isthmus-session-'));
    // Its command line has the name of a program of a control plane.
    child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000) // kwok'], { stdio: 'ignore' });
  });

  afterEach(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const file = () => join(folder, 'session.json');
  const pid = () => child.pid ?? 0;
  const gone = () => new Promise((resolve) => child.once('exit', resolve));

  test('is found while its process lives, and is readable by its owner alone', () => {
    writeSession(file(), { pid: process.pid, address, processes: {} });
    expect(readSession(file(), () => {})).toMatchObject({ pid: process.pid, address });
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  test('is none where none was written', () => {
    expect(readSession(file(), () => {})).toBeUndefined();
  });

  test('of a dead process: what it left running is ended, and the file goes', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.once('exit', resolve));
    writeSession(file(), { pid: dead.pid ?? 0, address, processes: { 'us-east-1/shop/kwok': pid() } });
    const told: string[] = [];
    const ended = gone();
    expect(readSession(file(), (what) => told.push(what))).toBeUndefined();
    await ended;
    expect(told).toEqual([expect.stringContaining(String(pid()))]);
    expect(existsSync(file())).toBe(false);
  });

  test('of a dead process: an id that went to another program is left alone', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.once('exit', resolve));
    writeSession(file(), { pid: dead.pid ?? 0, address, processes: { 'us-east-1/shop/etcd': pid() } });
    readSession(file(), () => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });
});
