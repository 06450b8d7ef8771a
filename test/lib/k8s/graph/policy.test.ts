import { Openings, type PolicyPeer } from '../../../../lib/k8s/graph/policy';

const peer = (name: string): PolicyPeer => ({ podSelector: { matchLabels: { name } } });
const tcp = (port: number) => ({ port, protocol: 'TCP' as const });

describe('Openings', () => {
  test('peers with the same ports share a rule; all is sorted, ports by number', () => {
    const openings = new Openings();
    expect(openings.empty).toBe(true);
    for (const [name, port] of [
      ['b', 9090],
      ['c', 8080],
      ['b', 80],
      ['a', 8080],
      ['a', 8080],
      ['d', 80],
      ['d', 9090],
    ] as const) {
      openings.add(peer(name), tcp(port));
    }
    expect(openings.empty).toBe(false);
    expect(openings.rules()).toEqual([
      { peers: [peer('b'), peer('d')], ports: [tcp(80), tcp(9090)] },
      { peers: [peer('a'), peer('c')], ports: [tcp(8080)] },
    ]);
  });

  test('a port over another protocol is another port', () => {
    const openings = new Openings();
    openings.add(peer('a'), { port: 53, protocol: 'UDP' });
    openings.add(peer('a'), tcp(53));
    expect(openings.rules()).toEqual([
      { peers: [peer('a')], ports: [tcp(53), { port: 53, protocol: 'UDP' }] },
    ]);
  });
});
