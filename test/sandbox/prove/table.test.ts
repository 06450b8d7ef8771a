import { coverageOf, coverageText } from '../../../sandbox/prove/coverage';
import { faultsOf, type Row, table } from '../../../sandbox/prove/table';

const rows: Row[] = [
  { environment: 'dev', proof: 'apply', seconds: 98.4, shown: '4 of 4 stacks', faults: [] },
  { environment: 'dev', proof: 'drift', seconds: 7, shown: '', faults: ['network: nobody notices'] },
];

test('the table has a line for each proof, and the faults follow it', () => {
  expect(table(rows)).toMatchInlineSnapshot(`
"environment  proof          seconds  shown
dev          apply  ok      98       4 of 4 stacks
dev          drift  FAILED  7        1 faults"
`);
  expect(faultsOf(rows)).toBe('dev, drift:\n  network: nobody notices');
  expect(faultsOf(rows.slice(0, 1))).toBe('');
});

test('coverage tells apart who served a type, and names what was never applied', () => {
  const gap = { resources: ['aws_eks_cluster', 'aws_wafv2_web_acl'] };
  const coverage = coverageOf(
    ['aws_vpc', 'aws_eks_cluster', 'aws_vpc', 'kubernetes_namespace_v1', 'aws_lb', 'aws_wafv2_web_acl'],
    new Set(['aws_vpc', 'aws_eks_cluster', 'kubernetes_namespace_v1']),
    [gap] as never,
  );
  expect(coverage).toEqual({
    emulator: ['aws_vpc'],
    gap: ['aws_eks_cluster'],
    apiServer: ['kubernetes_namespace_v1'],
    planned: ['aws_lb', 'aws_wafv2_web_acl'],
  });
  expect(coverageText(coverage)).toContain('2 only planned: aws_lb, aws_wafv2_web_acl');
});
