import { LaunchTemplate, type LaunchTemplateConfig } from '@cdktf/provider-aws/lib/launch-template';
import type { Construct } from 'constructs';
import type { Tags } from '../../../core/tags';
import { AwsStack, checkedName } from '../../stack/aws-stack';
import { type Override, overridden } from '../../stack/override';
import type { NodeGroupProps } from './props';

/** Resources that a node brings along and that the provider's default tags do not reach. */
const taggedKinds = ['instance', 'network-interface', 'volume'] as const;

/**
 * The launch template of a node group. It names no image (the group's AMI type does, and EKS rolls new ones out), no
 * security group (EKS adds the cluster's) and no user data.
 */
export function launchTemplate(
  scope: Construct,
  name: string,
  group: NodeGroupProps,
  override: Override<LaunchTemplateConfig> | undefined,
): LaunchTemplate {
  const tags: Tags = { ...AwsStack.of(scope).tags, Name: name };
  const config: LaunchTemplateConfig = {
    name: checkedName(scope, 'aws_launch_template', name),
    description: `Nodes of ${name}`,
    updateDefaultVersion: true,
    blockDeviceMappings: disks(group),
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      // One hop: a pod with a network of its own cannot take the node's credentials.
      httpPutResponseHopLimit: 1,
    },
    monitoring: { enabled: true },
    tagSpecifications: taggedKinds.map((resourceType) => ({ resourceType, tags: { ...tags } })),
  };
  return new LaunchTemplate(scope, 'launch-template', overridden(scope, 'launchTemplate', config, override));
}

/**
 * Encrypted gp3 disks, with the account's key aws/ebs: a node's disk holds images, logs and scratch space. A key of our own would
 * have to name the service-linked role of Auto Scaling in its policy, which KMS refuses in an account that has no
 * such role yet (EC2 Auto Scaling User Guide, "Required KMS key policy for encrypted volumes").
 */
function disks({ ami = 'al2023', diskGiB = 50 }: NodeGroupProps) {
  const ebs = { encrypted: 'true', volumeType: 'gp3', deleteOnTermination: 'true' };
  if (ami === 'al2023') return [{ deviceName: '/dev/xvda', ebs: { ...ebs, volumeSize: diskGiB } }];
  // Bottlerocket keeps its system on xvda, as large as the image says, and everything else on xvdb.
  return [
    { deviceName: '/dev/xvda', ebs },
    { deviceName: '/dev/xvdb', ebs: { ...ebs, volumeSize: diskGiB } },
  ];
}
