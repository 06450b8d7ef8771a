import type { PolicyStatement } from '../../stack/policy';
import { anyRegion, clusterNames, inRegions, type PolicyContext } from './policy-context';

/** VPC, subnets, routes, gateways, endpoints, flow logs and security groups. */
export function networkStatements(context: PolicyContext): PolicyStatement[] {
  return [
    {
      sid: 'Network',
      actions: [
        'ec2:AllocateAddress',
        'ec2:AssociateAddress',
        'ec2:AssociateDhcpOptions',
        'ec2:AssociateRouteTable',
        'ec2:AssociateSubnetCidrBlock',
        'ec2:AssociateVpcCidrBlock',
        'ec2:AttachInternetGateway',
        'ec2:CreateDhcpOptions',
        'ec2:CreateEgressOnlyInternetGateway',
        'ec2:CreateFlowLogs',
        'ec2:CreateInternetGateway',
        'ec2:CreateNatGateway',
        'ec2:CreateNetworkAcl',
        'ec2:CreateNetworkAclEntry',
        'ec2:CreateRoute',
        'ec2:CreateRouteTable',
        'ec2:CreateSubnet',
        'ec2:CreateTags',
        'ec2:CreateVpc',
        'ec2:CreateVpcEndpoint',
        'ec2:DeleteDhcpOptions',
        'ec2:DeleteEgressOnlyInternetGateway',
        'ec2:DeleteFlowLogs',
        'ec2:DeleteInternetGateway',
        'ec2:DeleteNatGateway',
        'ec2:DeleteNetworkAcl',
        'ec2:DeleteNetworkAclEntry',
        'ec2:DeleteNetworkInterface',
        'ec2:DeleteRoute',
        'ec2:DeleteRouteTable',
        'ec2:DeleteSubnet',
        'ec2:DeleteTags',
        'ec2:DeleteVpc',
        'ec2:DeleteVpcEndpoints',
        'ec2:DetachInternetGateway',
        'ec2:DetachNetworkInterface',
        'ec2:DisassociateAddress',
        'ec2:DisassociateRouteTable',
        'ec2:DisassociateSubnetCidrBlock',
        'ec2:DisassociateVpcCidrBlock',
        'ec2:ModifySubnetAttribute',
        'ec2:ModifyVpcAttribute',
        'ec2:ModifyVpcEndpoint',
        'ec2:ReleaseAddress',
        'ec2:ReplaceNetworkAclAssociation',
        'ec2:ReplaceNetworkAclEntry',
        'ec2:ReplaceRoute',
        'ec2:ReplaceRouteTableAssociation',
      ],
      resources: ['*'],
      conditions: inRegions(context),
    },
    {
      sid: 'SecurityGroups',
      actions: [
        'ec2:AuthorizeSecurityGroupEgress',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateSecurityGroup',
        'ec2:DeleteSecurityGroup',
        'ec2:ModifySecurityGroupRules',
        'ec2:RevokeSecurityGroupEgress',
        'ec2:RevokeSecurityGroupIngress',
        'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
        'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
      ],
      resources: ['*'],
      conditions: inRegions(context),
    },
  ];
}

/** The EKS cluster, its nodes, add-ons, access entries and identities. */
export function clusterStatements(context: PolicyContext): PolicyStatement[] {
  const names = clusterNames(context);
  const kinds = ['access-entry', 'addon', 'nodegroup', 'podidentityassociation'];
  return [
    {
      sid: 'Cluster',
      actions: [
        'eks:AssociateAccessPolicy',
        'eks:AssociateEncryptionConfig',
        'eks:CreateAccessEntry',
        'eks:CreateAddon',
        'eks:CreateCluster',
        'eks:CreateNodegroup',
        'eks:CreatePodIdentityAssociation',
        'eks:DeleteAccessEntry',
        'eks:DeleteAddon',
        'eks:DeleteCluster',
        'eks:DeleteNodegroup',
        'eks:DeletePodIdentityAssociation',
        'eks:DisassociateAccessPolicy',
        'eks:TagResource',
        'eks:UntagResource',
        'eks:UpdateAccessEntry',
        'eks:UpdateAddon',
        'eks:UpdateClusterConfig',
        'eks:UpdateClusterVersion',
        'eks:UpdateNodegroupConfig',
        'eks:UpdateNodegroupVersion',
        'eks:UpdatePodIdentityAssociation',
      ],
      resources: [
        ...names.map((name) => anyRegion(context, 'eks', `cluster/${name}`)),
        ...names.flatMap((name) => kinds.map((kind) => anyRegion(context, 'eks', `${kind}/${name}/*`))),
      ],
      conditions: inRegions(context),
    },
    {
      sid: 'Nodes',
      // EKS starts nodes from a launch template only for callers that may start them themselves.
      actions: [
        'autoscaling:CreateOrUpdateTags',
        'autoscaling:DeleteTags',
        'ec2:CreateLaunchTemplate',
        'ec2:CreateLaunchTemplateVersion',
        'ec2:DeleteLaunchTemplate',
        'ec2:DeleteLaunchTemplateVersions',
        'ec2:ModifyLaunchTemplate',
        'ec2:RunInstances',
      ],
      resources: ['*'],
      conditions: inRegions(context),
    },
  ];
}

/** Load balancer, web ACL, certificate, records and health checks. */
export function edgeStatements(context: PolicyContext): PolicyStatement[] {
  const { partition, prefix } = context;
  const kinds = ['app', 'net'];
  const balancers = kinds.map((kind) =>
    anyRegion(context, 'elasticloadbalancing', `loadbalancer/${kind}/${prefix}*`),
  );
  const listeners = kinds.flatMap((kind) => [
    anyRegion(context, 'elasticloadbalancing', `listener/${kind}/${prefix}*`),
    anyRegion(context, 'elasticloadbalancing', `listener-rule/${kind}/${prefix}*`),
  ]);
  const zones = context.hostedZoneIds.map((id) => `arn:${partition}:route53:::hostedzone/${id}`);
  const statements: PolicyStatement[] = [
    {
      sid: 'LoadBalancer',
      actions: [
        'elasticloadbalancing:AddListenerCertificates',
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:Create*',
        'elasticloadbalancing:Delete*',
        'elasticloadbalancing:Modify*',
        'elasticloadbalancing:RemoveListenerCertificates',
        'elasticloadbalancing:RemoveTags',
        'elasticloadbalancing:Set*',
      ],
      resources: [
        ...balancers,
        ...listeners,
        anyRegion(context, 'elasticloadbalancing', `targetgroup/${prefix}*`),
      ],
      conditions: inRegions(context),
    },
    {
      sid: 'WebAcl',
      actions: [
        'wafv2:AssociateWebACL',
        'wafv2:CreateIPSet',
        'wafv2:CreateWebACL',
        'wafv2:DeleteIPSet',
        'wafv2:DeleteLoggingConfiguration',
        'wafv2:DeleteWebACL',
        'wafv2:DisassociateWebACL',
        'wafv2:PutLoggingConfiguration',
        'wafv2:TagResource',
        'wafv2:UntagResource',
        'wafv2:UpdateIPSet',
        'wafv2:UpdateWebACL',
      ],
      resources: [
        ...balancers,
        anyRegion(context, 'wafv2', `regional/ipset/${prefix}*`),
        anyRegion(context, 'wafv2', 'regional/managedruleset/*'),
        anyRegion(context, 'wafv2', `regional/webacl/${prefix}*`),
      ],
      conditions: inRegions(context),
    },
    {
      sid: 'Certificates',
      actions: [
        'acm:AddTagsToCertificate',
        'acm:DeleteCertificate',
        'acm:RemoveTagsFromCertificate',
        'acm:RequestCertificate',
        'acm:UpdateCertificateOptions',
      ],
      resources: ['*'],
      conditions: inRegions(context),
    },
    {
      // Route 53 is global, so no region narrows it.
      sid: 'HealthChecks',
      actions: ['route53:ChangeTagsForResource', 'route53:DeleteHealthCheck', 'route53:UpdateHealthCheck'],
      resources: [`arn:${partition}:route53:::healthcheck/*`],
    },
    // Creating one knows no resource (Service Authorization Reference, Amazon Route 53).
    { sid: 'NewHealthChecks', actions: ['route53:CreateHealthCheck'], resources: ['*'] },
  ];
  const { recordNames } = context;
  if (zones.length === 0) return statements;
  return [
    ...statements,
    {
      sid: 'Records',
      actions: ['route53:ChangeResourceRecordSets'],
      resources: zones,
      ...(recordNames.length > 0 && { conditions: onlyRecords(recordNames) }),
    },
  ];
}

/**
 * A zone is mostly more than one environment's: its mail and delegations are not the deployer's. Certificates are validated by records below their host (Route 53
 * Developer Guide, "Using IAM policy conditions for fine-grained access control").
 */
function onlyRecords(names: readonly string[]): NonNullable<PolicyStatement['conditions']> {
  const patterns = names.flatMap((one) => [one, `*.${one}`]);
  return {
    'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': patterns },
  };
}
