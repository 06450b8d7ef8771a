import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { processLives, withLock } from '../../../../lib/core/output/lock';
import { WriteError } from '../../../../lib/core/output/write-error';
import { runTypeScript } from '../../../support/child';
import { emptyFolder } from '../../../support/folder';

/** The number of a process that has ended. */
const deadPid = spawnSync(process.execPath, ['-e', '0']).pid;

function lockOf(pid: number, host = hostname()): string {
  const file = join(emptyFolder(), 'lock');
  writeFileSync(file, JSON.stringify({ pid, host }));
  return file;
}

describe('withLock', () => {
  test('holds the lock while working and leaves nothing', async () => {
    const folder = emptyFolder();
    const file = join(folder, 'lock');
    const held = await withLock(file, () => JSON.parse(readFileSync(file, 'utf8')));
    expect(held).toEqual({ pid: process.pid, host: hostname() });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is held until work that takes its time has ended', async () => {
    const file = join(emptyFolder(), 'lock');
    const held = await withLock(file, async () => {
      await new Promise((done) => setTimeout(done, 20));
      return existsSync(file);
    });
    expect([held, existsSync(file)]).toEqual([true, false]);
  });

  test('is given back when the work throws', async () => {
    const file = join(emptyFolder(), 'lock');
    const failing = withLock(file, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  test('takes over the lock of a dead process', async () => {
    expect(processLives(deadPid)).toBe(false);
    expect(await withLock(lockOf(deadPid), () => 'done', { waitMs: 2_000 })).toBe('done');
  });

  test('waits for a living owner, then says who it is and what to do', async () => {
    const file = lockOf(process.pid);
    const error = await withLock(file, () => 'done', { waitMs: 120 }).catch((one) => one);
    expect(error).toBeInstanceOf(WriteError);
    expect(error.message).toContain(`process ${process.pid} on ${hostname()}`);
    expect(error.message).toContain(file);
    expect(existsSync(file)).toBe(true);
  });

  test('an owner on another machine is taken for alive', async () => {
    const file = lockOf(deadPid, 'elsewhere');
    await expect(withLock(file, () => 'done', { waitMs: 120 })).rejects.toThrow(WriteError);
  });

  test('a lock that names nobody is taken over only when it is old', async () => {
    const file = join(emptyFolder(), 'lock');
    writeFileSync(file, '');
    await expect(withLock(file, () => 'done', { waitMs: 120 })).rejects.toThrow(WriteError);
    utimesSync(file, 1, 1);
    expect(await withLock(file, () => 'done', { waitMs: 2_000 })).toBe('done');
  });

  test('a takeover that was killed half-way does not block for ever', async () => {
    const file = lockOf(deadPid);
    mkdirSync(`${file}.takeover`);
    await expect(withLock(file, () => 'done', { waitMs: 120 })).rejects.toThrow(WriteError);
    utimesSync(`${file}.takeover`, 1, 1);
    expect(await withLock(file, () => 'done', { waitMs: 2_000 })).toBe('done');
  });

  test('stops waiting when asked to', async () => {
    const controller = new AbortController();
    const waiting = withLock(lockOf(process.pid), () => 'done', { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  test('processes that count with it never count twice, also when locks are left behind', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'count'), '0');
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: deadPid, host: hostname() }));
    const script = join(__dirname, 'count-with-lock.ts');
    const children = [1, 2, 3, 4].map(() => runTypeScript(script, [folder, '40']));
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual(ends.map(() => [0, '']));
    expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('160');
    expect(readdirSync(folder)).toEqual(['count']);
  }, 60_000);
});
