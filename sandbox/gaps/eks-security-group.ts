import { createHash } from 'node:crypto';
import { json, withBody } from '../proxy/call';
import { onBehalfOf, withCluster } from './eks';
import type { GapFactory, Send } from './gap';
import { readXml, textAt } from './xml';

interface Answer {
  cluster?: {
    readonly name: string;
    readonly arn: string;
    readonly resourcesVpcConfig: Record<string, unknown> & { readonly subnetIds: readonly string[] };
  };
}

interface Place {
  readonly vpcId: string;
  readonly clusterSecurityGroupId: string;
}

/** EKS makes a security group in the VPC of the cluster's subnets. What EKS does for itself, it does as the cluster's account. */
export const eksSecurityGroup: GapFactory = () => {
  const places = new Map<string, Place>();
  return {
    name: 'eks-security-group',
    service: 'eks',
    symptom: 'a cluster is in a VPC that does not exist, with a security group that does not exist',
    documentation:
      'Amazon EKS API Reference, "VpcConfigResponse": clusterSecurityGroupId, vpcId; Amazon EKS User Guide, "View Amazon EKS security group requirements for clusters"',
    resources: ['aws_eks_cluster'],
    matches: ({ path }) => /^\/clusters(\/[^/]+)?$/.test(path),
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const body = json<Answer>(answer);
      const { cluster } = body;
      if (!cluster) return answer;
      const { arn, name, resourcesVpcConfig } = cluster;
      const send = onBehalfOf(arn, call, next);
      if (call.method === 'POST') places.set(arn, await settle(send, name, resourcesVpcConfig.subnetIds));
      Object.assign(resourcesVpcConfig, places.get(arn));
      if (call.method === 'DELETE') {
        await ec2(send, 'DeleteSecurityGroup', { GroupId: places.get(arn)?.clusterSecurityGroupId ?? '' });
        places.delete(arn);
      }
      return withBody(answer, body);
    },
    async isNeeded(send) {
      return withCluster(send, 'gap-security-group', {}, async (cluster) => {
        const { clusterSecurityGroupId } = cluster['resourcesVpcConfig'] as Partial<Place>;
        const id = clusterSecurityGroupId ?? '';
        const found = await ec2(send, 'DescribeSecurityGroups', { 'GroupId.1': id });
        return textAt(readXml(found), 'securityGroupInfo', 'item', 'groupId') !== id;
      });
    },
  };
};

async function settle(send: Send, cluster: string, subnetIds: readonly string[]): Promise<Place> {
  const subnets = await ec2(send, 'DescribeSubnets', { 'SubnetId.1': subnetIds[0] ?? '' });
  const vpcId = textAt(readXml(subnets), 'subnetSet', 'item', 'vpcId') ?? '';
  const digest = createHash('sha256').update(`${vpcId}/${cluster}`).digest();
  const created = await ec2(send, 'CreateSecurityGroup', {
    GroupName: `eks-cluster-sg-${cluster}-${digest.readUInt32BE()}`,
    GroupDescription:
      'EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.',
    VpcId: vpcId,
    'TagSpecification.1.ResourceType': 'security-group',
    'TagSpecification.1.Tag.1.Key': `kubernetes.io/cluster/${cluster}`,
    'TagSpecification.1.Tag.1.Value': 'owned',
    'TagSpecification.1.Tag.2.Key': 'aws:eks:cluster-name',
    'TagSpecification.1.Tag.2.Value': cluster,
  });
  const clusterSecurityGroupId = textAt(readXml(created), 'groupId') ?? '';
  await ec2(send, 'AuthorizeSecurityGroupIngress', {
    GroupId: clusterSecurityGroupId,
    'IpPermissions.1.IpProtocol': '-1',
    'IpPermissions.1.UserIdGroupPairs.1.GroupId': clusterSecurityGroupId,
  });
  return { vpcId, clusterSecurityGroupId };
}

function ec2(send: Send, operation: string, parameters: Readonly<Record<string, string>>) {
  return send({ service: 'ec2', form: { Action: operation, Version: '2016-11-15', ...parameters } });
}
