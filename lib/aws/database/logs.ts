import { type ITerraformDependable, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { LogGroup } from '../logs/log-group';
import { type DatabaseParts, logExports } from './instance-config';
import type { DatabaseSettings } from './props';

/**
 * The log groups of one instance, by the names that RDS fixes.
 * @param scope - the database or the replica
 * @param identifier - the instance's
 * @param props - the database
 * @param parts - with the key
 */
export function addLogGroups(
  scope: Construct,
  identifier: string,
  { logs, overrides }: Pick<DatabaseSettings, 'logs' | 'overrides'>,
  { key }: Pick<DatabaseParts, 'key'>,
): ITerraformDependable[] {
  return logExports.flatMap((log) => {
    const group = new LogGroup(scope, `logs-${log}`, {
      name: `/aws/rds/instance/${identifier}/${log}`,
      key,
      ...(logs?.retention !== undefined && { retention: logs.retention }),
      ...(overrides?.logGroup && { overrides: { group: overrides.logGroup } }),
    });
    return group.node.children.filter(TerraformResource.isTerraformResource);
  });
}
