import { randomBytes } from 'node:crypto';
import { type AwsAnswer, form, withBody, xmlAnswer } from '../proxy/call';
import type { GapFactory } from './gap';
import { asService } from './service';
import { all, child, readXml, setChild, textAt, writeXml, type XmlElement, xml } from './xml';

interface Backup {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly sourceArn: string;
  readonly element: XmlElement;
}

/** What a backup takes over from its instance. */
const inherited = [
  'DBInstanceArn',
  'DbiResourceId',
  'DBInstanceIdentifier',
  'AllocatedStorage',
  'InstanceCreateTime',
  'MasterUsername',
  'Engine',
  'EngineVersion',
  'LicenseModel',
  'StorageType',
  'IAMDatabaseAuthenticationEnabled',
];

/** Automated backups that are copied to another region. */
export const rdsAutomatedBackupsReplication: GapFactory = () => {
  const backups = new Map<string, Backup>();
  return {
    name: 'rds-automated-backups-replication',
    service: 'rds',
    symptom:
      'Start- and StopDBInstanceAutomatedBackupsReplication and DescribeDBInstanceAutomatedBackups are unknown',
    documentation:
      'Amazon RDS API Reference, "StartDBInstanceAutomatedBackupsReplication", "StopDBInstanceAutomatedBackupsReplication", "DescribeDBInstanceAutomatedBackups", "DBInstanceAutomatedBackup"',
    resources: ['aws_db_instance_automated_backups_replication'],
    matches: ({ operation }) => /DBInstanceAutomatedBackups|^DescribeDBInstances$/.test(operation),
    async handle(call, next) {
      const parameters = form(call.body);
      const sourceArn = parameters.get('SourceDBInstanceArn') ?? '';
      const here = [...backups.values()].filter(
        ({ account, region }) => account === call.accessKey && region === call.region,
      );
      switch (call.operation) {
        case 'StartDBInstanceAutomatedBackupsReplication': {
          const found = await asService(
            next,
            call,
          )({
            service: 'rds',
            region: sourceArn.split(':')[3] ?? '',
            form: {
              Action: 'DescribeDBInstances',
              Version: '2014-10-31',
              DBInstanceIdentifier: sourceArn.split(':')[6] ?? '',
            },
          });
          const [instance] = all(readXml(found), 'DBInstance');
          if (!instance) return found;
          const made = backupOf(instance, parameters, call.accessKey, call.region);
          backups.set(made.arn, made);
          return answer(call.operation, made.element);
        }
        case 'StopDBInstanceAutomatedBackupsReplication': {
          const stopped = here.find((one) => one.sourceArn === sourceArn);
          if (!stopped)
            return refusal(
              'InvalidDBInstanceState',
              `${sourceArn} is not replicating to the current region.`,
            );
          backups.delete(stopped.arn);
          return answer(call.operation, stopped.element);
        }
        case 'DescribeDBInstanceAutomatedBackups': {
          const arn = parameters.get('DBInstanceAutomatedBackupsArn');
          const id = parameters.get('DBInstanceIdentifier');
          const found = here.filter(
            (one) => (!arn || one.arn === arn) && (!id || textAt(one.element, 'DBInstanceIdentifier') === id),
          );
          if (arn && found.length === 0)
            return refusal('DBInstanceAutomatedBackupNotFound', `${arn} not found.`, 404);
          return answer(
            call.operation,
            xml(
              'DBInstanceAutomatedBackups',
              found.map(({ element }) => element),
            ),
          );
        }
        default: {
          const described = await next(call);
          const root = readXml(described);
          for (const instance of all(root, 'DBInstance')) show(instance, [...backups.values()]);
          return described.status < 300 ? withBody(described, writeXml(root)) : described;
        }
      }
    },
    async isNeeded(send) {
      const found = await send({
        service: 'rds',
        form: { Action: 'DescribeDBInstanceAutomatedBackups', Version: '2014-10-31' },
      });
      return found.status >= 300;
    },
  };
};

function backupOf(
  instance: XmlElement,
  parameters: URLSearchParams,
  account: string,
  region: string,
): Backup {
  const sourceArn = textAt(instance, 'DBInstanceArn') ?? '';
  const id = randomBytes(13).toString('hex');
  const arn = `arn:aws:rds:${region}:${account}:auto-backup:ab-${id}`;
  const element = xml('DBInstanceAutomatedBackup', [
    ...inherited.flatMap((name) => child(instance, name) ?? []),
    xml('Region', sourceArn.split(':')[3] ?? ''),
    xml('Status', 'replicating'),
    xml('Encrypted', textAt(instance, 'StorageEncrypted') ?? 'false'),
    ...(parameters.has('KmsKeyId') ? [xml('KmsKeyId', parameters.get('KmsKeyId') ?? '')] : []),
    xml('BackupRetentionPeriod', parameters.get('BackupRetentionPeriod') ?? '7'),
    xml('DBInstanceAutomatedBackupsArn', arn),
  ]);
  return { arn, account, region, sourceArn, element };
}

function show(instance: XmlElement, backups: readonly Backup[]): void {
  const own = backups.filter(({ sourceArn }) => sourceArn === textAt(instance, 'DBInstanceArn'));
  const one = (arn: string) =>
    xml('DBInstanceAutomatedBackupsReplication', [xml('DBInstanceAutomatedBackupsArn', arn)]);
  if (own.length > 0) {
    setChild(
      instance,
      xml(
        'DBInstanceAutomatedBackupsReplications',
        own.map(({ arn }) => one(arn)),
      ),
    );
  }
}

function answer(operation: string, result: XmlElement): AwsAnswer {
  return xmlAnswer(200, writeXml(xml(`${operation}Response`, [xml(`${operation}Result`, [result])])));
}

function refusal(code: string, message: string, status = 400): AwsAnswer {
  const error = xml('Error', [xml('Type', 'Sender'), xml('Code', code), xml('Message', message)]);
  return xmlAnswer(status, writeXml(xml('ErrorResponse', [error])));
}
