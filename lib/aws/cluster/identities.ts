import { Construct } from 'constructs';
import { isDnsLabel, isDnsSubdomain } from '../../core/kubernetes-names';
import { report } from '../../core/report';
import { AwsStack } from '../stack/aws-stack';
import { clusterErrors } from './errors';
import { PodIdentity } from './identity';

/** How an identity is made. */
export interface IdentityOptions {
  /**
   * Last part of the role's name, for pairs that are too long for the 64 characters of a role.
   * @default - `<namespace>-<serviceAccount>`
   */
  readonly name?: string;
}

/** The cluster that identities belong to. */
export interface IdentitiesProps {
  /** Name of the cluster, as a reference. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** What the names of roles begin with. */
  readonly prefix: string;
}

/** The identities of one cluster: one role for every pair of namespace and service account. */
export class Identities extends Construct {
  private readonly byPair = new Map<string, PodIdentity>();
  private readonly pairByRole = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdentitiesProps,
  ) {
    super(scope, id);
  }

  /**
   * The identity of a service account; asked again, the same one. Reports `cluster/identity-name` and `cluster/identity-role`.
   * @param boundBy - who binds it to the service account
   */
  of(
    namespace: string,
    serviceAccount: string,
    options: IdentityOptions = {},
    boundBy: 'association' | 'addon' = 'association',
  ): PodIdentity {
    const pair = `${namespace}/${serviceAccount}`;
    const known = this.byPair.get(pair);
    if (known) return known;
    this.checkNames(namespace, serviceAccount);
    const roleName = this.roleName(options.name ?? `${namespace}-${serviceAccount}`);
    const other = this.pairByRole.get(roleName);
    if (other) {
      report(this, clusterErrors['identity-role'], {
        found: `${pair} and ${other} would both have the role ${roleName}`,
        fix: 'give one of them a name: identityFor(namespace, serviceAccount, { name })',
      });
    }
    this.pairByRole.set(roleName, pair);
    const above = this.node.tryFindChild(namespace || '-') ?? new Construct(this, namespace || '-');
    const identity = new PodIdentity(above as Construct, serviceAccount || '-', {
      clusterName: this.props.clusterName,
      clusterArn: this.props.clusterArn,
      namespace,
      serviceAccount,
      roleName,
      boundBy,
    });
    this.byPair.set(pair, identity);
    return identity;
  }

  /** Role names are global, so they carry the region. */
  private roleName(last: string): string {
    return [this.props.prefix, AwsStack.of(this).region, last].join('-');
  }

  private checkNames(namespace: string, serviceAccount: string): void {
    const fix = 'use lower-case letters, digits and hyphens, as in the manifests';
    if (!isDnsLabel(namespace)) {
      report(this, clusterErrors['identity-name'], { found: `the namespace "${namespace}"`, fix });
    }
    if (!isDnsSubdomain(serviceAccount)) {
      report(this, clusterErrors['identity-name'], { found: `the service account "${serviceAccount}"`, fix });
    }
  }
}
