import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { report } from '../../core/report';
import { AwsStack } from '../stack/aws-stack';
import { connectionErrors } from './errors';
import { type Port, portName } from './port';
import { canonicalRange, isWhole } from './range';

/** Something with a security group: what it can be reached by is said through its connections. */
export interface IConnectable {
  /** Its security group, and the rules that open it. */
  readonly connections: Connections;
}

/** What {@link Connections} are made from. */
export interface ConnectionsProps {
  /** The construct that owns the rules; they are made below it. */
  readonly scope: Construct;
  /** A short name for ids and descriptions, for example `database`. */
  readonly name: string;
  /** Id of the security group. */
  readonly securityGroupId: string;
  /**
   * The port that others reach it by.
   * @default - none: every rule names its port
   */
  readonly defaultPort?: Port;
  /**
   * Whether egress is closed until a rule opens it, or open because somebody else owns the group (EKS makes its cluster's
   * group with all egress).
   * @default 'declared'
   */
  readonly egress?: 'declared' | 'open';
}

/**
 * Who may reach a security group. One rule resource per rule, never inline ones (an inline rule and a rule resource undo
 * each other), from security group to security group, each described. Where the peer's egress is closed until declared, the
 * rule's other half is made too.
 */
export class Connections {
  /** Id of the security group. */
  readonly securityGroupId: string;
  /** Short name, for ids and descriptions. */
  readonly name: string;
  private readonly scope: Construct;
  private readonly defaultPort: Port | undefined;
  private readonly egress: 'declared' | 'open';

  constructor(props: ConnectionsProps) {
    this.scope = props.scope;
    this.name = props.name;
    this.securityGroupId = props.securityGroupId;
    this.defaultPort = props.defaultPort;
    this.egress = props.egress ?? 'declared';
  }

  /**
   * Lets a peer reach this one, or this one itself. Reports `connections/no-port`, `connections/other-stack` and
   * `connections/same-name`.
   * @param peer - who may connect
   * @param port - by default the port this one is reached by
   * @param description - why, for the reader of the console; by default `<peer> to <this>`
   */
  allowFrom(peer: IConnectable, port = this.defaultPort, description?: string): void {
    const other = peer.connections;
    if (!this.checkPort(port) || !this.checkStack(other)) return;
    const text = description ?? `${other.name} to ${this.name}`;
    this.ingress(`from-${other.name}-${portName(port)}`, port, text, {
      referencedSecurityGroupId: other.securityGroupId,
    });
    if (other.egress === 'declared') {
      other.egressRule(`to-${this.name}-${portName(port)}`, port, text, {
        referencedSecurityGroupId: this.securityGroupId,
      });
    }
  }

  /**
   * Lets a range of addresses reach this one. Reports `connections/whole-internet` for `0.0.0.0/0` and `::/0`: say
   * {@link allowFromInternet} instead.
   * @param range - IPv4 or IPv6, in CIDR form
   * @param port - by default the port this one is reached by
   * @param description - why; by default `<range> to <this>`
   */
  allowFromRange(range: string, port = this.defaultPort, description = `${range} to ${this.name}`): void {
    if (!this.checkPort(port) || !this.checkRange(range, 'call allowFromInternet, or ')) return;
    this.ingress(`from-${rangeId(range)}-${portName(port)}`, port, description, cidr(range));
  }

  /** Lets every address of the internet, IPv4 and IPv6, reach this one. For a public entry only. */
  allowFromInternet(port = this.defaultPort, description = `internet to ${this.name}`): void {
    if (!this.checkPort(port)) return;
    this.ingress(`from-internet-ipv4-${portName(port)}`, port, description, cidr('0.0.0.0/0'));
    this.ingress(`from-internet-ipv6-${portName(port)}`, port, description, cidr('::/0'));
  }

  /** Lets this one reach a range of addresses, narrower than the whole internet. */
  allowToRange(range: string, port = this.defaultPort, description = `${this.name} to ${range}`): void {
    if (!this.checkPort(port) || !this.checkRange(range)) return;
    this.egressRule(`to-${rangeId(range)}-${portName(port)}`, port, description, cidr(range));
  }

  private ingress(id: string, port: Port, description: string, peer: RulePeer): void {
    if (this.isMade(id, peer)) return;
    new VpcSecurityGroupIngressRule(this.scope, id, this.rule(port, description, peer));
  }

  private egressRule(id: string, port: Port, description: string, peer: RulePeer): void {
    if (this.isMade(id, peer)) return;
    new VpcSecurityGroupEgressRule(this.scope, id, this.rule(port, description, peer));
  }

  /** A rule that is asked for twice is made once; one that only has the id of another must not get lost. */
  private isMade(id: string, peer: RulePeer): boolean {
    const made = this.scope.node.tryFindChild(id);
    if (!made) return false;
    const group = (made as VpcSecurityGroupIngressRule).referencedSecurityGroupIdInput;
    if ('referencedSecurityGroupId' in peer && group !== peer.referencedSecurityGroupId) {
      report(this.scope, connectionErrors['same-name'], {
        found: `a second rule ${id}, for another security group`,
        fix: 'give the two peers different names',
      });
    }
    return true;
  }

  private rule(port: Port, description: string, peer: RulePeer) {
    // AWS refuses ports on a rule for all protocols, and Terraform then sees a difference for ever.
    const ports = port.protocol === '-1' ? {} : { fromPort: port.from, toPort: port.to };
    return {
      securityGroupId: this.securityGroupId,
      description,
      ipProtocol: port.protocol,
      ...ports,
      ...peer,
    };
  }

  private checkPort(port: Port | undefined): port is Port {
    if (port) return true;
    report(this.scope, connectionErrors['no-port'], {
      found: `a rule for ${this.name} without a port`,
      fix: 'give the port, for example Port.tcp(443)',
    });
    return false;
  }

  private checkStack(other: Connections): boolean {
    const [here, there] = [AwsStack.of(this.scope), AwsStack.of(other.scope)];
    if (here === there) return true;
    report(this.scope, connectionErrors['other-stack'], {
      found: `${this.name} is in ${here.node.path}, ${other.name} in ${there.node.path}`,
      fix: 'in the later of the two stacks, take the earlier one by its contract and fromAttributes, and connect that',
    });
    return false;
  }

  private checkRange(range: string, instead = ''): boolean {
    const canonical = canonicalRange(range);
    if (canonical && isWhole(canonical)) {
      report(this.scope, connectionErrors['whole-internet'], {
        found: `"${range}"`,
        fix: `${instead}give a narrower range`,
      });
      return false;
    }
    if (canonical === range) return true;
    report(this.scope, connectionErrors.range, {
      found: `"${range}"`,
      fix: `write it as ${canonical ?? '10.0.0.0/16 or 2001:db8::/32'}`,
    });
    return false;
  }
}

type RulePeer = { referencedSecurityGroupId: string } | { cidrIpv4: string } | { cidrIpv6: string };

function cidr(range: string): RulePeer {
  return range.includes(':') ? { cidrIpv6: range } : { cidrIpv4: range };
}

function rangeId(range: string): string {
  return range.replace(/[^0-9a-f]/g, '-');
}
