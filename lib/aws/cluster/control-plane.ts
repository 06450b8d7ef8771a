import { EksCluster, type EksClusterConfig } from '@cdktf/provider-aws/lib/eks-cluster';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import { Construct } from 'constructs';
import { sortedEntries } from '../../core/sorted-entries';
import { EncryptionKey } from '../encryption/encryption-key';
import { LogGroup } from '../logs/log-group';
import { checkedName } from '../stack/aws-stack';
import { resourcesOf } from '../stack/depends-on';
import { overridden } from '../stack/override';
import { policyDocument } from '../stack/policy';
import { Role } from '../stack/role';
import { autoPolicies, autoTagging, type BuiltInPools } from './auto-mode';
import { attachManagedPolicies } from './managed-policy';
import type { ClusterNaming } from './naming';
import type { ClusterEndpoint, ClusterProps } from './props';

/** Logs that a control plane writes; all of them are kept (EKS User Guide, "Send control plane logs to CloudWatch Logs"). */
export const controlPlaneLogs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** The range that services get when nothing is said: one of the two that EKS itself chooses among. */
export const defaultServiceRange = '172.20.0.0/16';

/** The role of the control plane: EKS acts with it in the account. */
export class ControlPlaneRole extends Construct {
  /** ARN of the role. */
  readonly roleArn: string;
  /** Name of the role, as a reference. */
  readonly roleName: string;

  constructor(scope: Construct, id: string, naming: ClusterNaming, props: ClusterProps) {
    super(scope, id);
    const auto = props.compute === 'auto';
    const config: IamRoleConfig = {
      name: checkedName(this, 'aws_iam_role', naming.role('cluster')),
      description: `Control plane of EKS cluster ${naming.cluster}`,
      assumeRolePolicy: policyDocument(this, [
        {
          sid: 'Trust',
          // Auto Mode tags the session with the cluster's name (EKS User Guide, "Amazon EKS Auto Mode cluster IAM role").
          actions: auto ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'],
          principals: { services: ['eks.amazonaws.com'] },
        },
      ]),
    };
    const role = new Role(
      this,
      'Resource',
      overridden(this, 'clusterRole', config, props.overrides?.clusterRole),
    );
    attachManagedPolicies(this, role.name, ['AmazonEKSClusterPolicy', ...(auto ? autoPolicies : [])]);
    if (auto) autoTagging(this, role.name, naming.cluster);
    this.roleArn = role.arn;
    this.roleName = role.name;
  }
}

/** What a {@link ControlPlane} is made from, beside the cluster's props. */
export interface ControlPlaneProps {
  /** Names of the cluster's parts. */
  readonly naming: ClusterNaming;
  /** Version of Kubernetes. */
  readonly version: string;
  /** The role EKS acts with. */
  readonly role: ControlPlaneRole;
  /** The props of the cluster. */
  readonly cluster: ClusterProps;
  /**
   * Pools and role of Auto Mode.
   * @default - no Auto Mode
   */
  readonly auto?: BuiltInPools;
}

/** The EKS cluster itself with what has to exist before it: the key of its secrets, the log group and its key. */
export function controlPlane(scope: Construct, props: ControlPlaneProps): EksCluster {
  const { naming, cluster, role, auto } = props;
  const deletionProtection = cluster.deletionProtection ?? true;
  const secretsKey = new EncryptionKey(scope, 'secrets-key', {
    name: naming.part('cluster-secrets'),
    description: `Secrets of EKS cluster ${naming.cluster}`,
    deletionProtection,
  });
  const logsKey = new EncryptionKey(scope, 'logs-key', {
    name: naming.part('cluster-logs'),
    description: `Control plane logs of EKS cluster ${naming.cluster}`,
    deletionProtection,
  });
  // EKS fixes the name. Were the group not there first, EKS would make one that keeps its events for ever.
  const logs = new LogGroup(scope, 'logs', {
    name: `/aws/eks/${naming.cluster}/cluster`,
    key: logsKey,
    retention: cluster.logRetention ?? 365,
  });
  const config: EksClusterConfig = {
    name: naming.cluster,
    version: props.version,
    roleArn: role.roleArn,
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
    // The add-ons are resources of ours; EKS's own copies would be theirs to overwrite.
    bootstrapSelfManagedAddons: false,
    deletionProtection,
    enabledClusterLogTypes: [...controlPlaneLogs],
    encryptionConfig: { resources: ['secrets'], provider: { keyArn: secretsKey.keyArn } },
    upgradePolicy: { supportType: cluster.supportType ?? 'STANDARD' },
    zonalShiftConfig: { enabled: cluster.zonalShift ?? true },
    vpcConfig: {
      subnetIds: sortedByZone(cluster.network.privateSubnetIds),
      endpointPrivateAccess: true,
      ...publicAccess(cluster.endpoint ?? 'private'),
    },
    // All three are said in either case: EKS takes them together or not at all, and left out, Auto Mode would stay on.
    computeConfig: auto ? { enabled: true, ...auto } : { enabled: false },
    kubernetesNetworkConfig: {
      ipFamily: 'ipv4',
      serviceIpv4Cidr: cluster.serviceRange ?? defaultServiceRange,
      elasticLoadBalancing: { enabled: auto !== undefined },
    },
    storageConfig: { blockStorage: { enabled: auto !== undefined } },
    // Without the role's policies EKS could not take its network interfaces away again when it is deleted.
    dependsOn: resourcesOf(role, logs),
    lifecycle: { preventDestroy: deletionProtection },
  };
  return new EksCluster(scope, 'Resource', overridden(scope, 'cluster', config, cluster.overrides?.cluster));
}

function publicAccess(endpoint: ClusterEndpoint) {
  if (endpoint === 'private') return { endpointPublicAccess: false };
  const ranges = 'public' in endpoint ? ['0.0.0.0/0'] : [...new Set(endpoint.publicRanges)].sort();
  return { endpointPublicAccess: true, publicAccessCidrs: ranges };
}

/** Values by the order of their zones, so that the order they were written in changes nothing. */
export function sortedByZone(byZone: Readonly<Record<string, string>>): string[] {
  return sortedEntries(byZone).map(([, one]) => one);
}
