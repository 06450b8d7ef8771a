import { Construct } from 'constructs';
import { Connections, type IConnectable } from '../connections/connections';

/** A public entry, made here or elsewhere. */
export interface IEdge extends IConnectable {
  /** The host that clients ask for. */
  readonly host: string;
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** Host name of the load balancer itself; records point to it. */
  readonly loadBalancerDnsName: string;
  /** Id of the hosted zone of {@link loadBalancerDnsName}, for alias records. */
  readonly loadBalancerZoneId: string;
  /** Last part of the load balancer's ARN, the dimension LoadBalancer of its metrics. */
  readonly loadBalancerArnSuffix: string;
  /** ARN of the target group. */
  readonly targetGroupArn: string;
  /** Name of the target group; pods join by it. Known at synth in the program that makes the edge. */
  readonly targetGroupName: string;
  /** Last part of the target group's ARN, the dimension TargetGroup of its metrics. */
  readonly targetGroupArnSuffix: string;
}

/** What is known of a public entry that exists already. */
export interface EdgeAttributes extends Omit<IEdge, 'connections'> {
  /** A short name, for ids and descriptions of rules, for example `edge-api`. */
  readonly name: string;
  /** Id of its security group. */
  readonly securityGroupId: string;
}

/** A public entry of another stack or program. Its egress is closed until declared, from here too. */
export class ImportedEdge extends Construct implements IEdge {
  readonly host: string;
  readonly loadBalancerArn: string;
  readonly loadBalancerDnsName: string;
  readonly loadBalancerZoneId: string;
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArn: string;
  readonly targetGroupName: string;
  readonly targetGroupArnSuffix: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, attributes: EdgeAttributes) {
    super(scope, id);
    this.host = attributes.host;
    this.loadBalancerArn = attributes.loadBalancerArn;
    this.loadBalancerDnsName = attributes.loadBalancerDnsName;
    this.loadBalancerZoneId = attributes.loadBalancerZoneId;
    this.loadBalancerArnSuffix = attributes.loadBalancerArnSuffix;
    this.targetGroupArn = attributes.targetGroupArn;
    this.targetGroupName = attributes.targetGroupName;
    this.targetGroupArnSuffix = attributes.targetGroupArnSuffix;
    this.connections = new Connections({
      scope: this,
      name: attributes.name,
      securityGroupId: attributes.securityGroupId,
    });
  }
}
