import { EksAddon, type EksAddonConfig } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { canonicalJson } from '../../core/canonical-json';
import { AwsStack } from '../stack/aws-stack';
import { resourcesOf } from '../stack/depends-on';
import { type Override, overridden } from '../stack/override';
import type { Identities } from './identities';
import type { PodIdentity } from './identity';
import type { ManagedPolicy } from './managed-policy';
import type { AddonProps, AddonsProps } from './props';

/** What {@link Addons} are made from. */
export interface ClusterAddonsProps {
  /** Name of the cluster, as a reference. */
  readonly clusterName: string;
  /** Where the roles of add-ons come from. */
  readonly identities: Identities;
  /** Versions and settings. */
  readonly addons: AddonsProps;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly override?: Override<EksAddonConfig>;
}

/**
 * The add-ons of a cluster, in the order that works. What every node runs comes before the nodes, the pod identity agent first,
 * because vpc-cni takes its role from it and a node without vpc-cni never gets ready; the agent itself runs in the host's
 * network and needs neither. What has to be scheduled comes after the nodes, or it would wait for them until it times out.
 */
export class Addons extends Construct {
  private readonly props: ClusterAddonsProps;

  constructor(scope: Construct, id: string, props: ClusterAddonsProps) {
    super(scope, id);
    this.props = props;
  }

  /** Makes what every node runs; nodes have to wait for it. */
  beforeNodes(): ITerraformDependable[] {
    const { addons } = this.props;
    const agent = this.addon('eks-pod-identity-agent', addons.podIdentityAgent, {});
    const cni = this.addon('vpc-cni', addons.vpcCni, {
      configuration: { enableNetworkPolicy: 'true' },
      identity: this.identity('aws-node', 'vpc-cni', 'AmazonEKS_CNI_Policy'),
      after: [agent],
    });
    const proxy = this.addon('kube-proxy', addons.kubeProxy, {});
    return [agent, cni, proxy];
  }

  /** Makes what is scheduled on nodes. Returns the identity that makes volumes. */
  afterNodes(nodes: readonly ITerraformDependable[]): PodIdentity {
    const { addons } = this.props;
    this.addon('coredns', addons.coredns, { after: nodes });
    const identity = this.identity('ebs-csi-controller-sa', 'ebs-csi', 'AmazonEBSCSIDriverPolicyV2');
    this.addon('aws-ebs-csi-driver', addons.ebsCsi, {
      // Volumes are made by the driver, where the provider's default tags do not reach.
      configuration: { controller: { extraVolumeTags: { ...AwsStack.of(this).tags } } },
      identity,
      after: nodes,
    });
    return identity;
  }

  private identity(serviceAccount: string, name: string, policy: ManagedPolicy): PodIdentity {
    const identity = this.props.identities.of('kube-system', serviceAccount, { name }, 'addon');
    identity.attach(policy);
    return identity;
  }

  private addon(name: string, props: AddonProps = {}, own: AddonNeeds): EksAddon {
    const values = merged(own.configuration ?? {}, props.configuration ?? {});
    const { identity } = own;
    const after = [...(own.after ?? []), ...(identity ? resourcesOf(identity) : [])];
    const config: EksAddonConfig = {
      clusterName: this.props.clusterName,
      addonName: name,
      ...(props.version && { addonVersion: props.version }),
      ...(Object.keys(values).length > 0 && { configurationValues: compact(values) }),
      // What is written here is what runs, also where somebody changed it by hand.
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      ...(identity && {
        podIdentityAssociation: [{ roleArn: identity.roleArn, serviceAccount: identity.serviceAccount }],
      }),
      ...(after.length > 0 && { dependsOn: after }),
    };
    return new EksAddon(this, name, overridden(this, 'addon', config, this.props.override));
  }
}

/** What an add-on needs from the cluster. */
interface AddonNeeds {
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly identity?: PodIdentity;
  readonly after?: readonly ITerraformDependable[];
}

type Values = Readonly<Record<string, unknown>>;

/** On one line with sorted keys: EKS gives the text back as it got it. */
function compact(values: Values): string {
  return JSON.stringify(JSON.parse(canonicalJson(values)));
}

/** The second over the first, object by object; anything but an object replaces what was there. */
function merged(base: Values, over: Values): Values {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isValues(below) && isValues(value) ? merged(below, value) : value;
  }
  return result;
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
