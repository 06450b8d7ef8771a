import { completed, listed } from './completed';
import type { GapFactory } from './gap';
import { all, readXml, textAt, type XmlElement, xml } from './xml';

/** Settings that are answered as they were sent, by the name that an instance has them under. */
const asSent = {
  EngineLifecycleSupport: 'EngineLifecycleSupport',
  DatabaseInsightsMode: 'DatabaseInsightsMode',
  PerformanceInsightsKMSKeyId: 'PerformanceInsightsKMSKeyId',
} as const;

/** A database forgets which logs it exports, the key of its insights, and its kind of support. */
export const rdsInstanceSettings: GapFactory = () => {
  const instances = completed({
    describes: ({ name }) => name === 'DBInstance',
    arn: 'DBInstanceArn',
    operations: /^(CreateDBInstance|CreateDBInstanceReadReplica|ModifyDBInstance|RestoreDBInstance\w+)$/,
    says: (parameters, before) => [
      ...support(instances.known(parameters.get('SourceDBInstanceIdentifier') ?? '')),
      ...settings(parameters),
      ...logExports(parameters, before),
    ],
  });
  return {
    name: 'rds-instance-settings',
    service: 'rds',
    symptom:
      'an instance answers without exported logs, insights mode, key of Performance Insights and extended support',
    documentation:
      'Amazon RDS API Reference, "DBInstance": EnabledCloudwatchLogsExports, DatabaseInsightsMode, PerformanceInsightsKMSKeyId, EngineLifecycleSupport',
    resources: ['aws_db_instance'],
    matches: ({ operation }) => /DBInstance/.test(operation),
    handle: instances.handle,
    async isNeeded(send) {
      const id = 'gap-settings';
      const created = await send({
        service: 'rds',
        form: {
          Action: 'CreateDBInstance',
          Version: '2014-10-31',
          DBInstanceIdentifier: id,
          DBInstanceClass: 'db.t3.medium',
          Engine: 'postgres',
          AllocatedStorage: '20',
          MasterUsername: 'gap',
          MasterUserPassword: 'gap-settings',
          DatabaseInsightsMode: 'standard',
          EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
          'EnableCloudwatchLogsExports.member.1': 'postgresql',
        },
      });
      await send({
        service: 'rds',
        form: {
          Action: 'DeleteDBInstance',
          Version: '2014-10-31',
          DBInstanceIdentifier: id,
          SkipFinalSnapshot: 'true',
        },
      });
      const [instance] = all(readXml(created), 'DBInstance');
      return !(
        textAt(instance, 'DatabaseInsightsMode') &&
        textAt(instance, 'EngineLifecycleSupport') &&
        textAt(instance, 'EnabledCloudwatchLogsExports', 'member')
      );
    },
  };
};

/** A replica has the support of its source. */
function support(source: readonly XmlElement[]): XmlElement[] {
  return source.filter(({ name }) => name === 'EngineLifecycleSupport');
}

function settings(parameters: URLSearchParams): XmlElement[] {
  return Object.entries(asSent).flatMap(([sent, name]) => {
    const value = parameters.get(sent);
    return value === null ? [] : [xml(name, value)];
  });
}

function logExports(parameters: URLSearchParams, before: readonly XmlElement[]): XmlElement[] {
  const modified = 'CloudwatchLogsExportConfiguration';
  const enabled = [
    ...listed(parameters, 'EnableCloudwatchLogsExports.member'),
    ...listed(parameters, `${modified}.EnableLogTypes.member`),
  ];
  const disabled = listed(parameters, `${modified}.DisableLogTypes.member`);
  const name = 'EnabledCloudwatchLogsExports';
  const known = before.find((one) => one.name === name)?.children.map(({ text }) => text) ?? [];
  const types = [...new Set([...known, ...enabled])].filter((type) => !disabled.includes(type)).sort();
  return enabled.length + disabled.length === 0
    ? []
    : [
        xml(
          name,
          types.map((type) => xml('member', type)),
        ),
      ];
}
