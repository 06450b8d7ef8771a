import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { emptyFolder, readFiles } from './support/folder';

const folder = join(__dirname, '..', 'examples');

/** Runs an example as its reader would, and gives what it wrote: the package's own names stand for lib. */
function run(name: string): Map<string, string> {
  const { code } = transformSync(readFileSync(join(folder, name), 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const require = createRequire(__filename);
  const out = emptyFolder();
  process.env['CDKTF_OUTDIR'] = join(out, 'cdktf.out');
  process.env['CDK8S_OUTDIR'] = join(out, 'dist');
  try {
    new Function('require', 'module', 'exports', code)(
      (from: string) =>
        from.startsWith('isthmus/')
          ? jest.requireActual(`../lib/${from.slice('isthmus/'.length)}`)
          : require(from),
      {},
      {},
    );
  } finally {
    delete process.env['CDKTF_OUTDIR'];
    delete process.env['CDK8S_OUTDIR'];
  }
  return new Map(Object.entries(readFiles(out)));
}

/** The types of a stack's resources, and how many of each. */
function typesOf(files: ReadonlyMap<string, string>, stack: string): Record<string, number> {
  const text = files.get(`cdktf.out/stacks/${stack}/cdk.tf.json`) ?? '{}';
  const { resource = {} } = JSON.parse(text) as { resource?: Record<string, object> };
  return Object.fromEntries(Object.entries(resource).map(([type, all]) => [type, Object.keys(all).length]));
}

const stacksIn = (files: ReadonlyMap<string, string>) =>
  [...files.keys()].flatMap((path) => /^cdktf\.out\/stacks\/([^/]+)\/cdk\.tf\.json$/.exec(path)?.[1] ?? []);

describe('the examples', () => {
  test('are these', () => {
    expect(readdirSync(folder).sort()).toEqual([
      'bootstrap.ts',
      'network-only.ts',
      'service-with-database.ts',
    ]);
  });

  test('a network alone', () => {
    const files = run('network-only.ts');
    expect(stacksIn(files)).toEqual(['demo-eu-west-1-network']);
    expect(typesOf(files, 'demo-eu-west-1-network')).toMatchObject({
      aws_vpc: 1,
      aws_subnet: 4,
      aws_nat_gateway: 2,
      aws_flow_log: 1,
    });
  });

  test('what comes before all else', () => {
    const types = typesOf(run('bootstrap.ts'), 'demo-eu-west-1-bootstrap');
    expect(types).toMatchObject({ aws_s3_bucket: 2, aws_iam_role: 2, aws_iam_openid_connect_provider: 1 });
  });

  test('a service with a database, both ends of it', () => {
    const files = run('service-with-database.ts');
    expect(stacksIn(files).sort()).toEqual(
      ['cluster', 'data', 'network', 'platform'].map((layer) => `demo-eu-west-1-${layer}`),
    );
    expect(typesOf(files, 'demo-eu-west-1-data')).toMatchObject({ aws_db_instance: 1 });
    expect(typesOf(files, 'demo-eu-west-1-platform')).toMatchObject({
      kubernetes_config_map_v1: 1,
      aws_eks_pod_identity_association: 1,
      aws_vpc_security_group_ingress_rule: 1,
    });
    const manifests = [...files].filter(([path]) => path.startsWith('dist/')).map(([, text]) => text);
    expect(manifests.join('\n')).toMatch(/name: DB_HOST\n\s+valueFrom:\n\s+configMapKeyRef:/);
    expect(manifests.join('\n')).not.toContain('${');
  });
});
