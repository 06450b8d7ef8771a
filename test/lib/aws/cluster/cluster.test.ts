import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Cluster, type ClusterProps, clusterName } from '../../../../lib/aws/cluster';
import { Port, SecurityGroup } from '../../../../lib/aws/connections';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';
import { clusterStack, general, managed, network, spot } from './fixture';

const eks = (props: ClusterProps = managed) => onlyResource(clusterStack(props).stack, EksCluster);

describe('Cluster', () => {
  test('is closed, encrypted, logged and protected', () => {
    expect(eks()).toEqual({
      name: 'shop-test',
      version: '1.36',
      role_arn: '${aws_iam_role.cluster_role.arn}',
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      bootstrap_self_managed_addons: false,
      compute_config: { enabled: false },
      deletion_protection: true,
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      encryption_config: {
        provider: { key_arn: '${aws_kms_key.cluster_secrets-key.arn}' },
        resources: ['secrets'],
      },
      kubernetes_network_config: {
        elastic_load_balancing: { enabled: false },
        ip_family: 'ipv4',
        service_ipv4_cidr: '172.20.0.0/16',
      },
      storage_config: { block_storage: { enabled: false } },
      upgrade_policy: { support_type: 'STANDARD' },
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: false,
        subnet_ids: ['subnet-a', 'subnet-b', 'subnet-c'],
      },
      zonal_shift_config: { enabled: true },
      lifecycle: { prevent_destroy: true },
      depends_on: [
        'aws_iam_role.cluster_role',
        'aws_iam_role_policy_attachment.cluster_role_AmazonEKSClusterPolicy',
        'aws_cloudwatch_log_group.cluster_logs',
      ],
    });
  });

  test('opens its endpoint to ranges, or to everybody by name', () => {
    const ranges = eks({ ...managed, endpoint: { publicRanges: ['203.0.113.0/24', '198.51.100.0/24'] } });
    expect(ranges['vpc_config']).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ['198.51.100.0/24', '203.0.113.0/24'],
    });
    expect(eks({ ...managed, endpoint: { public: 'wholeInternet' } })['vpc_config']).toMatchObject({
      endpoint_public_access: true,
      public_access_cidrs: ['0.0.0.0/0'],
    });
  });

  test('writes its logs to a group that is there first, with a retention and a key of its own', () => {
    const { stack } = clusterStack({ ...managed, logRetention: 30 });
    expect(onlyResource(stack, CloudwatchLogGroup)).toEqual({
      name: '/aws/eks/shop-test/cluster',
      retention_in_days: 30,
      kms_key_id: '${aws_kms_key.cluster_logs-key.arn}',
    });
  });

  test('gives up its protection, with that of its keys, when told so', () => {
    const { stack } = clusterStack({
      ...managed,
      deletionProtection: false,
      zonalShift: false,
      supportType: 'EXTENDED',
    });
    expect(onlyResource(stack, EksCluster)).toMatchObject({
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
      zonal_shift_config: { enabled: false },
      upgrade_policy: { support_type: 'EXTENDED' },
    });
    const keys = Object.values(resources(stack, KmsKey));
    expect(keys).toHaveLength(3);
    expect(keys.map((one) => one['lifecycle'].prevent_destroy)).toEqual([false, false, false]);
  });

  test('in Auto Mode, brings no node group and no add-on', () => {
    const { stack } = clusterStack({ network, compute: 'auto' });
    const content = synthTerraform(stack);
    expect(onlyResource(content, EksCluster)).toMatchObject({
      bootstrap_self_managed_addons: false,
      compute_config: {
        enabled: true,
        node_pools: ['general-purpose', 'system'],
        node_role_arn: '${aws_iam_role.cluster_node-role.arn}',
      },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
      storage_config: { block_storage: { enabled: true } },
    });
    expect(Object.keys(content.resource).filter((type) => /node_group|addon|launch/.test(type))).toEqual([]);
    const attached = Object.values(resources(content, IamRolePolicyAttachment)).map(
      (one) => one['policy_arn'],
    );
    expect(attached.map((one) => one.replace('arn:aws:iam::aws:policy/', '')).sort()).toEqual([
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKSBlockStoragePolicy',
      'AmazonEKSClusterPolicy',
      'AmazonEKSComputePolicy',
      'AmazonEKSLoadBalancingPolicy',
      'AmazonEKSNetworkingPolicy',
      'AmazonEKSWorkerNodeMinimalPolicy',
    ]);
    const trust = JSON.parse(resources(content, IamRole)['cluster_role']?.['assume_role_policy']);
    expect(trust.Statement[0].Action).toEqual(['sts:AssumeRole', 'sts:TagSession']);
    const tagging = JSON.parse(resources(content, IamRolePolicy)['cluster_role_tagging']?.['policy']);
    for (const statement of tagging.Statement) {
      expect(statement.Condition.StringEquals).toEqual({
        'aws:RequestTag/eks:eks-cluster-name': 'shop-test',
      });
    }
  });

  test('in Auto Mode without pools, gives EKS no role for their nodes', () => {
    expect(eks({ network, compute: 'auto', autoNodePools: [] })['compute_config']).toEqual({
      enabled: true,
      node_pools: [],
    });
  });

  test('makes a key for volumes, known by its alias at synth, unless AWS’s is asked for', () => {
    const own = clusterStack();
    expect(own.cluster.volumeKeyAliasArn).toBe(
      'arn:aws:kms:us-east-1:111122223333:alias/shop-test-cluster-volumes',
    );
    const policy = resources(own.stack, IamRolePolicy)[
      'cluster_identity_kube-system_ebs-csi-controller-sa_policy'
    ]?.['policy'];
    expect(JSON.parse(policy).Statement).toEqual([
      {
        Sid: 'VolumeKeyGrants',
        Effect: 'Allow',
        Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        Resource: ['${aws_kms_key.cluster_volumes-key.arn}'],
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
      {
        Sid: 'VolumeKeyUse',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        Resource: ['${aws_kms_key.cluster_volumes-key.arn}'],
      },
    ]);
    const auto = clusterStack({ network, compute: 'auto' });
    expect(resources(auto.stack, IamRolePolicy)).toHaveProperty('cluster_role_volume-key');
    const aws = clusterStack({ ...managed, volumeKey: 'awsManaged' });
    expect(aws.cluster.volumeKeyAliasArn).toBeUndefined();
    expect(resources(aws.stack, KmsKey)).not.toHaveProperty('cluster_volumes-key');
  });

  test('lets its nodes do no more than join and pull; a shell has to be asked for', () => {
    const policies = (props: ClusterProps) =>
      Object.entries(resources(clusterStack(props).stack, IamRolePolicyAttachment))
        .filter(([name]) => name.startsWith('cluster_node-role_'))
        .map(([, one]) => one['policy_arn'].split('/').at(-1));
    expect(policies(managed)).toEqual(['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSWorkerNodePolicy']);
    expect(policies({ ...managed, nodeAccess: 'sessionManager' })).toContain('AmazonSSMManagedInstanceCore');
  });

  test('is reached, and reaches, by the security group that EKS made', () => {
    const { stack, cluster } = clusterStack();
    const database = new SecurityGroup(stack, 'database', {
      vpcId: 'vpc-1',
      name: 'database',
      description: 'Database',
      defaultPort: Port.tcp(5432),
    });
    database.connections.allowFrom(cluster);
    expect(onlyResource(stack, VpcSecurityGroupIngressRule)).toMatchObject({
      security_group_id: '${aws_security_group.database.id}',
      referenced_security_group_id: '${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}',
      from_port: 5432,
    });
    expect(addresses(synthTerraform(stack)).filter((one) => /egress_rule/.test(one))).toEqual([]);
  });

  test('a second one of an environment has other names throughout', () => {
    const stack = testStack();
    new Cluster(stack, 'cluster', { ...managed, karpenter: {} });
    new Cluster(stack, 'blue', { ...managed, karpenter: {}, name: 'shop-test-blue' });
    const names = Object.values(synthTerraform(stack).resource)
      .flatMap((blocks) => Object.values(blocks))
      .flatMap((one) => ('//' in one && typeof one['name'] === 'string' ? [one['name']] : []))
      .filter((one) => one !== 'permissions');
    expect(new Set(names).size).toBe(names.length);
  });

  test('names: one of its own by default, and the command for kubectl', () => {
    expect(clusterName(testStack())).toBe('shop-test');
    expect(clusterStack().cluster.kubeconfigCommand).toBe(
      'aws eks update-kubeconfig --region us-east-1 --name shop-test',
    );
    expect(clusterStack().cluster.clusterArn).toBe('arn:aws:eks:us-east-1:111122223333:cluster/shop-test');
  });

  test('the order of zones and groups changes nothing', () => {
    const reversed = Object.fromEntries(Object.entries(network.privateSubnetIds).reverse());
    const one = clusterStack({ network, nodeGroups: { general, spot } });
    const other = clusterStack({ network: { privateSubnetIds: reversed }, nodeGroups: { spot, general } });
    expect(JSON.stringify(synthTerraform(other.stack))).toBe(JSON.stringify(synthTerraform(one.stack)));
  });

  test('overrides reach every resource of their kind', () => {
    const { stack } = clusterStack({
      network,
      nodeGroups: { general, spot },
      karpenter: {},
      overrides: {
        cluster: { controlPlaneScalingConfig: { tier: 'tier-xl' } },
        clusterRole: { permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' },
        nodeRole: { permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' },
        nodeGroup: { forceUpdateVersion: true },
        launchTemplate: { ebsOptimized: 'true' },
        addon: { preserve: true },
        interruptionQueue: { messageRetentionSeconds: 600 },
      },
    });
    const content = synthTerraform(stack);
    expect(onlyResource(content, EksCluster)['control_plane_scaling_config']).toEqual({ tier: 'tier-xl' });
    const roles = resources(content, IamRole);
    for (const name of ['cluster_role', 'cluster_node-role', 'cluster_karpenter_node-role']) {
      expect(roles[name]?.['permissions_boundary']).toBe('arn:aws:iam::111122223333:policy/boundary');
    }
    for (const group of Object.values(resources(content, EksNodeGroup))) {
      expect(group['force_update_version']).toBe(true);
    }
    for (const template of Object.values(content.resource['aws_launch_template'] ?? {})) {
      expect(template['ebs_optimized']).toBe('true');
    }
    for (const addon of Object.values(content.resource['aws_eks_addon'] ?? {})) {
      expect(addon['preserve']).toBe(true);
    }
    expect(
      content.resource['aws_sqs_queue']?.['cluster_karpenter_queue']?.['message_retention_seconds'],
    ).toBe(600);
  });

  test('an override that changes nothing is an error', () => {
    const { stack } = clusterStack({ ...managed, overrides: { cluster: { version: '1.36' } } });
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['stack/override-without-effect']);
  });

  test('addresses', () => {
    expect(addresses(synthTerraform(clusterStack().stack))).toEqual([
      'aws_cloudwatch_log_group.cluster_logs',
      'aws_eks_addon.cluster_addon_aws-ebs-csi-driver',
      'aws_eks_addon.cluster_addon_coredns',
      'aws_eks_addon.cluster_addon_eks-pod-identity-agent',
      'aws_eks_addon.cluster_addon_kube-proxy',
      'aws_eks_addon.cluster_addon_vpc-cni',
      'aws_eks_cluster.cluster',
      'aws_eks_node_group.cluster_nodes_general',
      'aws_iam_role.cluster_identity_kube-system_aws-node',
      'aws_iam_role.cluster_identity_kube-system_ebs-csi-controller-sa',
      'aws_iam_role.cluster_node-role',
      'aws_iam_role.cluster_role',
      'aws_iam_role_policy.cluster_identity_kube-system_ebs-csi-controller-sa_policy',
      'aws_iam_role_policy_attachment.cluster_identity_kube-system_aws-node_AmazonEKS_CNI_Policy',
      'aws_iam_role_policy_attachment.cluster_identity_kube-system_ebs-csi-controller-sa_AmazonEBSCSIDriverPolicyV2',
      'aws_iam_role_policy_attachment.cluster_node-role_AmazonEC2ContainerRegistryPullOnly',
      'aws_iam_role_policy_attachment.cluster_node-role_AmazonEKSWorkerNodePolicy',
      'aws_iam_role_policy_attachment.cluster_role_AmazonEKSClusterPolicy',
      'aws_kms_alias.cluster_logs-key_alias',
      'aws_kms_alias.cluster_secrets-key_alias',
      'aws_kms_alias.cluster_volumes-key_alias',
      'aws_kms_key.cluster_logs-key',
      'aws_kms_key.cluster_secrets-key',
      'aws_kms_key.cluster_volumes-key',
      'aws_launch_template.cluster_nodes_general_launch-template',
    ]);
  });
});
