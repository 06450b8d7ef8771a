import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { attachAll, report } from '../../core/report';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { boundaryDocument, type PolicyStatement, policyDocument } from '../stack/policy';
import { BOUNDARY_NAME, boundaryDenials } from './boundary';
import { githubProblems } from './checks';
import { bootstrapErrors } from './errors';
import { GITHUB_ISSUER, type GithubRolesProps } from './github-roles-props';
import { deployPolicies } from './policies/deploy-policies';
import { guardrails } from './policies/guardrails';
import { planPolicies } from './policies/plan-policies';
import { BOOTSTRAP_PATH, type PolicyContext } from './policies/policy-context';
import { deploySubjects, planSubjects } from './subjects';

/** The most characters of a managed policy, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
export const POLICY_LIMIT = 6144;

/**
 * Two roles that GitHub Actions assumes through OIDC, without any stored credential. The plan role reads how things are configured, and
 * the environment's state; it reads no secret and no data and changes nothing, so it plans without the state's lock
 * (`TF_CLI_ARGS_plan=-lock=false`). The deploy role makes and destroys the environment's stacks; it stays within the named regions and
 * zones, within IAM names that begin with `<project>-<environment>-`, and cannot change these roles, the state store or the OIDC provider.
 *
 * A deployer that may make roles could give them more than it has. So it makes and changes only roles with a permissions boundary, which is made
 * here and which it cannot change: `<project>-<environment>-boundary`. The other stacks of the environment name it by
 * `permissionsBoundary: boundaryArn(...)`. It leaves a role what its policies allow, but for changing identities, acting as somebody
 * else, and the states, and buckets and secrets of the account whose names are not the environment's.
 *
 * Give environments of one account names of which none begins with another's and a hyphen: `prod` and `prod-eu` share the
 * prefix `prod-`.
 *
 * Reports what `bootstrap` of docs/errors.md lists.
 */
export class GithubRoles extends Construct {
  /** ARN of the role for `plan`. */
  readonly planRoleArn: string;
  /** ARN of the role for `apply` and `destroy`. */
  readonly deployRoleArn: string;
  /** ARN of GitHub's OIDC provider. */
  readonly providerArn: string;
  /** ARN of the policy that no role of the environment can exceed, known at synth. */
  readonly boundaryArn: string;
  private readonly stack: AwsStack;

  constructor(scope: Construct, id: string, props: GithubRolesProps) {
    super(scope, id);
    this.stack = AwsStack.of(this);
    attachAll(this, githubProblems(this.node.path, this.stack.account, props));
    this.providerArn = this.provider(props);
    const stores = [props.store, ...(props.furtherStores ?? [])];
    this.boundaryArn = `arn:${this.stack.partition}:iam::${this.stack.account}:policy${BOOTSTRAP_PATH}${this.stack.prefixed(BOUNDARY_NAME)}`;
    const context: PolicyContext = {
      partition: this.stack.partition,
      account: this.stack.account,
      prefix: this.stack.prefixed(''),
      environment: this.stack.environment,
      regions: [...new Set(props.regions)].sort(),
      hostedZoneIds: [...new Set(props.hostedZoneIds)].sort(),
      recordNames: [...new Set(props.recordNames)].sort(),
      boundaryArn: this.boundaryArn,
      stateBucketArns: stores.map((one) => one.bucketArn),
      stateKeyArns: stores.map((one) => one.keyArn),
      emptiedBuckets: this.emptied(props.emptyBuckets),
    };
    this.addBoundary(context, props);
    this.planRoleArn = this.role('plan', 'Reads what is there, to plan', planSubjects(props), props, {
      ...planPolicies(context),
    });
    this.deployRoleArn = this.role(
      'deploy',
      `Deploys ${this.stack.environment}`,
      deploySubjects(props),
      props,
      { ...deployPolicies(context), guardrails: guardrails(context) },
    );
  }

  private provider(props: GithubRolesProps): string {
    const { provider = 'create' } = props;
    if (provider !== 'create') return provider.arn;
    // IAM checks GitHub's certificate against its own store of authorities: a thumbprint is not needed any more.
    const config = { url: `https://${GITHUB_ISSUER}`, clientIdList: ['sts.amazonaws.com'] };
    return new IamOpenidConnectProvider(
      this,
      'provider',
      overridden(this, 'provider', config, props.overrides?.provider),
    ).arn;
  }

  /** Names of buckets begin with the environment's prefix, then have account and region. */
  private emptied(choice: GithubRolesProps['emptyBuckets'] = 'refused'): string[] {
    const { partition, account } = this.stack;
    const arn = (...parts: readonly string[]) =>
      `arn:${partition}:s3:::${this.stack.prefixed(...parts, '*')}`;
    if (choice === 'refused') return [];
    if (choice === 'allowed') return [arn()];
    return [...new Set(choice.regions)].sort().map((region) => arn(account, region));
  }

  private role(
    kind: 'plan' | 'deploy',
    description: string,
    subjects: readonly string[],
    props: GithubRolesProps,
    policies: Readonly<Record<string, readonly PolicyStatement[]>>,
  ): string {
    const config = {
      name: physicalName(this, 'aws_iam_role', this.stack.region, kind),
      path: BOOTSTRAP_PATH,
      description,
      maxSessionDuration: 3600,
      assumeRolePolicy: this.trust(subjects),
    };
    const role = new IamRole(this, kind, overridden(this, kind, config, props.overrides?.[kind]));
    for (const name of Object.keys(policies).sort()) {
      this.attach(role, kind, name, policies[name] ?? []);
    }
    return role.arn;
  }

  private attach(role: IamRole, kind: string, name: string, statements: readonly PolicyStatement[]): void {
    const document = this.short(`${kind}-${name}`, policyDocument(this, statements));
    const policy = new IamPolicy(this, `${kind}-${name}`, {
      name: physicalName(this, 'aws_iam_policy', this.stack.region, kind, name),
      path: BOOTSTRAP_PATH,
      description: `What ${kind} may: ${name}`,
      policy: document,
    });
    new IamRolePolicyAttachment(this, `${kind}-${name}-attached`, { role: role.name, policyArn: policy.arn });
  }

  private addBoundary(context: PolicyContext, props: GithubRolesProps): void {
    const config = {
      name: physicalName(this, 'aws_iam_policy', BOUNDARY_NAME),
      path: BOOTSTRAP_PATH,
      description: `What no role of ${this.stack.environment} can exceed`,
      policy: this.short(BOUNDARY_NAME, boundaryDocument(this, boundaryDenials(context))),
    };
    new IamPolicy(this, BOUNDARY_NAME, overridden(this, BOUNDARY_NAME, config, props.overrides?.boundary));
  }

  /** It names the state's key a few times, which Terraform fills in: the parts stay far enough below the limit for that. */
  private short(name: string, document: string): string {
    if (document.length > POLICY_LIMIT) {
      report(this, bootstrapErrors['policy-too-long'], {
        found: `the policy ${name} has ${document.length} characters, IAM takes ${POLICY_LIMIT}`,
        fix: 'name fewer regions or zones, or split the environment',
      });
    }
    return document;
  }

  private trust(subjects: readonly string[]): string {
    return policyDocument(this, [
      {
        sid: 'GithubActions',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        principals: { federated: [this.providerArn] },
        conditions: {
          StringEquals: {
            [`${GITHUB_ISSUER}:aud`]: 'sts.amazonaws.com',
            [`${GITHUB_ISSUER}:sub`]: [...subjects].sort(),
          },
        },
      },
    ]);
  }
}
