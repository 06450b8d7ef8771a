import { DbParameterGroup, type DbParameterGroupConfig } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Construct } from 'constructs';
import { report } from '../../core/report';
import { Port } from '../connections/port';
import { SecurityGroup } from '../connections/security-group';
import { EncryptionKey } from '../encryption/encryption-key';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { engineVersion } from './checks/version';
import { defaults } from './defaults';
import { databaseErrors } from './errors';
import { type DatabaseParts, monitoringSeconds } from './instance-config';
import { MonitoringRole } from './monitoring-role';
import { databaseParameters } from './parameters';
import type { DatabaseSettings } from './props';

/**
 * What stands beside an instance: key, security group, parameters, and the role of enhanced monitoring.
 * @param scope - the database
 * @param props - its props
 * @param identifier - the instance's
 * @param key - the key; by default one of its own is made
 */
export function addParts(
  scope: Construct,
  props: DatabaseSettings,
  identifier: string,
  key = addKey(scope, props),
): DatabaseParts {
  const { name, network, overrides } = props;
  return {
    key,
    securityGroup: new SecurityGroup(scope, 'security-group', {
      vpcId: network.vpcId,
      name: `database-${name}`,
      description: `Database ${name}`,
      defaultPort: Port.tcp(network.port ?? defaults.port),
      ...(overrides?.securityGroup && { overrides: { securityGroup: overrides.securityGroup } }),
    }),
    parameterGroup: addParameters(scope, props),
    monitoringRole: addMonitoring(scope, props, identifier),
  };
}

/**
 * Reports `database/duplicate-name` where another database of the stack has the identifier already.
 * @param scope - the database
 * @param identifier - the instance's
 */
export function claimIdentifier(scope: Construct, identifier: string): void {
  const stack = AwsStack.of(scope);
  const taken = identifiers.get(stack) ?? new Map<string, string>();
  const other = taken.get(identifier);
  if (other !== undefined) {
    report(scope, databaseErrors['duplicate-name'], {
      at: 'name',
      found: `${identifier}, as of ${other}`,
      fix: 'give one of the two another name',
    });
  }
  identifiers.set(stack, taken.set(identifier, other ?? scope.node.path));
}

/** Identifiers of the databases of a stack, each with the path of the one that took it first. */
const identifiers = new WeakMap<AwsStack, Map<string, string>>();

/** The key of a database: of storage, insights, logs and secret. */
export function addKey(
  scope: Construct,
  {
    name,
    deletionProtection,
    overrides,
  }: Pick<DatabaseSettings, 'name' | 'deletionProtection' | 'overrides'>,
): EncryptionKey {
  return new EncryptionKey(scope, 'key', {
    name: `database-${name}`,
    description: `Database ${name}, its insights, logs and secret`,
    deletionProtection: deletionProtection ?? true,
    ...(overrides?.key && { overrides: { key: overrides.key } }),
  });
}

/**
 * A parameter group is of one major version, so that is part of its name: an upgrade makes a new group, moves the database to it, and
 * only then removes the old one.
 */
function addParameters(scope: Construct, props: DatabaseSettings): DbParameterGroup {
  const family = `postgres${engineVersion(props.version ?? defaults.version).major}`;
  const config: DbParameterGroupConfig = {
    name: physicalName(scope, 'aws_db_parameter_group', props.name, family),
    family,
    description: `Database ${props.name}`,
    parameter: databaseParameters(props),
    skipDestroy: false,
    lifecycle: { createBeforeDestroy: true },
  };
  const override = props.overrides?.parameterGroup;
  return new DbParameterGroup(scope, 'parameters', overridden(scope, 'parameterGroup', config, override));
}

function addMonitoring(
  scope: Construct,
  props: DatabaseSettings,
  identifier: string,
): MonitoringRole | undefined {
  if (monitoringSeconds(props) === 0) return undefined;
  const override = props.overrides?.monitoringRole;
  return new MonitoringRole(scope, 'monitoring', {
    name: props.name,
    identifier,
    ...(override && { override }),
  });
}
