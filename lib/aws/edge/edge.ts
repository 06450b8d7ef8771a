import { Lb, type LbConfig } from '@cdktf/provider-aws/lib/lb';
import { LbListener, type LbListenerConfig } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup, type LbTargetGroupConfig } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record, type Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { report, warn } from '../../core/report';
import { regionalHost } from '../../core/route53';
import type { Connections } from '../connections/connections';
import { Port } from '../connections/port';
import { SecurityGroup } from '../connections/security-group';
import { failoverRouting, recordTypes } from '../failover/routing';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { addEdgeAlarms } from './alarms';
import { Certificate } from './certificate';
import { edgeErrors } from './errors';
import { edgeFaults, planTarget, targetGroupNameParts } from './plan';
import type { EdgeProps } from './props';
import { type EdgeAttributes, type IEdge, ImportedEdge } from './reference';
import { RegionalName } from './regional-name';
import { defaultTlsPolicy } from './tls-policy';
import { WebAcl } from './web-acl';

/**
 * The entry to a system: an application load balancer with HTTPS, HTTP redirected to it, a certificate, a web ACL, access logs, a
 * target group by IP that pods join by its name, records and alarms. Its security group lets nothing out until a target is
 * connected: `cluster.connections.allowFrom(edge, Port.tcp(8080))`. Reports `edge/*` and `stack/name`.
 */
export class Edge extends Construct implements IEdge {
  readonly host: string;
  readonly loadBalancerArn: string;
  readonly loadBalancerDnsName: string;
  readonly loadBalancerZoneId: string;
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArn: string;
  readonly targetGroupName: string;
  readonly targetGroupArnSuffix: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { region } = AwsStack.of(this);
    for (const { error, ...finding } of edgeFaults(props, region)) report(this, edgeErrors[error], finding);

    this.host = props.host;
    this.targetGroupName = physicalName(
      this,
      'aws_lb_target_group',
      ...targetGroupNameParts(props.name, props.target),
    );
    const securityGroup = this.addSecurityGroup(props);
    const balancer = this.addLoadBalancer(props, securityGroup);
    const targets = this.addTargets(props);
    const https = this.addListeners(props, balancer, targets);
    this.addWebAcl(props, balancer);
    if (props.records !== 'none') this.addRecords(props, balancer);
    if (props.regionalHost === 'byRegion') this.addRegionalName(props, balancer, https);
    addEdgeAlarms(
      this,
      { name: props.name, loadBalancer: balancer.arnSuffix, targetGroup: targets.arnSuffix },
      props.alarms,
    );

    this.loadBalancerArn = balancer.arn;
    this.loadBalancerDnsName = balancer.dnsName;
    this.loadBalancerZoneId = balancer.zoneId;
    this.loadBalancerArnSuffix = balancer.arnSuffix;
    this.targetGroupArn = targets.arn;
    this.targetGroupArnSuffix = targets.arnSuffix;
    this.connections = securityGroup.connections;
  }

  /** An entry that exists already. */
  static fromAttributes(scope: Construct, id: string, attributes: EdgeAttributes): IEdge {
    return new ImportedEdge(scope, id, attributes);
  }

  private addSecurityGroup({ name, network, exposure, clientRanges, overrides }: EdgeProps): SecurityGroup {
    const group = new SecurityGroup(this, 'security-group', {
      vpcId: network.vpcId,
      name: `edge-${name}`,
      description: `Entry ${name}`,
      ...(overrides?.securityGroup && { overrides: { securityGroup: overrides.securityGroup } }),
    });
    // Port 80 answers with a redirect and nothing else.
    for (const port of [Port.tcp(443), Port.tcp(80)]) {
      if (clientRanges) for (const range of clientRanges) group.connections.allowFromRange(range, port);
      else if (exposure !== 'internal') group.connections.allowFromInternet(port);
    }
    return group;
  }

  private addLoadBalancer(props: EdgeProps, securityGroup: SecurityGroup): Lb {
    const protection = props.deletionProtection ?? true;
    const name = physicalName(this, 'aws_lb', props.name);
    const config: LbConfig = {
      name,
      loadBalancerType: 'application',
      internal: props.exposure === 'internal',
      ipAddressType: props.addressType === 'dualStack' ? 'dualstack' : 'ipv4',
      subnets: Object.keys(props.network.subnetIds)
        .sort()
        .map((zone) => props.network.subnetIds[zone] ?? ''),
      securityGroups: [securityGroup.securityGroupId],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: 'defensive',
      // When WAF does not answer, requests are refused rather than let through unseen.
      enableWafFailOpen: false,
      enableZonalShift: true,
      enableHttp2: true,
      idleTimeout: props.idleTimeoutSeconds ?? 60,
      enableDeletionProtection: protection,
      accessLogs: {
        enabled: true,
        bucket: props.accessLogs.bucketName,
        ...(props.accessLogs.prefix && { prefix: props.accessLogs.prefix }),
      },
      tags: { Name: name },
      lifecycle: { preventDestroy: protection },
    };
    return new Lb(this, 'Resource', overridden(this, 'loadBalancer', config, props.overrides?.loadBalancer));
  }

  private addTargets(props: EdgeProps): LbTargetGroup {
    const target = planTarget(props.target);
    const config: LbTargetGroupConfig = {
      name: this.targetGroupName,
      vpcId: props.network.vpcId,
      targetType: 'ip',
      ipAddressType: 'ipv4',
      port: target.port,
      protocol: target.protocol,
      protocolVersion: 'HTTP1',
      deregistrationDelay: String(target.deregistrationDelay),
      healthCheck: {
        enabled: true,
        path: target.healthPath,
        port: 'traffic-port',
        protocol: target.protocol,
        matcher: '200',
        interval: target.interval,
        timeout: target.timeout,
        healthyThreshold: target.healthyThreshold,
        unhealthyThreshold: target.unhealthyThreshold,
      },
      // Possible although the name is fixed: what replaces the group is part of its name, see targetGroupNameParts.
      lifecycle: { createBeforeDestroy: true },
    };
    return new LbTargetGroup(
      this,
      'targets',
      overridden(this, 'targetGroup', config, props.overrides?.targetGroup),
    );
  }

  private addListeners(props: EdgeProps, balancer: Lb, targets: LbTargetGroup): LbListener {
    const https: LbListenerConfig = {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: props.tlsPolicy ?? defaultTlsPolicy,
      certificateArn: this.certificateArn(props),
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    };
    const http: LbListenerConfig = {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: 'HTTP',
      defaultAction: [
        { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } },
      ],
    };
    const { overrides } = props;
    const secure = new LbListener(
      this,
      'https',
      overridden(this, 'httpsListener', https, overrides?.httpsListener),
    );
    new LbListener(this, 'http', overridden(this, 'httpListener', http, overrides?.httpListener));
    return secure;
  }

  private certificateArn({ certificate = 'zone', host, hostedZoneId, overrides }: EdgeProps): string {
    if (typeof certificate === 'object') return certificate.arn;
    return new Certificate(this, 'certificate', {
      host,
      hostedZoneId,
      record: certificate === 'zone' ? 'here' : 'elsewhere',
      ...(overrides?.certificate && { overrides: { certificate: overrides.certificate } }),
    }).certificateArn;
  }

  private addWebAcl(props: EdgeProps, balancer: Lb): void {
    new WebAcl(this, 'web-acl', {
      name: props.name,
      loadBalancerArn: balancer.arn,
      rateLimit: props.rateLimit,
      waf: props.waf ?? {},
      deletionProtection: props.deletionProtection ?? true,
      ...(props.overrides && { overrides: props.overrides }),
    });
  }

  private addRecords(props: EdgeProps, balancer: Lb): void {
    const { region } = AwsStack.of(this);
    const { records } = props;
    for (const type of recordTypes(props.addressType)) {
      const config: Route53RecordConfig = {
        zoneId: props.hostedZoneId,
        name: props.host,
        type,
        alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true },
        ...(typeof records === 'object' && failoverRouting(records.failover, region, records.healthCheckId)),
      };
      const id = `record-${type.toLowerCase()}`;
      new Route53Record(this, id, overridden(this, 'record', config, props.overrides?.record));
    }
  }

  private addRegionalName(props: EdgeProps, balancer: Lb, https: LbListener): void {
    if (props.clientRanges && props.exposure !== 'internal') {
      warn(this, edgeErrors['health-checkers'], {
        at: 'clientRanges',
        found: `${props.clientRanges.length} ranges`,
        fix: 'make sure that the ranges of ROUTE53_HEALTHCHECKS (AWS IP address ranges) are among them',
      });
    }
    new RegionalName(this, 'regional', {
      host: regionalHost(props.host, AwsStack.of(this).region),
      hostedZoneId: props.hostedZoneId,
      recordTypes: recordTypes(props.addressType),
      loadBalancer: balancer,
      listenerArn: https.arn,
      ...(props.overrides && { overrides: props.overrides }),
    });
  }
}
