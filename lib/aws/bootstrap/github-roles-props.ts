import type { IamOpenidConnectProviderConfig } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import type { IamPolicyConfig } from '@cdktf/provider-aws/lib/iam-policy';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { Override } from '../stack/override';
import type { IStateStore } from './state-store';

/** Who signs the tokens of GitHub Actions. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** What of a repository may plan. */
export interface PlanSources {
  /**
   * Whether workflows of pull requests may. GitHub gives those from forks no token.
   * @default 'allowed'
   */
  readonly pullRequests?: 'allowed' | 'refused';
  /**
   * Branches whose workflows may; no wildcards.
   * @default ['main']
   */
  readonly branches?: readonly string[];
}

/** What `GithubRoles` are made from. */
export interface GithubRolesProps {
  /**
   * The repository as the subject of its tokens has it: `owner@123456/name@456789`, the ids from `gh api repos/owner/name`; for
   * a repository made before 15 July 2026 that never changed over, `owner/name` (GitHub, "OpenID Connect reference", immutable
   * subject claims).
   */
  readonly repository: string;
  /** The GitHub environment whose jobs may deploy; its protection rules say who approves. */
  readonly deployEnvironment: string;
  /** Regions that may be deployed to. */
  readonly regions: readonly string[];
  /** Where the state is. */
  readonly store: IStateStore;
  /**
   * Where more of it is: that of a standby region is kept there, so that it can be applied while the primary region is lost.
   * @default - nowhere else
   */
  readonly furtherStores?: readonly IStateStore[];
  /**
   * GitHub's OIDC provider: an account has one, so the second environment of an account names that of the first.
   * @default 'create'
   */
  readonly provider?: 'create' | { readonly arn: string };
  /**
   * What may plan.
   * @default - pull requests and the branch main
   */
  readonly planFrom?: PlanSources;
  /**
   * Ids of the Route 53 zones whose records may be changed.
   * @default - none
   */
  readonly hostedZoneIds?: readonly string[];
  /**
   * Names whose records may be changed in those zones, each with all that is below it, for example `api.microshop.com`.
   * @default - all of the zones
   */
  readonly recordNames?: readonly string[];
  /**
   * Whether the deployer may delete the objects of the environment's buckets, as destroying a bucket with
   * `emptyOnDestroy: 'everyVersion'` needs; of all its regions, or of some. Never those of the state buckets.
   * @default 'refused'
   */
  readonly emptyBuckets?: 'refused' | 'allowed' | { readonly regions: readonly string[] };
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: {
    readonly provider?: Override<IamOpenidConnectProviderConfig>;
    readonly plan?: Override<IamRoleConfig>;
    readonly deploy?: Override<IamRoleConfig>;
    readonly boundary?: Override<IamPolicyConfig>;
  };
}
