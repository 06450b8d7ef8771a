import type { EksAddonConfig } from '@cdktf/provider-aws/lib/eks-addon';
import type { EksClusterConfig } from '@cdktf/provider-aws/lib/eks-cluster';
import type { EksNodeGroupConfig } from '@cdktf/provider-aws/lib/eks-node-group';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { LaunchTemplateConfig } from '@cdktf/provider-aws/lib/launch-template';
import type { SqsQueueConfig } from '@cdktf/provider-aws/lib/sqs-queue';
import type { EksVersion } from '../../core/versions/eks';
import type { RetentionDays } from '../logs/log-group';
import type { Override } from '../stack/override';
import type { NodeGroupProps } from './node-group/props';

/** What a cluster needs to know of its network. */
export interface ClusterNetwork {
  /** Id of the private subnet of every zone, by the zone's name: two zones or more. */
  readonly privateSubnetIds: Readonly<Record<string, string>>;
}

/**
 * Who reaches the API server. From within the VPC always; from outside nobody, or the given public ranges, or everybody (who
 * still has to authenticate).
 */
export type ClusterEndpoint =
  | 'private'
  | { readonly publicRanges: readonly string[] }
  | { readonly public: 'wholeInternet' };

/** An EKS add-on: which version, and how it is set. */
export interface AddonProps {
  /**
   * Version, for example `v1.13.1-eksbuild.1`. A version that EKS chose stays when the cluster is upgraded, so name
   * it to upgrade the add-on.
   * @default - what EKS offers by default for the cluster's version when the add-on is made
   */
  readonly version?: string;
  /**
   * Configuration values by the add-on's own schema (`aws eks describe-addon-configuration`), merged over the cluster's own.
   * @default - none
   */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** The add-ons of a cluster without Auto Mode, all of which it always has. */
export interface AddonsProps {
  /**
   * Pod networking and network policies. Sets `enableNetworkPolicy` to `"true"`.
   * @default - EKS's version
   */
  readonly vpcCni?: AddonProps;
  /**
   * Services.
   * @default - EKS's version
   */
  readonly kubeProxy?: AddonProps;
  /**
   * The agent that gives pods their role.
   * @default - EKS's version
   */
  readonly podIdentityAgent?: AddonProps;
  /**
   * Names.
   * @default - EKS's version
   */
  readonly coredns?: AddonProps;
  /**
   * Volumes. Sets `controller.extraVolumeTags` to the stack's tags.
   * @default - EKS's version
   */
  readonly ebsCsi?: AddonProps;
}

/** What Karpenter needs in the cloud. Karpenter itself is installed in the cluster. */
export interface KarpenterProps {
  /**
   * Namespace of the controller.
   * @default 'kube-system'
   */
  readonly namespace?: string;
  /**
   * Service account of the controller.
   * @default 'karpenter'
   */
  readonly serviceAccount?: string;
}

/** Node pools that EKS Auto Mode brings along (EKS User Guide, "Enable or disable built-in NodePools"). */
export type AutoNodePool = 'general-purpose' | 'system';

/** What every kind of cluster is made from. */
export interface ClusterCommonProps {
  /** The network it stands in. */
  readonly network: ClusterNetwork;
  /**
   * The whole name. Roles, keys and templates of the cluster are named after it.
   * @default - `<project>-<environment>`, see {@link clusterName}
   */
  readonly name?: string;
  /**
   * Kubernetes version of the control plane. EKS upgrades by one minor at a time, and never back.
   * @default '1.36'
   */
  readonly version?: EksVersion;
  /**
   * What happens at the end of standard support: EKS upgrades the cluster (STANDARD), or it goes on at extra cost (EXTENDED).
   * @default 'STANDARD'
   */
  readonly supportType?: 'STANDARD' | 'EXTENDED';
  /**
   * Who reaches the API server.
   * @default 'private'
   */
  readonly endpoint?: ClusterEndpoint;
  /**
   * Addresses of services, a private range of /12 to /24 that nothing the pods talk to uses. Cannot be changed later.
   * @default '172.20.0.0/16'
   */
  readonly serviceRange?: string;
  /**
   * Days that the logs of the control plane are kept.
   * @default 365
   */
  readonly logRetention?: RetentionDays;
  /**
   * Whether EKS and Terraform refuse to delete the cluster, and Terraform its keys.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether AWS may shift traffic away from a zone that is impaired (EKS User Guide, "Zonal shift").
   * @default true
   */
  readonly zonalShift?: boolean;
  /**
   * The key that the volumes of pods may be encrypted with: a key of the cluster's own, to be named in storage classes, or
   * the account's key `aws/ebs`, which cannot be shared with another account or region.
   * @default 'own'
   */
  readonly volumeKey?: 'own' | 'awsManaged';
  /**
   * Whether people may open a shell on nodes through Systems Manager.
   * @default 'none'
   */
  readonly nodeAccess?: 'none' | 'sessionManager';
  /**
   * Changes to the resources themselves. Those of node groups and add-ons apply to each.
   * @default - none
   */
  readonly overrides?: ClusterOverrides;
}

/** Steps around the construct, by resource. */
export interface ClusterOverrides {
  /** @default - none */
  readonly cluster?: Override<EksClusterConfig>;
  /** @default - none */
  readonly clusterRole?: Override<IamRoleConfig>;
  /** @default - none */
  readonly nodeRole?: Override<IamRoleConfig>;
  /** @default - none */
  readonly nodeGroup?: Override<EksNodeGroupConfig>;
  /** @default - none */
  readonly launchTemplate?: Override<LaunchTemplateConfig>;
  /** @default - none */
  readonly addon?: Override<EksAddonConfig>;
  /** @default - none */
  readonly interruptionQueue?: Override<SqsQueueConfig>;
}

/** A cluster of managed node groups. */
export interface NodeGroupClusterProps extends ClusterCommonProps {
  /**
   * Who manages the nodes.
   * @default 'nodeGroups'
   */
  readonly compute?: 'nodeGroups';
  /** Node groups by name; at least one, for the cluster's own add-ons. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
  /**
   * Versions and settings of the add-ons.
   * @default - EKS's versions, with the settings said at each
   */
  readonly addons?: AddonsProps;
  /**
   * The cloud half of Karpenter.
   * @default - none
   */
  readonly karpenter?: KarpenterProps;
  /** @default - none: belongs to Auto Mode */
  readonly autoNodePools?: never;
}

/** A cluster in EKS Auto Mode, which brings its own nodes, add-ons and autoscaling. */
export interface AutoClusterProps extends ClusterCommonProps {
  /** Who manages the nodes. */
  readonly compute: 'auto';
  /**
   * Node pools that EKS makes. None is allowed: the pools then come as manifests.
   * @default ['general-purpose', 'system']
   */
  readonly autoNodePools?: readonly AutoNodePool[];
  /** @default - none: belongs to managed nodes */
  readonly nodeGroups?: never;
  /** @default - none: belongs to managed nodes */
  readonly addons?: never;
  /** @default - none: belongs to managed nodes */
  readonly karpenter?: never;
}

/** What a {@link Cluster} is made from. */
export type ClusterProps = NodeGroupClusterProps | AutoClusterProps;
