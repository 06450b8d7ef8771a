import { createHash } from 'node:crypto';
import { EksNodeGroup, type EksNodeGroupConfig } from '@cdktf/provider-aws/lib/eks-node-group';
import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { canonicalJson } from '../../../core/canonical-json';
import { type Architecture, parseInstanceType } from '../../../core/instance-types';
import { overridden } from '../../stack/override';
import { sortedByZone } from '../control-plane';
import type { ClusterOverrides } from '../props';
import { taintEffects } from './check';
import { launchTemplate } from './launch-template';
import type { NodeGroupProps } from './props';

/** What a {@link NodeGroup} knows of its cluster. */
export interface NodeGroupContext {
  /** Name of the cluster, as a reference. */
  readonly clusterName: string;
  /** Name of the launch template. */
  readonly templateName: string;
  /** Version of the control plane. */
  readonly version: string;
  /** ARN of the role of the nodes. */
  readonly roleArn: string;
  /** Private subnets by zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** What a node needs to become ready: policies of its role, and the add-ons that every node runs. */
  readonly dependsOn: readonly ITerraformDependable[];
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: ClusterOverrides;
}

/** Images by family and architecture (EKS API reference, Nodegroup, amiType). */
const al2023 = { x86_64: 'AL2023_x86_64_STANDARD', arm64: 'AL2023_ARM_64_STANDARD' } as const;
const bottlerocket = { x86_64: 'BOTTLEROCKET_x86_64', arm64: 'BOTTLEROCKET_ARM_64' } as const;

/** One managed node group with its launch template. */
export class NodeGroup extends Construct {
  /** Physical name: the group's name and what stands for its identity. */
  readonly nodeGroupName: string;
  /** What has to wait for the nodes depends on this. */
  readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, context: NodeGroupContext, props: NodeGroupProps) {
    super(scope, id);
    const template = launchTemplate(this, context.templateName, props, context.overrides?.launchTemplate);
    const zones = [...new Set(props.zones ?? Object.keys(context.subnetIds))].sort();
    const placed = Object.fromEntries(
      Object.entries(context.subnetIds).filter(([zone]) => zones.includes(zone)),
    );
    const config: EksNodeGroupConfig = {
      clusterName: context.clusterName,
      nodeRoleArn: context.roleArn,
      subnetIds: sortedByZone(placed),
      amiType: (props.ami === 'bottlerocket' ? bottlerocket : al2023)[architectureOf(props)],
      capacityType: props.capacity === 'spot' ? 'SPOT' : 'ON_DEMAND',
      instanceTypes: [...props.instanceTypes],
      version: props.version ?? context.version,
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      scalingConfig: { minSize: props.min, desiredSize: props.desired ?? props.min, maxSize: props.max },
      updateConfig: props.update ?? { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: (props.repair ?? 'auto') === 'auto' },
      labels: { ...props.labels },
      taint: taints(props),
      dependsOn: [...context.dependsOn],
      lifecycle: {
        createBeforeDestroy: true,
        // The number of nodes belongs to the autoscaler; a deploy must not take away what load needs.
        ignoreChanges: ['scaling_config[0].desired_size'],
      },
    };
    const final = overridden(this, 'nodeGroup', config, context.overrides?.nodeGroup);
    this.nodeGroupName = final.nodeGroupName ?? `${id}-${identityOf(final, zones, context.templateName)}`;
    this.dependable = new EksNodeGroup(this, 'Resource', { ...final, nodeGroupName: this.nodeGroupName });
  }
}

/**
 * Eight digits that stand for all that EKS cannot change in place. With a fixed name the new group could not be made beside the old
 * one; with a random one, nobody could read in review that a group is replaced.
 */
function identityOf(config: EksNodeGroupConfig, zones: readonly string[], templateName: string): string {
  const { amiType, capacityType, instanceTypes } = config;
  const identity = canonicalJson({ amiType, capacityType, instanceTypes, zones, templateName });
  return createHash('sha256').update(identity).digest('hex').slice(0, 8);
}

function architectureOf({ instanceTypes }: NodeGroupProps): Architecture {
  const [first = ''] = instanceTypes;
  return parseInstanceType(first)?.architecture ?? 'x86_64';
}

function taints({ taints = [] }: NodeGroupProps) {
  return taints
    .map(({ key, value, effect }) => ({
      key,
      ...(value && { value }),
      effect: taintEffects.get(effect) ?? effect,
    }))
    .sort((a, b) => (`${a.key}:${a.effect}` < `${b.key}:${b.effect}` ? -1 : 1));
}
