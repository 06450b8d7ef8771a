import { endRunning, run } from '../../sandbox/process';

test('ends what runs, and starts nothing after that', async () => {
  const program = ['-e', 'console.log("up"); setInterval(() => {}, 1000)'];
  let up = () => {};
  const isUp = new Promise<void>((resolve) => {
    up = resolve;
  });
  const running = run(process.execPath, program, { onLine: () => up() });
  await isUp;
  await endRunning();
  expect(await running).toMatchObject({ code: 1, stdout: 'up\n' });
  expect(await run(process.execPath, program)).toEqual({
    code: 130,
    stdout: '',
    stderr: 'what runs is being ended',
  });
});
