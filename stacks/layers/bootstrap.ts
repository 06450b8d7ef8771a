import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { GithubRoles } from '../../lib/aws/bootstrap/github-roles';
import type { GithubRolesProps } from '../../lib/aws/bootstrap/github-roles-props';
import { type IStateStore, StateStore } from '../../lib/aws/bootstrap/state-store';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { healthCheckMetricsRegion } from '../../lib/core/route53';
import { stateStoreContract } from '../contracts';
import { isProtected, ownership, type Place, stackId } from '../place';

/**
 * What has to be there before any other stack: the state bucket with its key, and the roles that plan and deploy. Its own
 * state is a file, since the bucket is not there yet; it holds no secret and belongs into version control.
 */
export class BootstrapStack extends AwsStack {
  /**
   * @param scope - the app
   * @param place - the primary region
   * @param standby - keeps the states of the standby region; the roles work there too
   */
  constructor(scope: Construct, place: Place, standby?: StateStoreStack) {
    super(scope, stackId(place, 'bootstrap'), bootstrapProps(place));
    const { delivery, regions, recovery } = place.environment;
    const store = addStore(this, place);
    const roles = new GithubRoles(this, 'delivery', {
      repository: delivery.repository,
      deployEnvironment: delivery.githubEnvironment ?? place.environment.name,
      ...(delivery.oidcProvider === 'existing' && { provider: { arn: this.githubProviderArn() } }),
      // Alarms on health checks stand where their metrics are, whatever the two regions.
      regions: [
        ...Object.keys(regions),
        ...(recovery ? [recovery.standby, healthCheckMetricsRegion] : []),
      ].sort(),
      hostedZoneIds: Object.values(regions).flatMap((one) => one?.edge?.hostedZoneId ?? []),
      recordNames: Object.values(regions).flatMap((one) => one?.edge?.host ?? []),
      emptyBuckets: emptied(place, standby?.place),
      store,
      ...(standby && { furtherStores: [this.further(standby)] }),
    });
    new TerraformOutput(this, 'state_bucket', { value: store.bucketName });
    new TerraformOutput(this, 'plan_role_arn', { value: roles.planRoleArn });
    new TerraformOutput(this, 'deploy_role_arn', { value: roles.deployRoleArn });
  }

  private githubProviderArn(): string {
    return `arn:${this.partition}:iam::${this.account}:oidc-provider/token.actions.githubusercontent.com`;
  }

  private further(stack: StateStoreStack): IStateStore {
    const { bucket_arn, key_arn } = stateStoreContract.read(this, stack);
    return { bucketArn: bucket_arn, keyArn: key_arn };
  }
}

/**
 * The state bucket of a standby region, applied before the environment's other bootstrap: the roles, which exist once, are let in there.
 * Were its states in the primary region, nothing could be applied in the outage that the standby is for.
 */
export class StateStoreStack extends AwsStack {
  constructor(
    scope: Construct,
    readonly place: Place,
  ) {
    super(scope, stackId(place, 'bootstrap'), bootstrapProps(place));
    const store = addStore(this, place);
    stateStoreContract.publish(this, { bucket_arn: store.bucketArn, key_arn: store.keyArn });
    new TerraformOutput(this, 'state_bucket', { value: store.bucketName });
  }
}

/**
 * Never emptied by a destroy, also in an environment that may be destroyed: its stacks know of this one only by name, so nothing would
 * keep their states from going while what they are of is still there.
 */
function addStore(stack: AwsStack, place: Place): StateStore {
  return new StateStore(stack, 'state', { deletionProtection: isProtected(place) });
}

/** Whose buckets the deployer may empty: those of what may be destroyed. */
function emptied(place: Place, standby: Place | undefined): GithubRolesProps['emptyBuckets'] {
  if (!isProtected(place)) return 'allowed';
  return standby && !isProtected(standby) ? { regions: [standby.region] } : 'refused';
}

function bootstrapProps(place: Place) {
  const path = `../../../state/${stackId(place, 'bootstrap')}.tfstate`;
  return { ...ownership(place), state: { kind: 'local', path } } as const;
}
