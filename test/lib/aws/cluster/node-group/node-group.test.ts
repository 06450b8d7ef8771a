import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import type { NodeGroupProps } from '../../../../../lib/aws/cluster';
import { type Block, onlyResource } from '../../../../../lib/testing';
import { clusterStack, general, managed, network } from '../fixture';

const group = (props: Partial<NodeGroupProps> = {}): Block =>
  onlyResource(
    clusterStack({ network, nodeGroups: { general: { ...general, ...props } } }).stack,
    EksNodeGroup,
  );
const template = (props: Partial<NodeGroupProps> = {}): Block =>
  onlyResource(
    clusterStack({ network, nodeGroups: { general: { ...general, ...props } } }).stack,
    LaunchTemplate,
  );
const name = (props: Partial<NodeGroupProps> = {}): string => group(props)['node_group_name'];

describe('NodeGroup', () => {
  test('by default', () => {
    expect(group()).toEqual({
      cluster_name: '${aws_eks_cluster.cluster.name}',
      node_group_name: 'general-88f8191c',
      node_role_arn: '${aws_iam_role.cluster_node-role.arn}',
      ami_type: 'AL2023_x86_64_STANDARD',
      capacity_type: 'ON_DEMAND',
      instance_types: ['t3.medium'],
      labels: {},
      launch_template: {
        id: '${aws_launch_template.cluster_nodes_general_launch-template.id}',
        version: '${aws_launch_template.cluster_nodes_general_launch-template.latest_version}',
      },
      node_repair_config: { enabled: true },
      scaling_config: { desired_size: 3, max_size: 10, min_size: 2 },
      subnet_ids: ['subnet-a', 'subnet-b', 'subnet-c'],
      taint: [],
      update_config: { max_unavailable_percentage: 33 },
      version: '1.36',
      lifecycle: { create_before_destroy: true, ignore_changes: ['scaling_config[0].desired_size'] },
      depends_on: [
        'aws_eks_addon.cluster_addon_eks-pod-identity-agent',
        'aws_eks_addon.cluster_addon_vpc-cni',
        'aws_eks_addon.cluster_addon_kube-proxy',
        'aws_iam_role.cluster_node-role',
        'aws_iam_role_policy_attachment.cluster_node-role_AmazonEC2ContainerRegistryPullOnly',
        'aws_iam_role_policy_attachment.cluster_node-role_AmazonEKSWorkerNodePolicy',
      ],
    });
  });

  test('as asked for', () => {
    const asked = group({
      capacity: 'spot',
      labels: { Type: 'spot' },
      taints: [
        { key: 'b', effect: 'NoExecute' },
        { key: 'a', value: 'x', effect: 'NoSchedule' },
        { key: 'c', effect: 'PreferNoSchedule' },
      ],
      zones: ['us-east-1c', 'us-east-1a'],
      version: '1.35',
      update: { maxUnavailable: 2 },
      repair: 'off',
    });
    expect(asked).toMatchObject({
      capacity_type: 'SPOT',
      labels: { Type: 'spot' },
      taint: [
        { key: 'a', value: 'x', effect: 'NO_SCHEDULE' },
        { key: 'b', effect: 'NO_EXECUTE' },
        { key: 'c', effect: 'PREFER_NO_SCHEDULE' },
      ],
      subnet_ids: ['subnet-a', 'subnet-c'],
      version: '1.35',
      update_config: { max_unavailable: 2 },
      node_repair_config: { enabled: false },
    });
  });

  test.each([
    ['al2023', 't3.medium', 'AL2023_x86_64_STANDARD'],
    ['al2023', 't4g.medium', 'AL2023_ARM_64_STANDARD'],
    ['bottlerocket', 't3.medium', 'BOTTLEROCKET_x86_64'],
    ['bottlerocket', 't4g.medium', 'BOTTLEROCKET_ARM_64'],
  ] as const)('%s on %s is %s', (ami, type, amiType) => {
    expect(group({ ami, instanceTypes: [type] })['ami_type']).toBe(amiType);
  });

  test('gets another name when EKS has to replace it, and keeps it otherwise', () => {
    const replaced = [
      name({ instanceTypes: ['t3.large'] }),
      name({ instanceTypes: ['t3.medium', 't3.large'] }),
      name({ instanceTypes: ['t3.large', 't3.medium'] }),
      name({ capacity: 'spot' }),
      name({ ami: 'bottlerocket' }),
      name({ zones: ['us-east-1a'] }),
    ];
    expect(new Set([name(), ...replaced]).size).toBe(replaced.length + 1);
    const kept = [
      name({ version: '1.35' }),
      name({ diskGiB: 100 }),
      name({ labels: { a: 'b' }, max: 20 }),
      name({ update: { maxUnavailable: 1 }, repair: 'off' }),
      name({ zones: ['us-east-1c', 'us-east-1b', 'us-east-1a'] }),
    ];
    expect(new Set(kept)).toEqual(new Set([name()]));
  });

  test('an upgrade of the cluster leaves the name alone', () => {
    const older = onlyResource(clusterStack({ ...managed, version: '1.35' }).stack, EksNodeGroup);
    expect(older['version']).toBe('1.35');
    expect(older['node_group_name']).toBe(name());
  });

  test('the launch template: IMDSv2 within one hop, an encrypted disk, tags where default tags do not reach', () => {
    const tags = {
      Name: 'shop-test-general',
      'cost-centre': 'cc-1',
      environment: 'test',
      'managed-by': 'isthmus',
      owner: 'platform',
      project: 'shop',
    };
    expect(template()).toEqual({
      name: 'shop-test-general',
      description: 'Nodes of shop-test-general',
      update_default_version: true,
      block_device_mappings: [
        {
          device_name: '/dev/xvda',
          ebs: { delete_on_termination: 'true', encrypted: 'true', volume_size: 50, volume_type: 'gp3' },
        },
      ],
      metadata_options: { http_endpoint: 'enabled', http_put_response_hop_limit: 1, http_tokens: 'required' },
      monitoring: { enabled: true },
      tag_specifications: [
        { resource_type: 'instance', tags },
        { resource_type: 'network-interface', tags },
        { resource_type: 'volume', tags },
      ],
    });
  });

  test('Bottlerocket has a disk for its system and one for everything else, both encrypted', () => {
    const ebs = { delete_on_termination: 'true', encrypted: 'true', volume_type: 'gp3' };
    expect(template({ ami: 'bottlerocket', diskGiB: 80 })['block_device_mappings']).toEqual([
      { device_name: '/dev/xvda', ebs },
      { device_name: '/dev/xvdb', ebs: { ...ebs, volume_size: 80 } },
    ]);
  });
});
