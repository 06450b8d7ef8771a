import { Construct } from 'constructs';
import { Connections } from '../connections/connections';
import { AwsStack } from '../stack/aws-stack';
import { AccessEntries, type AccessGrant } from './access';
import type { ICluster } from './icluster';
import { Identities, type IdentityOptions } from './identities';
import type { PodIdentity } from './identity';
import { clusterName } from './naming';

/** What is known of a cluster that exists already. */
export interface ClusterAttributes {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Address of the API server. */
  readonly endpoint: string;
  /** The certificate authority of the API server, in base64. */
  readonly certificateAuthority: string;
  /** Id of the security group that EKS made for it. */
  readonly securityGroupId: string;
  /** ARN of the role of its nodes. */
  readonly nodeRoleArn: string;
}

/** A cluster of another stack or of somebody else. Grants and identities are made in the stack that asks for them. */
export class ImportedCluster extends Construct implements ICluster {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly securityGroupId: string;
  readonly nodeRoleArn: string;
  readonly connections: Connections;
  private readonly access: AccessEntries;
  private readonly identities: Identities;

  constructor(scope: Construct, id: string, attributes: ClusterAttributes) {
    super(scope, id);
    const stack = AwsStack.of(this);
    this.clusterName = attributes.clusterName;
    this.clusterArn = stack.arn('eks', `cluster/${attributes.clusterName}`);
    this.endpoint = attributes.endpoint;
    this.certificateAuthority = attributes.certificateAuthority;
    this.securityGroupId = attributes.securityGroupId;
    this.nodeRoleArn = attributes.nodeRoleArn;
    this.connections = new Connections({
      scope: this,
      name: 'cluster',
      securityGroupId: attributes.securityGroupId,
      egress: 'open',
    });
    this.access = new AccessEntries(this, 'access', this.clusterName);
    this.identities = new Identities(this, 'identity', {
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      // A name that is read from a state is unknown at synth, where the names of roles are chosen.
      prefix: this.clusterName.includes('${') ? clusterName(stack) : this.clusterName,
    });
  }

  grantAccess(id: string, grant: AccessGrant): void {
    this.access.grant(id, grant);
  }

  identityFor(namespace: string, serviceAccount: string, options?: IdentityOptions): PodIdentity {
    return this.identities.of(namespace, serviceAccount, options);
  }
}
