import { Database } from '../../lib/aws/database/database';
import type { IOwnDatabase } from '../../lib/aws/database/reference';
import { ReleasedDatabase } from '../../lib/aws/database/standby/released-database';
import { ReplicatedBackups } from '../../lib/aws/database/standby/replicated-backups';
import { generationName, type StandbySource } from '../../lib/aws/database/standby/source';
import { StandbyDatabase } from '../../lib/aws/database/standby/standby-database';
import { EncryptionKey } from '../../lib/aws/encryption/encryption-key';
import type { INetwork } from '../../lib/aws/network/network';
import type { SecretReplicas } from '../../lib/aws/secret/replicas';
import type { AwsStack } from '../../lib/aws/stack/aws-stack';
import type { RegionSettings } from '../../lib/core/environment';
import {
  type DatabaseInstance,
  databaseChoice,
  databaseInstances,
  replicaLagAlarmSeconds,
} from '../../lib/core/recovery';
import { isProtected, type Place } from '../place';

/** The database's name in every region and generation. */
const NAME = 'main';

type DatabaseSettings = NonNullable<RegionSettings['database']>;

/** What the databases of a region are made from. */
export interface RegionDatabasesProps {
  /** The stack they stand in. */
  readonly stack: AwsStack;
  /** Where they stand. */
  readonly place: Place;
  /** The region's network. */
  readonly network: INetwork;
  /** Who hears of their alarms. */
  readonly topicArn: string;
  /** Regions that the master user's secret is copied to. @default - none */
  readonly secretReplicas: SecretReplicas | undefined;
  /** ARN of the key of the secret, where it is a copy from another region. @default - the secret is made here */
  readonly secretKeyArn: string | undefined;
}

/** The database of one region in all its generations: one, but for the weeks after a way back. */
export class RegionDatabases {
  private readonly made = new Map<number, Database | StandbyDatabase>();
  private released: ReleasedDatabase | undefined;
  private sharedKey: EncryptionKey | undefined;
  private backups: ReplicatedBackups | undefined;

  constructor(private readonly props: RegionDatabasesProps) {}

  /** Where they stand. */
  get place(): Place {
    return this.props.place;
  }

  /** The one that the region's services use: its latest. */
  get latest(): IOwnDatabase | undefined {
    return this.made.get(Math.max(...this.made.keys()));
  }

  /** What a follower has to know of one of them. */
  sourceOf(generation: number): StandbySource | undefined {
    return this.made.get(generation)?.source;
  }

  /** Makes one of them. */
  add(instance: DatabaseInstance, source: StandbySource | undefined): void {
    const { settings } = this.props.place;
    if (!settings.database) return;
    const made =
      instance.origin === 'follower'
        ? this.follower(settings.database, instance, source)
        : this.original(settings.database, instance);
    this.made.set(instance.generation, made);
  }

  /** Keeps the secret and the key of the first one, which is gone. Comes before the others. */
  release(): void {
    const { stack, place, secretReplicas } = this.props;
    const { database } = place.settings;
    if (!database) return;
    this.released = new ReleasedDatabase(stack, 'database', {
      name: NAME,
      databaseName: database.databaseName,
      passwordVersion: database.passwordVersion,
      deletionProtection: isProtected(place),
      logs: { retention: database.logRetentionDays },
      ...(secretReplicas && { secretReplicas }),
    });
  }

  /** Says which one the secret of a released database opens. */
  finish(): void {
    const standing = [...this.made.values()].filter((one) => one instanceof StandbyDatabase);
    const serving = standing.reverse().find((one) => one.role === 'promoted');
    if (serving) this.released?.servedBy(serving);
  }

  /** Copies the backups of a database of another region here. */
  replicate(source: StandbySource): void {
    const { stack, place } = this.props;
    this.backups = new ReplicatedBackups(stack, 'database-backups', {
      name: NAME,
      source,
      retentionDays: source.backupRetentionDays,
      deletionProtection: isProtected(place),
    });
  }

  private original(settings: DatabaseSettings, { origin, released }: DatabaseInstance): Database {
    const { stack, place, secretReplicas } = this.props;
    return new Database(stack, 'database', {
      ...this.common(settings),
      name: NAME,
      databaseName: settings.databaseName,
      masterUsername: settings.masterUsername,
      passwordVersion: settings.passwordVersion,
      replicas: settings.replicas ?? {},
      ...(secretReplicas && { secretReplicas }),
      ...(origin === 'restored' && this.restored()),
      deletionProtection: isProtected(place) && !released,
    });
  }

  private follower(
    settings: DatabaseSettings,
    { generation, role, released }: DatabaseInstance,
    source: StandbySource | undefined,
  ): StandbyDatabase {
    const { stack, place, topicArn } = this.props;
    const { recovery } = place.environment;
    return new StandbyDatabase(stack, generationName('database', generation), {
      ...this.common(settings),
      alarms: { topicArn, ...(recovery && { replicaLagSeconds: replicaLagAlarmSeconds(recovery) }) },
      name: NAME,
      databaseName: settings.databaseName,
      role,
      ...(source && { source }),
      generation,
      secret: { keyArn: this.secretKeyArn() },
      key: this.followersKey(),
      deletionProtection: isProtected(place) && !released,
    });
  }

  private common(settings: DatabaseSettings) {
    const { network, topicArn } = this.props;
    return {
      version: settings.version,
      instanceClass: settings.instanceClass,
      network: { vpcId: network.vpcId, subnetGroupName: network.databaseSubnetGroupName ?? '' },
      storage: settings.storage,
      availability: settings.availability,
      backup: settings.backup,
      maintenance: { window: settings.maintenanceWindow },
      logs: { retention: settings.logRetentionDays },
      alarms: { topicArn },
    };
  }

  /** Outlives each generation, and with it the snapshots that they leave. */
  private followersKey(): EncryptionKey {
    const { stack, place } = this.props;
    // In the primary region the first database has the alias without an ending.
    const name = place.standby ? `database-${NAME}` : `database-${NAME}-later`;
    this.sharedKey ??= new EncryptionKey(stack, 'database-key', {
      name,
      description: `Database ${NAME} of every generation, its insights and logs`,
      deletionProtection: isProtected(place),
    });
    return this.sharedKey;
  }

  private secretKeyArn(): string {
    const first = this.made.get(1);
    return this.props.secretKeyArn ?? this.released?.keyArn ?? first?.keyArn ?? '';
  }

  private restored() {
    const { restore } = this.props.place.environment.recovery ?? {};
    if (!restore || !this.backups) return {};
    const { automatedBackupsArn, time } = restore;
    return {
      restore: { keyArn: this.backups.keyArn, pointInTime: { source: { automatedBackupsArn }, time } },
    };
  }
}

/** The database of a region that nobody takes over from. */
function ownInstance(region: string): DatabaseInstance {
  return { region, generation: 1, origin: 'original', role: 'promoted', serves: true, released: false };
}

/**
 * Makes every instance of an environment's database, in whichever region it stands: each after the one that it follows, which may be in the
 * other one.
 * @param primary - those of the primary region, or of another one that serves
 * @param standby - those of the standby region, with the primary's
 */
export function addDatabases(primary: RegionDatabases, standby: RegionDatabases | undefined): void {
  const { environment, region } = primary.place;
  const followed = region === environment.primaryRegion;
  const instances = followed ? databaseInstances(environment) : [ownInstance(region)];
  if (instances.every((one) => one.origin !== 'original')) primary.release();
  const { recovery } = environment;
  const copies = recovery !== undefined && databaseChoice(recovery) === 'replicatedBackups';
  for (const instance of instances) {
    const { follows } = instance;
    const source = follows && [primary, standby].find((one) => one?.place.region === follows.region);
    const own = instance.region === region ? primary : standby;
    own?.add(instance, follows && source?.sourceOf(follows.generation));
    const first = primary.sourceOf(1);
    if (copies && first && instance.origin === 'original') standby?.replicate(first);
  }
  primary.finish();
}
