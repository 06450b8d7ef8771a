import type { CredentialBook, Credentials } from '../proxy/credentials';
import type { RequestContext } from './policy';

/** A pod that asks for its role. */
export interface Pod {
  /** The account, twelve digits. */
  readonly account: string;
  /** The ARN of its cluster. */
  readonly clusterArn: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its service account. */
  readonly serviceAccount: string;
  /** The name of the role that is associated with it. */
  readonly role: string;
}

/** Whether a role's trust policy lets a service assume it. */
export type Trusts = (
  account: string,
  role: string,
  service: string,
  action: string,
  context: RequestContext,
) => Promise<boolean>;

/**
 * A session for a pod, as EKS Pod Identity gives it: the role's trust policy is asked whether the service may assume it with the tags
 * that the service sets (Amazon EKS User Guide, "EKS Pod Identity roles" and "Grant Pods access with ABAC"). The emulator lets no service
 * assume a role, so the session is made here, and its calls reach the emulator with the account's own signature once the gate has
 * let them through.
 * @returns `undefined` when the role does not trust the service with these tags
 */
export async function assumeForPod(
  pod: Pod,
  trusts: Trusts,
  book: CredentialBook,
): Promise<Credentials | undefined> {
  const { account, role, clusterArn, namespace, serviceAccount } = pod;
  const tags = {
    'eks-cluster-arn': clusterArn,
    'eks-cluster-name': clusterArn.slice(clusterArn.indexOf('/') + 1),
    'kubernetes-namespace': namespace,
    'kubernetes-service-account': serviceAccount,
    'kubernetes-pod-name': `${serviceAccount}-0`,
    'kubernetes-pod-uid': '00000000-0000-0000-0000-000000000000',
  };
  const context = {
    'aws:sourceaccount': account,
    'aws:sourcearn': clusterArn,
    'aws:tagkeys': Object.keys(tags),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:requesttag/${key}`, value])),
  };
  for (const action of ['sts:AssumeRole', 'sts:TagSession']) {
    if (!(await trusts(account, role, 'pods.eks.amazonaws.com', action, context))) return undefined;
  }
  return book.issue({ account, role, name: `eks-${serviceAccount}`, tags });
}
