import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { GithubRoles } from '../lib/aws/bootstrap/github-roles';
import { StateStore } from '../lib/aws/bootstrap/state-store';
import { AwsStack } from '../lib/aws/stack/aws-stack';
import { isProtected, ownership, type Place, stackId } from './place';

/**
 * What has to be there before any other stack: the state bucket with its key, and the roles that plan and deploy. Its own
 * state is a file, since the bucket is not there yet; it holds no secret and belongs into version control.
 */
export class BootstrapStack extends AwsStack {
  constructor(scope: Construct, place: Place) {
    const id = stackId(place, 'bootstrap');
    super(scope, id, { ...ownership(place), state: { kind: 'local', path: `../../../state/${id}.tfstate` } });
    const { delivery, regions } = place.environment;
    const store = new StateStore(this, 'state', { deletionProtection: isProtected(place) });
    const roles = new GithubRoles(this, 'delivery', {
      repository: delivery.repository,
      deployEnvironment: delivery.githubEnvironment ?? place.environment.name,
      ...(delivery.oidcProvider === 'existing' && { provider: { arn: this.githubProviderArn() } }),
      regions: Object.keys(regions).sort(),
      hostedZoneIds: Object.values(regions).flatMap((one) => one?.edge?.hostedZoneId ?? []),
      store,
    });
    new TerraformOutput(this, 'state_bucket', { value: store.bucketName });
    new TerraformOutput(this, 'plan_role_arn', { value: roles.planRoleArn });
    new TerraformOutput(this, 'deploy_role_arn', { value: roles.deployRoleArn });
  }

  private githubProviderArn(): string {
    return `arn:${this.partition}:iam::${this.account}:oidc-provider/token.actions.githubusercontent.com`;
  }
}
