import { isDeepStrictEqual } from 'node:util';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { AwsStack, checkedName } from '../stack/aws-stack';
import { type PolicyStatement, policyDocument } from '../stack/policy';
import { Role } from '../stack/role';
import { clusterErrors } from './errors';
import { attachManagedPolicies, type ManagedPolicy } from './managed-policy';

/** What a {@link PodIdentity} is made from. */
export interface PodIdentityProps {
  /** Name of the cluster, as a reference: the association waits until it exists. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Service account of the pods. */
  readonly serviceAccount: string;
  /** The role's whole name. */
  readonly roleName: string;
  /** Who binds the role to the service account: this construct, or an add-on by its own configuration. */
  readonly boundBy: 'association' | 'addon';
}

/**
 * The role of the pods of one service account, by EKS Pod Identity. Only the pods of this namespace, service account and cluster can
 * take it (EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity").
 */
export class PodIdentity extends Construct {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Service account of the pods. */
  readonly serviceAccount: string;
  /** ARN of the role; who uses it waits until the role exists. */
  readonly roleArn: string;
  /** Name of the role, known at synth. */
  readonly roleName: string;
  private readonly role: Role;
  private readonly statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    this.namespace = props.namespace;
    this.serviceAccount = props.serviceAccount;
    this.roleName = checkedName(this, 'aws_iam_role', props.roleName);
    this.role = new Role(this, 'Resource', {
      name: this.roleName,
      description: `Pods of ${props.namespace}/${props.serviceAccount} in an EKS cluster`,
      assumeRolePolicy: policyDocument(this, [podIdentityTrust(AwsStack.of(this).account, props)]),
    });
    this.roleArn = this.role.arn;
    if (props.boundBy === 'association') {
      new EksPodIdentityAssociation(this, 'association', {
        clusterName: props.clusterName,
        namespace: props.namespace,
        serviceAccount: props.serviceAccount,
        roleArn: this.role.arn,
        // Without session tags the trust policy above, which compares them, would let nobody in.
        disableSessionTags: false,
      });
    }
  }

  /** Lets the pods do something. Reports `cluster/identity-statement` for another statement with the same `sid`. */
  allow(statement: PolicyStatement): void {
    const same = this.statements.find((one) => one.sid === statement.sid);
    if (same && !isDeepStrictEqual(same, statement)) {
      report(this, clusterErrors['identity-statement'], {
        found: `two statements "${statement.sid}"`,
        fix: 'give each its own sid',
      });
    }
    if (same) return;
    this.statements.push(statement);
    if (this.node.tryFindChild('policy')) return;
    new IamRolePolicy(this, 'policy', {
      name: 'permissions',
      role: this.role.name,
      policy: Lazy.stringValue({ produce: () => this.policy() }),
    });
  }

  /** Gives the pods an AWS managed policy. */
  attach(policy: ManagedPolicy): void {
    if (this.node.tryFindChild(policy)) return;
    attachManagedPolicies(this, this.role.name, [policy]);
  }

  private policy(): string {
    return policyDocument(
      this,
      [...this.statements].sort((a, b) => (a.sid < b.sid ? -1 : 1)),
    );
  }
}

/**
 * Who may take the role of a service account. The keys are the session tags that EKS Pod Identity adds (EKS User Guide,
 * "Grant pods access to AWS resources based on tags"); TagSession is needed for it to add them.
 */
function podIdentityTrust(account: string, props: PodIdentityProps): PolicyStatement {
  return {
    sid: 'PodsOfOneServiceAccount',
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    principals: { services: ['pods.eks.amazonaws.com'] },
    conditions: {
      StringEquals: {
        'aws:SourceAccount': account,
        'aws:RequestTag/eks-cluster-arn': props.clusterArn,
        'aws:RequestTag/kubernetes-namespace': props.namespace,
        'aws:RequestTag/kubernetes-service-account': props.serviceAccount,
      },
    },
  };
}
