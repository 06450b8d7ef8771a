import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import type { AddonsProps } from '../../../../lib/aws/cluster';
import { type Block, resources } from '../../../../lib/testing';
import { clusterStack, managed } from './fixture';

function addons(props: AddonsProps = {}): Record<string, Block> {
  const all = resources(clusterStack({ ...managed, addons: props }).stack, EksAddon);
  return Object.fromEntries(Object.values(all).map((one) => [one['addon_name'], one]));
}

describe('add-ons', () => {
  test('come in an order that works', () => {
    const all = addons();
    const agent = 'aws_eks_addon.cluster_addon_eks-pod-identity-agent';
    const nodes = 'aws_eks_node_group.cluster_nodes_general';
    expect(all['eks-pod-identity-agent']).not.toHaveProperty('depends_on');
    expect(all['kube-proxy']).not.toHaveProperty('depends_on');
    expect(all['vpc-cni']?.['depends_on']).toEqual([
      agent,
      'aws_iam_role.cluster_identity_kube-system_aws-node',
      'aws_iam_role_policy_attachment.cluster_identity_kube-system_aws-node_AmazonEKS_CNI_Policy',
    ]);
    expect(all['coredns']?.['depends_on']).toEqual([nodes]);
    expect(all['aws-ebs-csi-driver']?.['depends_on']).toContain(nodes);
  });

  test('have their own identities, bound by the add-on', () => {
    const { stack } = clusterStack();
    expect(addons()['vpc-cni']?.['pod_identity_association']).toEqual([
      { role_arn: '${aws_iam_role.cluster_identity_kube-system_aws-node.arn}', service_account: 'aws-node' },
    ]);
    expect(addons()['aws-ebs-csi-driver']?.['pod_identity_association']).toEqual([
      {
        role_arn: '${aws_iam_role.cluster_identity_kube-system_ebs-csi-controller-sa.arn}',
        service_account: 'ebs-csi-controller-sa',
      },
    ]);
    expect(resources(stack, EksPodIdentityAssociation)).toEqual({});
  });

  test('network policy is on, and volumes get the tags of the stack', () => {
    expect(addons()['vpc-cni']?.['configuration_values']).toBe('{"enableNetworkPolicy":"true"}');
    expect(JSON.parse(addons()['aws-ebs-csi-driver']?.['configuration_values'])).toEqual({
      controller: {
        extraVolumeTags: {
          'cost-centre': 'cc-1',
          environment: 'test',
          'managed-by': 'isthmus',
          owner: 'platform',
          project: 'shop',
        },
      },
    });
  });

  test('take versions and settings, merged over the cluster’s own', () => {
    const all = addons({
      vpcCni: { version: 'v1.21.1-eksbuild.1', configuration: { env: { ENABLE_PREFIX_DELEGATION: 'true' } } },
      ebsCsi: { configuration: { controller: { replicaCount: 1 } } },
      coredns: { configuration: { tolerations: [{ operator: 'Exists' }] } },
    });
    expect(all['vpc-cni']).toMatchObject({
      addon_version: 'v1.21.1-eksbuild.1',
      configuration_values: '{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true"}}',
    });
    const csi = JSON.parse(all['aws-ebs-csi-driver']?.['configuration_values']);
    expect(csi.controller.replicaCount).toBe(1);
    expect(csi.controller.extraVolumeTags.project).toBe('shop');
    expect(all['coredns']?.['configuration_values']).toBe('{"tolerations":[{"operator":"Exists"}]}');
    expect(all['kube-proxy']).toEqual({
      addon_name: 'kube-proxy',
      cluster_name: '${aws_eks_cluster.cluster.name}',
      resolve_conflicts_on_create: 'OVERWRITE',
      resolve_conflicts_on_update: 'OVERWRITE',
    });
  });
});
