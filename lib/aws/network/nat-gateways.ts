import { Eip, type EipConfig } from '@cdktf/provider-aws/lib/eip';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway, type NatGatewayConfig } from '@cdktf/provider-aws/lib/nat-gateway';
import { Construct } from 'constructs';
import { overridden } from '../stack/override';
import type { ByZone } from './attributes';
import type { NetworkProps } from './props';
import type { MadeSubnet } from './subnets';

/** What {@link NatGateways} are made from. */
export interface NatGatewaysProps {
  /** The network's own props. */
  readonly network: NetworkProps;
  /** What names begin with. */
  readonly prefix: string;
  /** The public subnets, sorted by zone. */
  readonly publicSubnets: readonly MadeSubnet[];
  /** The gateway that they reach the internet by. */
  readonly internetGateway: InternetGateway;
}

/** NAT gateways and their addresses, each under the id of its zone. */
export class NatGateways extends Construct {
  /** Public IPv4 addresses that private subnets are seen with, by the gateway's zone. */
  readonly addresses: ByZone;
  private readonly gateways: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const addresses: Record<string, string> = {};
    const gateways = new Map<string, string>();
    const { nat } = props.network;
    const subnets = nat === 'perZone' ? props.publicSubnets : props.publicSubnets.slice(0, 1);
    for (const subnet of nat === 'none' ? [] : subnets) {
      const address = this.address(subnet.zone, props);
      gateways.set(subnet.zone, this.gateway(subnet, address, props));
      addresses[subnet.zone] = address.publicIp;
    }
    this.addresses = addresses;
    this.gateways = gateways;
  }

  /** Id of the gateway that a zone uses: its own, or the only one. `undefined` without any. */
  gatewayOf(zone: string): string | undefined {
    return this.gateways.get(zone) ?? [...this.gateways.values()][0];
  }

  private address(zone: string, { network, prefix, internetGateway }: NatGatewaysProps): Eip {
    const config: EipConfig = {
      domain: 'vpc',
      tags: { Name: `${prefix}-nat-${zone}` },
      lifecycle: { preventDestroy: network.deletionProtection ?? true },
      dependsOn: [internetGateway],
    };
    const zoneScope = new Construct(this, zone);
    return new Eip(
      zoneScope,
      'address',
      overridden(this, 'natAddress', config, network.overrides?.natAddress),
    );
  }

  private gateway(subnet: MadeSubnet, address: Eip, props: NatGatewaysProps): string {
    const config: NatGatewayConfig = {
      connectivityType: 'public',
      availabilityMode: 'zonal',
      allocationId: address.id,
      subnetId: subnet.id,
      tags: { Name: `${props.prefix}-${subnet.zone}` },
      // It needs the way to the internet that Terraform does not see in its arguments.
      dependsOn: [props.internetGateway],
    };
    const zoneScope = this.node.findChild(subnet.zone) as Construct;
    const gateway = new NatGateway(
      zoneScope,
      'Resource',
      overridden(this, 'natGateway', config, props.network.overrides?.natGateway),
    );
    return gateway.id;
  }
}
