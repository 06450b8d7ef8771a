import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { collectProblems } from '../lib/core/report';
import type { ServiceGraph } from '../lib/k8s/graph';
import type { NamespaceChart } from '../lib/k8s/manifest';
import { manifestFiles } from '../lib/k8s/manifest/output';
import { onlyResource, problemsOf, resources, synthTerraform, type testStack } from '../lib/testing';
import { problemsIn, stacksOf } from './stacks/program';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** Runs a block of the README as a module, with the package's own names standing for lib. */
function load(block: string | undefined): Record<string, unknown> {
  const { code } = transformSync(block ?? '', {
    jsc: { parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const require = createRequire(__filename);
  const module = { exports: {} as Record<string, unknown> };
  const fromLib = (name: string) =>
    name.startsWith('isthmus/')
      ? jest.requireActual(`../lib/${name.slice('isthmus/'.length)}`)
      : require(name);
  new Function('require', 'module', 'exports', code)(fromLib, module, module.exports);
  return module.exports;
}

describe('the README', () => {
  test('its environment can be added as it stands', async () => {
    const demo = load(blocks[0])['default'] as object;
    expect(await problemsIn(demo)).toEqual([]);
    expect([...stacksOf(demo).keys()]).toEqual(
      ['bootstrap', 'network', 'cluster'].map((layer) => `demo-eu-west-1-${layer}`),
    );
  });

  test('its stack synthesizes', () => {
    const block = blocks[1]?.replace('app.synth();', 'export { stack };');
    const stack = load(block)['stack'] as ReturnType<typeof testStack>;
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(onlyResource(content, { tfResourceType: 'aws_vpc' })['cidr_block']).toBe('10.8.0.0/16');
    expect(Object.keys(resources(content, { tfResourceType: 'aws_nat_gateway' }))).toHaveLength(2);
  });

  test('its service graph holds, and is drawn', () => {
    const index = blocks.findIndex((one) => one.includes('ServiceGraph'));
    const code = `
      import { App } from 'cdk8s';
      import { InClusterPostgres } from 'isthmus/k8s/backing';
      import { ServiceGraph } from 'isthmus/k8s/graph';
      import { NamespaceChart } from 'isthmus/k8s/manifest';
      import { WebService } from 'isthmus/k8s/workload';
      const app = new App();
      ${blocks[index]?.replace('console.log(graph.toMermaid());', 'export { chart, graph };')}`;
    const { chart, graph } = load(code) as { chart: NamespaceChart; graph: ServiceGraph };
    expect(graph.edges().map((one) => `${one.kind} ${one.from} ${one.to}`)).toEqual([
      'routes gateway orders',
      'routes gateway users',
      'uses orders postgres',
      'calls orders users',
    ]);
    expect(manifestFiles([chart]).size).toBeGreaterThan(20);
    expect(collectProblems(chart)).toEqual([]);
    expect((blocks[index] ?? '').trim().split('\n').length).toBeLessThanOrEqual(15);
  });

  test.each([...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path))(
    'links to %s, which is there',
    (path) => {
      expect(() => readFileSync(join(__dirname, '..', path), { flag: 'r' })).not.toThrow(/ENOENT/);
    },
  );
});
