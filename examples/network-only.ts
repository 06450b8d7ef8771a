import { App } from 'cdktf';
import { Network } from 'isthmus/aws/network';
import { AwsStack } from 'isthmus/aws/stack';

// One stack with one VPC: public and private subnets in two zones, a NAT gateway in each, flow logs.
// Compiled, `npx cdktf diff --app 'node network-only.js'` plans it.
const app = new App();
const stack = new AwsStack(app, 'demo-eu-west-1-network', {
  project: 'shop',
  environment: 'demo',
  owner: 'platform',
  costCentre: 'cc-1',
  account: '555555555555',
  region: 'eu-west-1',
  // For a first try. Where several people or a pipeline work, it is { kind: 's3', ... }: examples/bootstrap.ts.
  state: { kind: 'local', path: 'terraform.tfstate' },
});
new Network(stack, 'network', {
  range: '10.8.0.0/16',
  zones: ['eu-west-1a', 'eu-west-1b'],
  subnets: { public: 'slots', private: 'slots' },
  nat: 'perZone',
  // What holds something refuses to be destroyed unless it is told.
  deletionProtection: false,
});
app.synth();
