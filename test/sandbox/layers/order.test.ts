import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOrder, regionOf, stacksOf } from '../../../sandbox/layers/order';

describe('stacksOf', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'isthmus-order-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('puts bootstrap first and each stack after those it stands on, and leaves other environments out', () => {
    const stack = (...dependencies: string[]) => ({ dependencies });
    const stacks = {
      'dev-us-east-1-cluster': stack('dev-us-east-1-network', 'dev-us-east-1-edge'),
      'dev-us-east-1-edge': stack('dev-us-east-1-network'),
      'dev-us-east-1-network': stack(),
      'dev-us-east-1-bootstrap': stack(),
      'devel-us-east-1-network': stack(),
    };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));
    expect(stacksOf(folder, 'dev').map(({ id, dependencies }) => [id, dependencies])).toEqual([
      ['dev-us-east-1-bootstrap', []],
      ['dev-us-east-1-network', ['dev-us-east-1-bootstrap']],
      ['dev-us-east-1-edge', ['dev-us-east-1-bootstrap', 'dev-us-east-1-network']],
      ['dev-us-east-1-cluster', ['dev-us-east-1-bootstrap', 'dev-us-east-1-edge', 'dev-us-east-1-network']],
    ]);
  });
});

describe('inOrder', () => {
  const stacks = [
    { id: 'network', dependencies: [] },
    { id: 'data', dependencies: ['network'] },
    { id: 'edge', dependencies: ['network'] },
    { id: 'cluster', dependencies: ['edge'] },
  ];

  async function record(direction: 'up' | 'down', failing: string | undefined, width: number) {
    const events: string[] = [];
    let running = 0;
    let most = 0;
    const done = await inOrder(
      stacks,
      direction,
      async (id) => {
        running += 1;
        most = Math.max(most, running);
        events.push(`+${id}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        events.push(`-${id}`);
        running -= 1;
        return id !== failing;
      },
      width,
    );
    return { events, done, most };
  }

  test('runs what is independent side by side, each after what it waits for', async () => {
    const { events, done, most } = await record('up', undefined, 3);
    expect(done.sort()).toEqual(['cluster', 'data', 'edge', 'network']);
    expect(most).toBe(2);
    expect(events.indexOf('-network')).toBeLessThan(events.indexOf('+data'));
    expect(events.indexOf('-edge')).toBeLessThan(events.indexOf('+cluster'));
  });

  test('goes the other way down', async () => {
    const { events } = await record('down', undefined, 3);
    expect(events.indexOf('-cluster')).toBeLessThan(events.indexOf('+edge'));
    expect(events.at(-1)).toBe('-network');
  });

  test('leaves out what waits for a failed one, and nothing else', async () => {
    const { done, events } = await record('up', 'edge', 3);
    expect(done.sort()).toEqual(['data', 'network']);
    expect(events).not.toContain('+cluster');
  });

  test('runs no more at once than it may', async () => {
    expect((await record('up', undefined, 1)).most).toBe(1);
  });
});

test.each([
  ['dev-us-east-1-network', 'dev', 'us-east-1'],
  ['eu-prod-ap-southeast-2-platform', 'eu-prod', 'ap-southeast-2'],
])('%s of %s is in %s', (id, environment, region) => {
  expect(regionOf(id, environment)).toBe(region);
});
