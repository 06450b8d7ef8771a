import { Construct, RootConstruct } from 'constructs';
import { defineErrors, formatProblem, problem, warning } from '../../../lib/core/errors';
import { attachAll, collectProblems, report, warn } from '../../../lib/core/report';

const table = defineErrors('area', { one: { title: 'One.', example: 'x' } });
const finding = { found: 'this', fix: 'that' };

function tree() {
  const root = new RootConstruct('root');
  const parent = new Construct(root, 'parent');
  return { root, parent, child: new Construct(parent, 'child') };
}

describe('reporting', () => {
  test('all problems at and below a construct are found, sorted', () => {
    const { root, parent, child } = tree();
    warn(child, table.one, { ...finding, at: 'b' });
    report(child, table.one, { ...finding, at: 'a' });
    report(child, table.one, { ...finding, at: 'a' });
    report(parent, table.one, { ...finding, at: 'prop' });
    expect(collectProblems(root).map((one) => [one.severity, one.path])).toEqual([
      ['error', 'root/parent.prop'],
      ['error', 'root/parent/child.a'],
      ['warning', 'root/parent/child.b'],
    ]);
    expect(collectProblems(child)).toHaveLength(2);
  });

  test('an error fails a plain synth too, a warning does not', () => {
    const { parent, child } = tree();
    report(parent, table.one, finding);
    warn(child, table.one, finding);
    expect(parent.node.validate()).toEqual([formatProblem(problem(table.one, 'root/parent', finding))]);
    expect(child.node.validate()).toEqual([]);
  });

  test('problems of a pure check keep their paths', () => {
    const { root, child } = tree();
    attachAll(child, [problem(table.one, 'environments/dev.ts', finding), warning(table.one, 'a', finding)]);
    expect(collectProblems(root).map((one) => [one.severity, one.path])).toEqual([
      ['warning', 'a'],
      ['error', 'environments/dev.ts'],
    ]);
    expect(child.node.validate()).toHaveLength(1);
  });

  test('other metadata is no problem', () => {
    const { root, child } = tree();
    child.node.addMetadata('note', 'something');
    expect(collectProblems(root)).toEqual([]);
  });
});
