import fc from 'fast-check';
import { memberClusters, parameterFamily } from '../../../../lib/aws/cache';

describe('parameterFamily', () => {
  test.each([
    ['valkey', '7.2', 'valkey7'],
    ['valkey', '8.1', 'valkey8'],
    ['valkey', '9.0', 'valkey9'],
    ['redis', '7.1', 'redis7'],
    ['redis', '6.2', 'redis6.x'],
  ] as const)('%s %s is %s', (engine, version, family) => {
    expect(parameterFamily(engine, version)).toBe(family);
  });
});

describe('memberClusters', () => {
  test('numbers nodes as ElastiCache does', () => {
    expect(memberClusters('main', { mode: 'single', replicas: 1 })).toEqual(['main-001', 'main-002']);
    expect(memberClusters('main', { mode: 'cluster', shards: 2, replicasPerShard: 1 })).toEqual([
      'main-0001-001',
      'main-0001-002',
      'main-0002-001',
      'main-0002-002',
    ]);
  });

  test('a bad topology has no members', () => {
    expect(memberClusters('main', { mode: 'single', replicas: 1e9 })).toEqual([]);
  });

  test('there are as many as nodes, each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 5 }), (shards, replicas) => {
        const members = memberClusters('x', { mode: 'cluster', shards, replicasPerShard: replicas });
        expect(new Set(members).size).toBe(shards * (replicas + 1));
      }),
    );
  });
});
