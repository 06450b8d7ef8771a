import { App, TerraformOutput } from 'cdktf';
import { GithubRoles, StateStore } from 'isthmus/aws/bootstrap';
import { AwsStack } from 'isthmus/aws/stack';

// What an administrator applies once per environment: the bucket of all other states, and the roles by which GitHub Actions plans and
// deploys. Its own state is a file, since the bucket is not there yet: it holds no secret, so commit it.
const app = new App();
const stack = new AwsStack(app, 'demo-eu-west-1-bootstrap', {
  project: 'shop',
  environment: 'demo',
  owner: 'platform',
  costCentre: 'cc-1',
  account: '555555555555',
  region: 'eu-west-1',
  state: { kind: 'local', path: '../../../state/demo-eu-west-1-bootstrap.tfstate' },
});
const store = new StateStore(stack, 'state');
const roles = new GithubRoles(stack, 'delivery', {
  // With the ids that `gh api repos/shop/infrastructure` shows.
  repository: 'shop@123456/infrastructure@456789',
  deployEnvironment: 'demo',
  regions: ['eu-west-1'],
  store,
});
new TerraformOutput(stack, 'plan_role_arn', { value: roles.planRoleArn });
new TerraformOutput(stack, 'deploy_role_arn', { value: roles.deployRoleArn });
app.synth();
