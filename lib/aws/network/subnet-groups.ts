import { DbSubnetGroup, type DbSubnetGroupConfig } from '@cdktf/provider-aws/lib/db-subnet-group';
import {
  ElasticacheSubnetGroup,
  type ElasticacheSubnetGroupConfig,
} from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import type { Construct } from 'constructs';
import { physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import type { NetworkOverrides } from './props';
import type { MadeSubnet } from './subnets';

/** Makes the RDS subnet group of the database tier, and gives its name; nothing without such subnets. */
export function makeDatabaseSubnetGroup(
  scope: Construct,
  name: string,
  subnets: readonly MadeSubnet[],
  overrides: NetworkOverrides,
): string | undefined {
  const own = subnets.filter((one) => one.tier === 'database');
  if (own.length === 0) return undefined;
  const groupName = physicalName(scope, 'aws_db_subnet_group', name, 'database');
  const config: DbSubnetGroupConfig = {
    name: groupName,
    description: 'Database tier',
    subnetIds: own.map((one) => one.id),
    tags: { Name: groupName },
  };
  return new DbSubnetGroup(
    scope,
    'database-subnet-group',
    overridden(scope, 'databaseSubnetGroup', config, overrides.databaseSubnetGroup),
  ).name;
}

/** Makes the ElastiCache subnet group of the cache tier, and gives its name; nothing without such subnets. */
export function makeCacheSubnetGroup(
  scope: Construct,
  name: string,
  subnets: readonly MadeSubnet[],
  overrides: NetworkOverrides,
): string | undefined {
  const own = subnets.filter((one) => one.tier === 'cache');
  if (own.length === 0) return undefined;
  const groupName = physicalName(scope, 'aws_elasticache_subnet_group', name, 'cache');
  const config: ElasticacheSubnetGroupConfig = {
    name: groupName,
    description: 'Cache tier',
    subnetIds: own.map((one) => one.id),
    tags: { Name: groupName },
  };
  return new ElasticacheSubnetGroup(
    scope,
    'cache-subnet-group',
    overridden(scope, 'cacheSubnetGroup', config, overrides.cacheSubnetGroup),
  ).name;
}
