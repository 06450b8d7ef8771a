import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { Construct } from 'constructs';
import { isDnsLabel } from '../../core/kubernetes-names';
import { report } from '../../core/report';
import { AwsStack } from '../stack/aws-stack';
import { clusterErrors } from './errors';

/** Access policies by what they give (EKS User Guide, "Review access policy permissions"). */
export const accessPolicies = {
  /** Everything in the whole cluster. */
  clusterAdmin: 'AmazonEKSClusterAdminPolicy',
  /** Almost everything in namespaces, roles and bindings too. */
  admin: 'AmazonEKSAdminPolicy',
  /** Reading and writing most objects of namespaces, secrets too. */
  edit: 'AmazonEKSEditPolicy',
  /** Reading most objects of namespaces, without secrets. */
  view: 'AmazonEKSViewPolicy',
} as const;

/** What an access policy gives. */
export type AccessPolicy = keyof typeof accessPolicies;

/** Who gets access to the Kubernetes API, and how much. */
export interface AccessGrant {
  /** ARN of the IAM role or user. For people of IAM Identity Center: the role below `aws-reserved/sso.amazonaws.com`. */
  readonly principalArn: string;
  /** How much. */
  readonly policy: AccessPolicy;
  /**
   * Where: names of namespaces, with `*` for any text, for example `shop-*`.
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
  /**
   * Groups of Kubernetes that it is in, to which role bindings in the cluster give what no policy does.
   * @default - none
   */
  readonly groups?: readonly string[];
}

/** Groups that EKS keeps for itself (EKS User Guide, "Create access entries"). */
const RESERVED_GROUP = /^(system|eks|aws|amazon|iam):/;

/** Who may reach the API of one cluster. EKS keeps one entry per principal, and nobody has one that is not made here. */
export class AccessEntries extends Construct {
  private readonly idByPrincipal = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly clusterName: string,
  ) {
    super(scope, id);
  }

  /** Makes the entry of a principal and its policy. Reports `cluster/access-principal`, `-duplicate`, `-scope` and `-group`. */
  grant(id: string, grant: AccessGrant): void {
    if (!this.claim(id, grant.principalArn)) return;
    this.checkScope(id, grant);
    this.checkGroups(id, grant);
    const { partition } = AwsStack.of(this);
    const scope = new Construct(this, id || '-');
    const groups = [...(grant.groups ?? [])].sort();
    const entry = this.entry(scope, grant.principalArn, 'STANDARD', groups);
    const namespaces = [...(grant.namespaces ?? [])].sort();
    new EksAccessPolicyAssociation(scope, 'policy', {
      clusterName: this.clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${accessPolicies[grant.policy]}`,
      accessScope: grant.namespaces ? { type: 'namespace', namespaces } : { type: 'cluster' },
    });
  }

  /** Lets nodes of a role join. EKS does it itself for managed node groups and the pools of Auto Mode. */
  grantNodes(id: string, roleArn: string): void {
    if (this.claim(id, roleArn)) this.entry(new Construct(this, id || '-'), roleArn, 'EC2_LINUX');
  }

  private entry(
    scope: Construct,
    principalArn: string,
    type: 'STANDARD' | 'EC2_LINUX',
    groups: readonly string[] = [],
  ): EksAccessEntry {
    return new EksAccessEntry(scope, 'Resource', {
      clusterName: this.clusterName,
      principalArn,
      type,
      ...(groups.length > 0 && { kubernetesGroups: [...groups] }),
    });
  }

  private claim(id: string, principalArn: string): boolean {
    const fault = principalFault(principalArn);
    if (fault) report(this, clusterErrors['access-principal'], { at: id, ...fault });
    const other = this.idByPrincipal.get(principalArn) ?? (this.node.tryFindChild(id) ? id : undefined);
    if (other !== undefined) {
      report(this, clusterErrors['access-duplicate'], {
        at: id,
        found: `${principalArn} as "${id}", where "${other}" exists`,
        fix: 'grant each principal once, under an id of its own',
      });
      return false;
    }
    this.idByPrincipal.set(principalArn, id);
    return true;
  }

  private checkScope(id: string, { policy, namespaces }: AccessGrant): void {
    if (!namespaces) return;
    const bad = namespaces.filter((one) => !isDnsLabel(one.replaceAll('*', 'x')));
    if (policy !== 'clusterAdmin' && namespaces.length > 0 && bad.length === 0) return;
    report(this, clusterErrors['access-scope'], {
      at: `${id}.namespaces`,
      found: `${policy} in ${bad.length > 0 ? bad.map((one) => `"${one}"`).join(', ') : `[${namespaces.join(', ')}]`}`,
      fix:
        policy === 'clusterAdmin'
          ? "say policy: 'admin', or leave the namespaces out"
          : 'name namespaces, or leave the list out for the whole cluster',
    });
  }

  private checkGroups(id: string, { groups = [] }: AccessGrant): void {
    const reserved = groups.filter((one) => one === '' || RESERVED_GROUP.test(one));
    if (reserved.length === 0) return;
    report(this, clusterErrors['access-group'], {
      at: `${id}.groups`,
      found: `${reserved.map((one) => `"${one}"`).join(', ')}, which EKS keeps for itself`,
      fix: 'name a group of your own, for example team:payments, and bind a role to it',
    });
  }
}

/** Why an ARN cannot have an access entry, or `undefined`; one that is known only after deploy passes. Pure. */
export function principalFault(arn: string): { readonly found: string; readonly fix: string } | undefined {
  if (arn.includes('${') || /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.test(arn))
    return undefined;
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  const found = `"${arn}"${session ? ', a session' : ''}`;
  if (!session) return { found, fix: 'give the ARN of an IAM role or user' };
  return { found, fix: `give the role, for example arn:${session[1]}:iam::${session[2]}:role/${session[3]}` };
}
