import type { PolicyStatement } from '../../stack/policy';
import { dataStatements } from './deploy-data';
import { identityStatements } from './deploy-identity';
import { clusterStatements, edgeStatements, networkStatements } from './deploy-network';
import { operationsStatements } from './deploy-operations';
import { recoveryStatements } from './deploy-recovery';
import type { PolicyContext } from './policy-context';
import { readStatements } from './read-statements';
import { lockAndWrite, read } from './state-access';

/**
 * Policies of the deploy role, by name, one per part of an environment: IAM limits the length of each. What has a name of ours is
 * narrowed by it; what AWS names itself (VPCs, keys, certificates) by account and region.
 */
export function deployPolicies(context: PolicyContext): Record<string, PolicyStatement[]> {
  return {
    read: readStatements(),
    state: [...read(context), ...lockAndWrite(context)],
    network: networkStatements(context),
    cluster: clusterStatements(context),
    data: dataStatements(context),
    edge: edgeStatements(context),
    operations: [...operationsStatements(context), ...recoveryStatements(context)],
    identity: identityStatements(context),
  };
}
