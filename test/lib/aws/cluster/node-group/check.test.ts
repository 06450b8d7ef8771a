import type { NodeGroupProps, NodeTaint } from '../../../../../lib/aws/cluster';
import { problemsOf } from '../../../../../lib/testing';
import { clusterStack, faults, general, groupFaults, network, spot } from '../fixture';

const at = (code: string, place = '') => [`cluster/${code} at nodeGroups.general${place}`];

describe('what is wrong with a node group', () => {
  test.each<[string, Partial<NodeGroupProps>]>([
    ['min over max', { min: 11, desired: 11 }],
    ['desired under min', { desired: 1 }],
    ['desired over max', { desired: 11 }],
    ['negative', { min: -1 }],
    ['a fraction', { desired: 2.5 }],
    ['no node at all', { min: 0, desired: 0, max: 0 }],
  ])('sizes: %s', (_, group) => {
    expect(groupFaults(group)).toContain(at('capacity')[0]);
  });

  test('sizes: desired is min when it is left out', () => {
    const { desired: _, ...rest } = general;
    expect(faults({ nodeGroups: { general: rest } })).toEqual([]);
  });

  test.each(['t3-medium', 'medium', 'T3.medium'])('an instance type %s', (type) => {
    expect(groupFaults({ instanceTypes: [type] })).toEqual(at('instance-type', '.instanceTypes'));
  });

  test('instance types: none, twice, too many', () => {
    const fault = at('instance-types', '.instanceTypes');
    const many = Array.from({ length: 21 }, (_, index) => `c${index + 1}i.large`);
    expect(groupFaults({ instanceTypes: [] })).toEqual(fault);
    expect(groupFaults({ instanceTypes: ['t3.medium', 't3.medium'] })).toEqual(fault);
    expect(groupFaults({ instanceTypes: many })).toEqual(fault);
    expect(groupFaults({ instanceTypes: many.slice(1) })).toEqual([]);
  });

  test.each(['t3.nano', 't3.micro'])('%s has no room for pods', (type) => {
    expect(groupFaults({ instanceTypes: [type] })).toEqual(at('instance-too-small', '.instanceTypes'));
  });

  test('two architectures', () => {
    const fault = at('architecture', '.instanceTypes');
    expect(groupFaults({ instanceTypes: ['t3.medium', 't4g.medium'] })).toEqual(fault);
    expect(groupFaults({ instanceTypes: ['m7g.large', 't4g.large'] })).toEqual([]);
  });

  test('spot with few types is a warning', () => {
    const few = { ...spot, instanceTypes: ['t3a.small', 't3.small'] };
    const { stack } = clusterStack({ network, nodeGroups: { general, few } });
    expect(problemsOf(stack)).toMatchObject([{ code: 'cluster/spot-types', severity: 'warning' }]);
    expect(groupFaults({ instanceTypes: ['t3a.small'] })).toEqual([]);
  });

  test.each([0, 19, 16385, 50.5])('a disk of %d GiB', (diskGiB) => {
    expect(groupFaults({ diskGiB })).toEqual(at('disk', '.diskGiB'));
  });

  test('disks at the edges are well', () => {
    expect([...groupFaults({ diskGiB: 20 }), ...groupFaults({ diskGiB: 16384 })]).toEqual([]);
  });

  test('zones: none, and one without a subnet', () => {
    expect(groupFaults({ zones: [] })).toEqual(at('node-zones', '.zones'));
    expect(groupFaults({ zones: ['us-east-1f'] })).toEqual(at('node-zones', '.zones'));
    expect(groupFaults({ zones: ['us-east-1a'] })).toEqual([]);
  });

  test.each([
    ['kubernetes.io/role', 'x'],
    ['node-role.kubernetes.io/worker', ''],
    ['storage.k8s.io/class', 'x'],
    ['eks.amazonaws.com/nodegroup', 'x'],
    ['Shop Team', 'x'],
    ['a/b/c', 'x'],
    ['-team', 'x'],
    ['team', 'a b'],
    ['team', 'x'.repeat(64)],
    ['x'.repeat(64), 'x'],
  ])('a label %s=%s', (key, value) => {
    expect(groupFaults({ labels: { [key]: value } })).toEqual(at('label', `.labels.${key}`));
  });

  test('labels of one’s own are well', () => {
    const labels = { Type: 'spot', 'shop.example/team': 'orders', 'node.kubernetes.io/pool': 'a', empty: '' };
    expect(groupFaults({ labels })).toEqual([]);
  });

  test.each<[string, NodeTaint[]]>([
    ['an unknown effect', [{ key: 'a', effect: 'NoRun' as 'NoExecute' }]],
    ['an inherited word for an effect', [{ key: 'a', effect: 'toString' as 'NoExecute' }]],
    ['no key', [{ key: '', effect: 'NoSchedule' }]],
    ['a long key', [{ key: `${'a'.repeat(40)}/${'b'.repeat(40)}`, effect: 'NoSchedule' }]],
    ['a key of three parts', [{ key: 'a/b/c', effect: 'NoSchedule' }]],
    ['a bad value', [{ key: 'a', value: 'b c', effect: 'NoSchedule' }]],
    [
      'the same twice',
      [
        { key: 'a', value: 'b', effect: 'NoSchedule' },
        { key: 'a', value: 'c', effect: 'NoSchedule' },
      ],
    ],
    ['51', Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, effect: 'NoSchedule' as const }))],
  ])('taints: %s', (_, taints) => {
    const found = faults({ nodeGroups: { free: general, general: { ...general, taints } } });
    expect(found).toEqual(at('taint', '.taints'));
  });

  test('a taint may have a reserved prefix', () => {
    const taints = [{ key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoExecute' }] as const;
    expect(faults({ nodeGroups: { free: general, general: { ...general, taints } } })).toEqual([]);
  });

  test.each([{ maxUnavailablePercentage: 0 }, { maxUnavailablePercentage: 101 }, { maxUnavailable: 1.5 }])(
    'an update of %j',
    (update) => {
      expect(groupFaults({ update })).toEqual(at('update', '.update'));
    },
  );

  test('nodes newer than the control plane, or four minors older', () => {
    const skew = (version: '1.31' | '1.32' | '1.36') =>
      faults({ version: '1.35', nodeGroups: { general: { ...general, version } } });
    expect(skew('1.36')).toEqual(at('version-skew', '.version'));
    expect(skew('1.31')).toEqual(at('version-skew', '.version'));
    expect(skew('1.32')).toEqual([]);
  });

  test.each(['my group', '', 'x'.repeat(55)])('a group named "%s"', (name) => {
    expect(faults({ nodeGroups: { [name]: general } })).toContain(
      `cluster/node-group-name at nodeGroups.${name}`,
    );
  });

  test('a name that leaves room for what stands for its identity is well', () => {
    expect(faults({ nodeGroups: { ['x'.repeat(54)]: general } })).toEqual([]);
  });
});
