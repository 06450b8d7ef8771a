import { randomBytes } from 'node:crypto';
import { type AwsAnswer, type AwsCall, form, type Next, withBody } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { asService } from './service';
import { all, child, readXml, removeChild, setChild, textAt, writeXml, type XmlElement, xml } from './xml';

/** Version of the RDS API. */
const Version = '2014-10-31';

const sourceName = 'ReadReplicaSourceDBInstanceIdentifier';

/** What a replica takes over from its source: name of the parameter, by the name that an instance has it under. */
const inherited: Readonly<Record<string, string>> = {
  Engine: 'Engine',
  EngineVersion: 'EngineVersion',
  AllocatedStorage: 'AllocatedStorage',
  MasterUsername: 'MasterUsername',
  DBName: 'DBName',
  DBInstanceClass: 'DBInstanceClass',
  StorageEncrypted: 'StorageEncrypted',
};

/** A read replica of an instance of another region, and its promotion. */
export const rdsCrossRegionReplica: GapFactory = () => {
  /** ARN of the source, by the replica's. */
  const sources = new Map<string, string>();
  return {
    name: 'rds-cross-region-replica',
    service: 'rds',
    symptom:
      'CreateDBInstanceReadReplica refuses a source of another region, PromoteReadReplica is unknown (the replica is made by a call of its own), and what follows nothing has an empty source',
    documentation:
      'Amazon RDS API Reference, "CreateDBInstanceReadReplica": SourceDBInstanceIdentifier; "PromoteReadReplica"; "DBInstance": ReadReplicaSourceDBInstanceIdentifier',
    resources: ['aws_db_instance'],
    matches: ({ operation }) => /DBInstance|^PromoteReadReplica$/.test(operation),
    async handle(call, next) {
      const rds = asService(next, call);
      const answer = await answerOf(call, next, rds, sources);
      if (answer.status >= 300) return answer;
      const root = readXml(answer);
      for (const instance of all(root, 'DBInstance')) show(instance, sources);
      if (call.operation === 'DeleteDBInstance') {
        for (const instance of all(root, 'DBInstance')) sources.delete(arnOf(instance));
      }
      return withBody(answer, writeXml(root));
    },
    async isNeeded(send) {
      const create = { Action: 'CreateDBInstance', Version, ...given('gap-source'), ...minimum };
      const source = all(readXml(await send({ service: 'rds', form: create })), 'DBInstance')[0];
      const replica = {
        Action: 'CreateDBInstanceReadReplica',
        Version,
        ...given('gap-replica'),
        SourceDBInstanceIdentifier: source ? arnOf(source) : '',
      };
      const made = await send({ service: 'rds', region: 'us-west-2', form: replica });
      const deletion = { Action: 'DeleteDBInstance', Version, SkipFinalSnapshot: 'true' };
      await send({
        service: 'rds',
        region: 'us-west-2',
        form: { ...deletion, ...given('gap-replica') },
      });
      await send({ service: 'rds', form: { ...deletion, ...given('gap-source') } });
      return made.status >= 300 || textAt(source, sourceName) !== undefined;
    },
  };
};

const minimum = {
  DBInstanceClass: 'db.t3.medium',
  Engine: 'postgres',
  AllocatedStorage: '20',
  MasterUsername: 'gap',
  MasterUserPassword: 'gap-replica',
};

function given(DBInstanceIdentifier: string): { DBInstanceIdentifier: string } {
  return { DBInstanceIdentifier };
}

function arnOf(instance: XmlElement): string {
  return textAt(instance, 'DBInstanceArn') ?? '';
}

async function answerOf(
  call: AwsCall,
  next: Next,
  rds: Send,
  sources: Map<string, string>,
): Promise<AwsAnswer> {
  const parameters = form(call.body);
  const source = parameters.get('SourceDBInstanceIdentifier') ?? '';
  const [, , , sourceRegion] = source.split(':');
  if (call.operation === 'PromoteReadReplica') return promote(parameters, rds, sources);
  if (call.operation !== 'CreateDBInstanceReadReplica' || !sourceRegion || sourceRegion === call.region)
    return next(call);
  const found = await rds({
    service: 'rds',
    region: sourceRegion,
    form: { Action: 'DescribeDBInstances', Version, DBInstanceIdentifier: source.split(':')[6] ?? '' },
  });
  const [instance] = all(readXml(found), 'DBInstance');
  if (!instance) return found;
  const { SourceDBInstanceIdentifier: _, ...own } = Object.fromEntries(parameters);
  const taken = Object.entries(inherited).map(([name, at]) => [name, textAt(instance, at) ?? '']);
  const made = await rds({
    service: 'rds',
    form: {
      ...Object.fromEntries(taken),
      MasterUserPassword: randomBytes(16).toString('hex'),
      ...own,
      Action: 'CreateDBInstance',
    },
  });
  if (made.status >= 300) return made;
  const root = readXml(made);
  for (const one of all(root, 'DBInstance')) sources.set(arnOf(one), source);
  return withBody(made, writeXml(root).replaceAll('CreateDBInstanceRe', 'CreateDBInstanceReadReplicaRe'));
}

/** A promoted replica stands on its own, with backups as the promotion says. */
async function promote(
  parameters: URLSearchParams,
  rds: Send,
  sources: Map<string, string>,
): Promise<AwsAnswer> {
  const { Action: _, ...own } = Object.fromEntries(parameters);
  const modified = await rds({
    service: 'rds',
    form: { Action: 'ModifyDBInstance', ApplyImmediately: 'true', BackupRetentionPeriod: '1', ...own },
  });
  if (modified.status >= 300) return modified;
  const root = readXml(modified);
  const [instance] = all(root, 'DBInstance');
  const arn = instance ? arnOf(instance) : '';
  if (!sources.delete(arn)) return notAReplica(own['DBInstanceIdentifier'] ?? '', modified);
  return withBody(modified, writeXml(root).replaceAll('ModifyDBInstanceRe', 'PromoteReadReplicaRe'));
}

function notAReplica(id: string, answer: AwsAnswer): AwsAnswer {
  const message = `DB Instance ${id} is not a read replica.`;
  return {
    ...withBody(
      answer,
      writeXml(
        xml('ErrorResponse', [
          xml('Error', [
            xml('Type', 'Sender'),
            xml('Code', 'InvalidDBInstanceState'),
            xml('Message', message),
          ]),
        ]),
      ),
    ),
    status: 400,
  };
}

/** Both ends name each other by ARN when they are in different regions. */
function show(instance: XmlElement, sources: ReadonlyMap<string, string>): void {
  const arn = arnOf(instance);
  const source = sources.get(arn);
  if (source) setChild(instance, xml(sourceName, source));
  else if (textAt(instance, sourceName) === '') removeChild(instance, sourceName);
  const replicas = [...sources].flatMap(([replica, of]) => (of === arn ? [replica] : []));
  const name = 'ReadReplicaDBInstanceIdentifiers';
  const own = child(instance, name)?.children ?? [];
  const others = replicas.map((replica) => xml('ReadReplicaDBInstanceIdentifier', replica));
  if (others.length > 0) setChild(instance, xml(name, [...own, ...others]));
}
