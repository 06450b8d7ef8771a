import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStack, stateObjectOf } from '../../../sandbox/layers/stack-file';

let output: string;
beforeAll(() => {
  output = mkdtempSync(join(tmpdir(), 'stack-file-'));
});
afterAll(() => rmSync(output, { recursive: true }));

function write(id: string, content: object): void {
  mkdirSync(join(output, 'stacks', id), { recursive: true });
  writeFileSync(join(output, 'stacks', id, 'cdk.tf.json'), JSON.stringify(content));
}

test('says where a state is as the file has it, also in another region than the primary one', () => {
  const s3 = { bucket: 'shop-prod-us-west-2-state', key: 'prod-us-west-2-data', region: 'us-west-2' };
  write('prod-us-west-2-data', { terraform: { backend: { s3 } } });
  expect(stateObjectOf(output, 'prod-us-west-2-data')).toEqual(s3);
});

test('knows a state that is in no bucket', () => {
  const content = { terraform: { backend: { local: { path: 'bootstrap.tfstate' } } } };
  write('dev-us-east-1-bootstrap', content);
  expect(readStack(output, 'dev-us-east-1-bootstrap')).toEqual(content);
  expect(stateObjectOf(output, 'dev-us-east-1-bootstrap')).toBeUndefined();
});
