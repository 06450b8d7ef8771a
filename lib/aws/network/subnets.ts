import { Subnet, type SubnetConfig } from '@cdktf/provider-aws/lib/subnet';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { VpcIpv4CidrBlockAssociation } from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import type { PlannedSubnet } from '../../core/addresses/input';
import { ipv6Index, type Tier } from '../../core/addresses/tiers';
import { overridden } from '../stack/override';
import type { NetworkProps } from './props';

/** A subnet of the plan with its resource. */
export interface MadeSubnet extends PlannedSubnet {
  /** Its id. */
  readonly id: string;
}

/** What {@link makeSubnets} needs to know of the VPC. */
export interface SubnetSurroundings {
  /** The VPC. */
  readonly vpc: Vpc;
  /** What names begin with, for example `microshop-prod-network`. */
  readonly prefix: string;
  /** The resources that give the VPC its secondary ranges, by range. */
  readonly secondary: ReadonlyMap<string, VpcIpv4CidrBlockAssociation>;
}

/** Makes the subnets of a plan, each under the id `<tier>-<zone>`. */
export function makeSubnets(
  scope: Construct,
  planned: readonly PlannedSubnet[],
  props: NetworkProps,
  { vpc, prefix, secondary }: SubnetSurroundings,
): MadeSubnet[] {
  return planned.map((one) => {
    const id = `${one.tier}-${one.zone}`;
    const dualStack = props.ipv6 === 'dualStack';
    const association = one.within && secondary.get(one.within.text);
    const config: SubnetConfig = {
      vpcId: vpc.id,
      availabilityZone: one.zone,
      cidrBlock: one.range.text,
      mapPublicIpOnLaunch: false,
      ipv6Native: false,
      // Nodes of a dual-stack cluster have to get an IPv6 address at launch; load balancers ask for theirs themselves.
      assignIpv6AddressOnCreation: dualStack && one.tier === 'private',
      ...(dualStack && { ipv6CidrBlock: Fn.cidrsubnet(vpc.ipv6CidrBlock, 8, ipv6Index(one.tier, one.zone)) }),
      tags: { Name: `${prefix}-${id}`, ...clusterTags(one.tier, props.clusterName) },
      // Until the association is there, AWS refuses a subnet in its range.
      ...(association && { dependsOn: [association] }),
    };
    const subnet = new Subnet(scope, id, overridden(scope, 'subnet', config, props.overrides?.subnet));
    return { ...one, id: subnet.id };
  });
}

/**
 * Tags by which the AWS Load Balancer Controller finds the subnets for public and for internal load balancers (EKS User Guide,
 * "Route application and HTTP traffic with Application Load Balancers"), and Karpenter those for nodes (Karpenter,
 * "NodeClasses", `subnetSelectorTerms`).
 */
function clusterTags(tier: Tier, clusterName: string | undefined): Record<string, string> {
  if (clusterName === undefined) return {};
  const shared = { [`kubernetes.io/cluster/${clusterName}`]: 'shared' };
  if (tier === 'public') return { ...shared, 'kubernetes.io/role/elb': '1' };
  if (tier !== 'private') return {};
  return { ...shared, 'kubernetes.io/role/internal-elb': '1', 'karpenter.sh/discovery': clusterName };
}
