import { Construct } from 'constructs';
import { attachAll, report } from '../../core/report';
import { sortedEntries } from '../../core/sorted-entries';
import { defaultEksVersion, eksVersions } from '../../core/versions/eks';
import { checkSupport, supportOn } from '../../core/versions/support';
import { Connections } from '../connections/connections';
import { EncryptionKey } from '../encryption/encryption-key';
import { AwsStack, checkedName } from '../stack/aws-stack';
import { resourcesOf } from '../stack/depends-on';
import { AccessEntries, type AccessGrant } from './access';
import { Addons } from './addons';
import type { BuiltInPools } from './auto-mode';
import { checkCluster } from './check-cluster';
import { ControlPlaneRole, controlPlane } from './control-plane';
import { clusterErrors } from './errors';
import type { ICluster } from './icluster';
import { Identities, type IdentityOptions } from './identities';
import type { PodIdentity } from './identity';
import { type ClusterAttributes, ImportedCluster } from './imported-cluster';
import { Karpenter } from './karpenter/karpenter';
import { type ClusterNaming, clusterNaming } from './naming';
import { NodeGroup } from './node-group/node-group';
import { NodeRole } from './node-role';
import type { ClusterProps, NodeGroupClusterProps } from './props';
import { allowVolumeKey, allowVolumeKeyToRole } from './volume-key';

/**
 * An EKS cluster: private API server, secrets under a key of its own, every control plane log kept, access by entries only (its
 * creator gets none), nodes in managed groups or Auto Mode, add-ons with identities of their own.
 *
 * Reports what {@link checkCluster} finds, the support dates of the version (`versions/...`), `cluster/support-type` and names
 * that do not fit (`stack/name`).
 */
export class Cluster extends Construct implements ICluster {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly securityGroupId: string;
  readonly nodeRoleArn: string;
  readonly connections: Connections;
  /** Version of the control plane. */
  readonly version: string;
  /** ARN of the alias of the key for volumes, known at synth, for storage classes; `undefined` where AWS's key is used. */
  readonly volumeKeyAliasArn: string | undefined;
  /** Karpenter's half in the cloud, where it was asked for. */
  readonly karpenter: Karpenter | undefined;
  private readonly naming: ClusterNaming;
  private readonly access: AccessEntries;
  private readonly identities: Identities;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    this.naming = clusterNaming(this, props.name);
    this.version = props.version ?? defaultEksVersion;
    this.check(props);

    const role = new ControlPlaneRole(this, 'role', this.naming, props);
    const nodeRole = this.nodeRole(props);
    const auto = props.compute === 'auto' ? builtInPools(props.autoNodePools, nodeRole) : undefined;
    const cluster = controlPlane(this, {
      naming: this.naming,
      version: this.version,
      role,
      cluster: props,
      ...(auto && { auto }),
    });
    this.clusterName = cluster.name;
    this.clusterArn = stack.arn('eks', `cluster/${this.naming.cluster}`);
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.nodeRoleArn = nodeRole.roleArn;
    this.connections = new Connections({
      scope: this,
      name: 'cluster',
      securityGroupId: this.securityGroupId,
      egress: 'open',
    });
    this.access = new AccessEntries(this, 'access', cluster.name);
    this.identities = new Identities(this, 'identity', {
      clusterName: cluster.name,
      clusterArn: this.clusterArn,
      prefix: this.naming.cluster,
    });

    const key = this.volumeKey(props);
    this.volumeKeyAliasArn = key?.aliasArn;
    if (props.compute === 'auto') {
      if (key) allowVolumeKeyToRole(role, role.roleName, key);
      return;
    }
    const volumes = this.nodesAndAddons(props, nodeRole);
    if (key) allowVolumeKey(volumes, key);
    this.karpenter = props.karpenter && this.addKarpenter(props);
  }

  /** A cluster that exists already. */
  static fromAttributes(scope: Construct, id: string, attributes: ClusterAttributes): ICluster {
    return new ImportedCluster(scope, id, attributes);
  }

  /** The command that tells kubectl about the cluster. */
  get kubeconfigCommand(): string {
    return `aws eks update-kubeconfig --region ${AwsStack.of(this).region} --name ${this.naming.cluster}`;
  }

  grantAccess(id: string, grant: AccessGrant): void {
    this.access.grant(id, grant);
  }

  identityFor(namespace: string, serviceAccount: string, options?: IdentityOptions): PodIdentity {
    return this.identities.of(namespace, serviceAccount, options);
  }

  private check(props: ClusterProps): void {
    const { region, today } = AwsStack.of(this);
    checkedName(this, 'aws_eks_cluster', this.naming.cluster);
    checkSupport(this, 'version', eksVersions, this.version, today);
    attachAll(this, checkCluster(this.node.path, region, this.version, props));
    const support = supportOn(eksVersions, this.version, today);
    if (support.state === 'extended' && (props.supportType ?? 'STANDARD') === 'STANDARD') {
      report(this, clusterErrors['support-type'], {
        at: 'supportType',
        found: `STANDARD with ${this.version}, which has extended support only, until ${support.until}`,
        fix: "choose a version in standard support, or say supportType: 'EXTENDED' and pay for it",
      });
    }
  }

  private nodeRole(props: ClusterProps): NodeRole {
    const override = props.overrides?.nodeRole;
    return new NodeRole(this, 'node-role', {
      name: this.naming.role('node'),
      description: `Nodes of EKS cluster ${this.naming.cluster}`,
      joins: props.compute === 'auto' ? 'auto' : 'managed',
      access: props.nodeAccess ?? 'none',
      ...(override && { override }),
    });
  }

  private volumeKey(props: ClusterProps): EncryptionKey | undefined {
    if (props.volumeKey === 'awsManaged') return undefined;
    return new EncryptionKey(this, 'volumes-key', {
      name: this.naming.part('cluster-volumes'),
      description: `Volumes of EKS cluster ${this.naming.cluster}`,
      deletionProtection: props.deletionProtection ?? true,
    });
  }

  /** In the order that works: what nodes run, nodes, what runs on nodes. Returns the identity that makes volumes. */
  private nodesAndAddons(props: NodeGroupClusterProps, nodeRole: NodeRole): PodIdentity {
    const { overrides } = props;
    const addons = new Addons(this, 'addon', {
      clusterName: this.clusterName,
      identities: this.identities,
      addons: props.addons ?? {},
      ...(overrides?.addon && { override: overrides.addon }),
    });
    const dependsOn = [...addons.beforeNodes(), ...resourcesOf(nodeRole)];
    const scope = new Construct(this, 'nodes');
    const nodes = sortedEntries(props.nodeGroups ?? {}).map(([name, group]) => {
      const context = {
        clusterName: this.clusterName,
        templateName: this.naming.regional(name),
        version: this.version,
        roleArn: nodeRole.roleArn,
        subnetIds: props.network.privateSubnetIds,
        dependsOn,
        ...(overrides && { overrides }),
      };
      return new NodeGroup(scope, name || '-', context, group).dependable;
    });
    return addons.afterNodes(nodes);
  }

  private addKarpenter({ karpenter = {}, nodeAccess = 'none', overrides }: NodeGroupClusterProps): Karpenter {
    const context = {
      naming: this.naming,
      clusterArn: this.clusterArn,
      securityGroupId: this.securityGroupId,
      identities: this.identities,
      access: this.access,
      nodeAccess,
      ...(overrides && { overrides }),
    };
    return new Karpenter(this, 'karpenter', context, karpenter);
  }
}

function builtInPools(
  pools: readonly ('general-purpose' | 'system')[] | undefined,
  role: NodeRole,
): BuiltInPools {
  const nodePools = [...new Set(pools ?? (['general-purpose', 'system'] as const))].sort();
  return nodePools.length > 0 ? { nodePools, nodeRoleArn: role.roleArn } : { nodePools };
}
