import { App } from 'cdktf';
import { EncryptionKey, type EncryptionKeyProps } from 'isthmus/aws/encryption';
import { AwsStack } from 'isthmus/aws/stack';
import { standardTags } from 'isthmus/core/tags';

const app = new App({ outdir: 'cdktf.out', stackTraces: false });
const ownership = { project: 'consumer', environment: 'dev', owner: 'them', costCentre: 'cc' };
const stack = new AwsStack(app, 'dev-us-east-1-keys', {
  ...ownership,
  account: '111122223333',
  region: 'us-east-1',
  state: { kind: 'local', path: 'terraform.tfstate' },
  tags: { tags: String(Object.keys(standardTags(ownership)).length) },
});
const props: EncryptionKeyProps = { name: 'data', description: 'Data' };
new EncryptionKey(stack, 'key', props);
app.synth();
