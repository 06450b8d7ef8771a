import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import { Construct } from 'constructs';
import { checkedName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { serviceTrust } from '../stack/policy';
import { Role } from '../stack/role';
import { attachManagedPolicies, type ManagedPolicy } from './managed-policy';

/** What a {@link NodeRole} is made from. */
export interface NodeRoleProps {
  /** The role's whole name. */
  readonly name: string;
  /** What the role is for. */
  readonly description: string;
  /** What a node may do at all: join a cluster of managed nodes, or of Auto Mode, which needs less. */
  readonly joins: 'managed' | 'auto';
  /** Whether people may open a shell through Systems Manager. */
  readonly access: 'none' | 'sessionManager';
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly override?: Override<IamRoleConfig>;
}

/**
 * The role of nodes: join the cluster and pull images. AmazonEKS_CNI_Policy is not among its rights: the vpc-cni add-on has its
 * own role, so a pod that gets hold of the node's credentials cannot move network interfaces (EKS Best Practices Guide).
 */
export class NodeRole extends Construct {
  /** ARN of the role. */
  readonly roleArn: string;
  /** Name of the role, known at synth. */
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    this.roleName = checkedName(this, 'aws_iam_role', props.name);
    const config: IamRoleConfig = {
      name: this.roleName,
      description: props.description,
      assumeRolePolicy: serviceTrust(this, 'ec2.amazonaws.com'),
    };
    const role = new Role(this, 'Resource', overridden(this, 'nodeRole', config, props.override));
    const join: ManagedPolicy =
      props.joins === 'auto' ? 'AmazonEKSWorkerNodeMinimalPolicy' : 'AmazonEKSWorkerNodePolicy';
    attachManagedPolicies(this, role.name, [
      join,
      'AmazonEC2ContainerRegistryPullOnly',
      ...(props.access === 'sessionManager' ? (['AmazonSSMManagedInstanceCore'] as const) : []),
    ]);
    this.roleArn = role.arn;
  }
}
