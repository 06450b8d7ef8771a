import type { PolicyStatement } from '../../stack/policy';

/** What the rights of Karpenter's controller are narrowed to. */
export interface KarpenterPolicyProps {
  /** The partition. */
  readonly partition: string;
  /** The region. */
  readonly region: string;
  /** The account. */
  readonly account: string;
  /** Name of the cluster. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** ARN of the role of its nodes. */
  readonly nodeRoleArn: string;
  /** ARN of the interruption queue. */
  readonly queueArn: string;
}

/**
 * The rights of Karpenter's controller: it makes and deletes only what is tagged as this cluster's, in this region and account
 * (Karpenter, "CloudFormation", KarpenterController policies). Pure.
 */
export function karpenterStatements(props: KarpenterPolicyProps): PolicyStatement[] {
  return [...launching(props), ...changing(props), ...instanceProfiles(props), ...reading(props)];
}

const launched = [
  'fleet',
  'instance',
  'launch-template',
  'network-interface',
  'spot-instances-request',
  'volume',
];

function ec2({ partition, region, account }: KarpenterPolicyProps, kinds: readonly string[]): string[] {
  return kinds.map((kind) => `arn:${partition}:ec2:${region}:${account}:${kind}/*`);
}

function requested({ clusterName }: KarpenterPolicyProps) {
  return {
    [`aws:RequestTag/kubernetes.io/cluster/${clusterName}`]: 'owned',
    'aws:RequestTag/eks:eks-cluster-name': clusterName,
  };
}

function owned({ clusterName }: KarpenterPolicyProps) {
  return { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: 'owned' };
}

function launching(props: KarpenterPolicyProps): PolicyStatement[] {
  const { partition, region } = props;
  const shared = ['image', 'snapshot'].map((kind) => `arn:${partition}:ec2:${region}::${kind}/*`);
  // Security groups and subnets may be shared with the account by another one, so these two leave the account open.
  const network = ['security-group', 'subnet'].map((kind) => `arn:${partition}:ec2:${region}:*:${kind}/*`);
  return [
    {
      sid: 'LaunchFrom',
      actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
      resources: [...shared, ...network, ...ec2(props, ['capacity-reservation', 'placement-group'])],
    },
    {
      sid: 'LaunchFromOwnTemplates',
      actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
      resources: ec2(props, ['launch-template']),
      conditions: {
        StringEquals: owned(props),
        StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' },
      },
    },
    {
      sid: 'LaunchTagged',
      actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances'],
      resources: ec2(props, launched),
      conditions: {
        StringEquals: requested(props),
        StringLike: { 'aws:RequestTag/karpenter.sh/nodepool': '*' },
      },
    },
    {
      sid: 'TagWhenLaunching',
      actions: ['ec2:CreateTags'],
      resources: ec2(props, launched),
      conditions: {
        StringEquals: {
          ...requested(props),
          'ec2:CreateAction': ['CreateFleet', 'CreateLaunchTemplate', 'RunInstances'],
        },
        StringLike: { 'aws:RequestTag/karpenter.sh/nodepool': '*' },
      },
    },
  ];
}

function changing(props: KarpenterPolicyProps): PolicyStatement[] {
  const ofPool = { 'aws:ResourceTag/karpenter.sh/nodepool': '*' };
  return [
    {
      sid: 'TagInstances',
      actions: ['ec2:CreateTags'],
      resources: ec2(props, ['instance']),
      conditions: {
        StringEquals: owned(props),
        StringLike: ofPool,
        StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': props.clusterName },
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['Name', 'eks:eks-cluster-name', 'karpenter.sh/nodeclaim'],
        },
      },
    },
    {
      sid: 'Delete',
      actions: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
      resources: ec2(props, ['instance', 'launch-template']),
      conditions: { StringEquals: owned(props), StringLike: ofPool },
    },
  ];
}

function instanceProfiles(props: KarpenterPolicyProps): PolicyStatement[] {
  const { partition, region, account } = props;
  const resources = [`arn:${partition}:iam::${account}:instance-profile/*`];
  const asked = { ...requested(props), 'aws:RequestTag/topology.kubernetes.io/region': region };
  const existing = { ...owned(props), 'aws:ResourceTag/topology.kubernetes.io/region': region };
  const askedClass = { 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': '*' };
  const existingClass = { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': '*' };
  return [
    {
      sid: 'PassNodeRole',
      actions: ['iam:PassRole'],
      resources: [props.nodeRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    },
    {
      sid: 'CreateInstanceProfiles',
      actions: ['iam:CreateInstanceProfile'],
      resources,
      conditions: { StringEquals: asked, StringLike: askedClass },
    },
    {
      sid: 'TagInstanceProfiles',
      actions: ['iam:TagInstanceProfile'],
      resources,
      conditions: {
        StringEquals: { ...asked, ...existing },
        StringLike: { ...askedClass, ...existingClass },
      },
    },
    {
      sid: 'ChangeInstanceProfiles',
      actions: [
        'iam:AddRoleToInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
      ],
      resources,
      conditions: { StringEquals: existing, StringLike: existingClass },
    },
    { sid: 'ReadInstanceProfiles', actions: ['iam:GetInstanceProfile'], resources },
    // IAM lists profiles for the whole account only.
    { sid: 'ListInstanceProfiles', actions: ['iam:ListInstanceProfiles'], resources: ['*'] },
  ];
}

function reading(props: KarpenterPolicyProps): PolicyStatement[] {
  const { partition, region } = props;
  return [
    {
      sid: 'ReadRegion',
      // EC2 does not narrow its Describe actions to resources; the region is all there is.
      actions: [
        'ec2:DescribeCapacityReservations',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceStatus',
        'ec2:DescribeInstanceTypeOfferings',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeInstances',
        'ec2:DescribeLaunchTemplates',
        'ec2:DescribePlacementGroups',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSpotPriceHistory',
        'ec2:DescribeSubnets',
      ],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    {
      sid: 'ReadImages',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`],
    },
    { sid: 'ReadPrices', actions: ['pricing:GetProducts'], resources: ['*'] },
    {
      sid: 'ReadInterruptions',
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      resources: [props.queueArn],
    },
    { sid: 'ReadCluster', actions: ['eks:DescribeCluster'], resources: [props.clusterArn] },
  ];
}
