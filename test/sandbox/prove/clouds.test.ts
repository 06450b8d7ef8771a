import type { Cloud } from '../../../sandbox/cloud/cloud';
import { Clouds } from '../../../sandbox/prove/clouds';

test('ends what is up, what comes up while it ends and what did not come up, and starts nothing after it', async () => {
  const stopped: string[] = [];
  const cloud = (name: string) =>
    ({
      stop: async () => {
        stopped.push(name);
      },
    }) as Partial<Cloud> as Cloud;
  const clouds = new Clouds();
  await clouds.start(async () => cloud('up'));
  let comesUp = (_: Cloud) => {};
  const late = clouds.start(
    () =>
      new Promise<Cloud>((resolve) => {
        comesUp = resolve;
      }),
  );
  await expect(clouds.start(() => Promise.reject(new Error('no port')))).rejects.toThrow('no port');

  const ended = clouds.end();
  await expect(clouds.start(async () => cloud('after'))).rejects.toThrow('no cloud is started any more');
  comesUp(cloud('late'));
  await ended;
  await late;
  expect(stopped.sort()).toEqual(['late', 'up']);
});
