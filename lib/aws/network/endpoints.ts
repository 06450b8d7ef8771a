import { VpcEndpoint, type VpcEndpointConfig } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { Port } from '../connections/port';
import { SecurityGroup } from '../connections/security-group';
import { AwsStack } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import type { NetworkOverrides } from './props';
import type { MadeSubnet } from './subnets';

/** What {@link Endpoints} are made from. */
export interface EndpointsProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Every IPv4 range of the VPC. */
  readonly ranges: readonly string[];
  /** What names begin with. */
  readonly prefix: string;
  /** The network's name within project and environment. */
  readonly name: string;
  /** Ids of the route tables that lead to S3. */
  readonly routeTableIds: readonly string[];
  /** Where interface endpoints stand. */
  readonly subnets: readonly MadeSubnet[];
  /** Services with an interface endpoint. */
  readonly services: readonly string[];
  /** Changes to the resources. */
  readonly overrides: NetworkOverrides;
}

/**
 * Ways to AWS services that do not lead over the internet: always the gateway endpoint of S3, which is free of charge and carries
 * the layers of container images, and the interface endpoints asked for. The endpoint of S3 has AWS's own policy, which allows
 * everything that the caller's and the bucket's policies allow: a narrower one has to know every bucket that AWS itself uses
 * (images, packages of Amazon Linux).
 */
export class Endpoints extends Construct {
  /** The group in front of the interface endpoints; `undefined` without any. */
  readonly securityGroup: SecurityGroup | undefined;

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    this.s3(props);
    this.securityGroup = props.services.length > 0 ? this.group(props) : undefined;
    for (const service of [...new Set(props.services)].sort()) this.interface(service, props);
  }

  private s3({ vpcId, prefix, routeTableIds, overrides }: EndpointsProps): void {
    const config: VpcEndpointConfig = {
      vpcId,
      vpcEndpointType: 'Gateway',
      serviceName: this.serviceName('s3'),
      routeTableIds: [...routeTableIds],
      tags: { Name: `${prefix}-s3` },
    };
    new VpcEndpoint(this, 's3', overridden(this, 's3Endpoint', config, overrides.s3Endpoint));
  }

  private group({ vpcId, ranges, name }: EndpointsProps): SecurityGroup {
    const group = new SecurityGroup(this, 'security-group', {
      vpcId,
      name: `${name}-endpoints`,
      description: 'Interface endpoints of AWS services',
      defaultPort: Port.tcp(443),
    });
    for (const range of ranges) group.connections.allowFromRange(range);
    return group;
  }

  private interface(service: string, { vpcId, prefix, subnets, overrides }: EndpointsProps): void {
    const config: VpcEndpointConfig = {
      vpcId,
      vpcEndpointType: 'Interface',
      serviceName: this.serviceName(service),
      privateDnsEnabled: true,
      subnetIds: subnets.map((one) => one.id),
      ...(this.securityGroup && { securityGroupIds: [this.securityGroup.securityGroupId] }),
      tags: { Name: `${prefix}-${service}` },
    };
    new VpcEndpoint(
      this,
      service,
      overridden(this, 'interfaceEndpoint', config, overrides.interfaceEndpoint),
    );
  }

  private serviceName(service: string): string {
    return `com.amazonaws.${AwsStack.of(this).region}.${service}`;
  }
}
