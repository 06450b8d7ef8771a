import type { IConnectable } from '../connections/connections';
import type { AccessGrant } from './access';
import type { IdentityOptions } from './identities';
import type { PodIdentity } from './identity';

/** An EKS cluster, made here or elsewhere. */
export interface ICluster extends IConnectable {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** Address of the API server. */
  readonly endpoint: string;
  /** The certificate authority of the API server, in base64. */
  readonly certificateAuthority: string;
  /** Id of the security group that EKS made for the control plane and the nodes. */
  readonly securityGroupId: string;
  /** ARN of the role of the nodes. */
  readonly nodeRoleArn: string;

  /**
   * Gives an IAM role or user access to the Kubernetes API. Reports `cluster/access-principal`, `cluster/access-duplicate` and
   * `cluster/access-scope`.
   * @param id - for the address, unique among the cluster's grants, for example `platform-admins`
   */
  grantAccess(id: string, grant: AccessGrant): void;

  /**
   * The identity of the pods of a service account; asked again, the same one. Reports `cluster/identity-name` and
   * `cluster/identity-role`.
   */
  identityFor(namespace: string, serviceAccount: string, options?: IdentityOptions): PodIdentity;
}
