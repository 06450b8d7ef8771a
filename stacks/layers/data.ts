import type { Construct } from 'constructs';
import { Cache } from '../../lib/aws/cache/cache';
import { publishCache } from '../../lib/aws/cache/contract';
import {
  GlobalDatastore,
  importGlobalDatastore,
  publishGlobalDatastore,
} from '../../lib/aws/cache/global-datastore';
import { publishDatabase } from '../../lib/aws/database/contract';
import type { IOwnDatabase } from '../../lib/aws/database/reference';
import { importNetwork } from '../../lib/aws/network/contract';
import type { INetwork } from '../../lib/aws/network/network';
import type { SecretReplicas } from '../../lib/aws/secret/replicas';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { Bucket } from '../../lib/aws/storage/bucket';
import { publishBucket } from '../../lib/aws/storage/contract';
import { LogBucket } from '../../lib/aws/storage/log-bucket';
import { databaseChoice } from '../../lib/core/recovery';
import { sortedEntries } from '../../lib/core/sorted-entries';
import { alarmContract, bucketContractOf, secretsKeyContract } from '../contracts';
import { bucketsEnd, isFollowed, isProtected, type Place, stackId, stackProps } from '../place';
import { addDatabases, RegionDatabases } from './databases';
import type { NetworkStack } from './network';
import type { StandbyBackupStack } from './standby-backup';

/** What the data of a region stands on. */
export interface DataStackLayers {
  /** The region's network. */
  readonly network: NetworkStack;
  /** The standby's vault and keys, for the two regions of an environment with one. @default - there is no standby */
  readonly standbyBackup?: StandbyBackupStack | undefined;
  /** The primary's data, for that of its standby. @default - this is no standby */
  readonly primary?: DataStack | undefined;
}

/** What a region remembers: database, cache and buckets. The databases of an environment come with {@link addRegionDatabases}. */
export class DataStack extends AwsStack {
  /** Whether there is a cache here. */
  readonly cache: Cache | undefined;
  /** The databases here. */
  readonly databases: RegionDatabases;
  private readonly topicArn: string;

  constructor(
    scope: Construct,
    private readonly place: Place,
    private readonly layers: DataStackLayers,
  ) {
    super(scope, stackId(place, 'data'), stackProps(place));
    const network = importNetwork(this, layers.network);
    this.topicArn = alarmContract.read(this, layers.network).topic_arn;
    if (layers.primary) this.addDependency(layers.primary);
    this.databases = this.makeDatabases(network);
    this.cache = this.makeCache(network);
    this.makeBuckets();
  }

  /** The database that the region's services use. */
  get database(): IOwnDatabase | undefined {
    return this.databases.latest;
  }

  private makeDatabases(network: INetwork): RegionDatabases {
    const { place, topicArn } = this;
    return new RegionDatabases({
      stack: this,
      place,
      network,
      topicArn,
      secretReplicas: this.secretReplicas(),
      secretKeyArn: place.standby && this.secretsKeyArn(),
    });
  }

  /** A restored database makes a secret of its own. */
  private secretReplicas(): SecretReplicas | undefined {
    const { recovery } = this.place.environment;
    if (!recovery || !isFollowed(this.place) || databaseChoice(recovery) !== 'replica') return undefined;
    const kmsKeyArn = this.secretsKeyArn();
    return kmsKeyArn === undefined ? undefined : { [recovery.standby]: { kmsKeyArn } };
  }

  private secretsKeyArn(): string | undefined {
    const { standbyBackup } = this.layers;
    return standbyBackup && secretsKeyContract.read(this, standbyBackup).arn;
  }

  private makeCache(network: INetwork): Cache | undefined {
    const { place } = this;
    const settings = place.settings.cache;
    if (!settings) return undefined;
    const cache = new Cache(this, 'cache', {
      name: 'main',
      engine: settings.engine,
      version: settings.version,
      nodeType: settings.nodeType,
      topology: { mode: 'single', replicas: settings.replicas },
      ...this.joined(),
      network: { vpcId: network.vpcId, subnetGroupName: network.cacheSubnetGroupName ?? '' },
      users: settings.users,
      snapshot: settings.snapshot,
      maintenanceWindow: settings.maintenanceWindow,
      logs: { retention: settings.logRetentionDays },
      alarms: { topicArn: this.topicArn },
      deletionProtection: isProtected(place),
    });
    publishCache(this, cache);
    if (this.sharesCache() && isFollowed(place)) {
      const deletionProtection = isProtected(place);
      publishGlobalDatastore(
        new GlobalDatastore(this, 'global-cache', { name: 'main', primary: cache, deletionProtection }),
      );
    }
    return cache;
  }

  private sharesCache(): boolean {
    return this.place.environment.recovery?.cache === 'globalDatastore';
  }

  /** The one thing that a standby reads of the primary's state: AWS makes up part of the datastore's id. */
  private joined() {
    const { primary } = this.layers;
    return primary && this.sharesCache() ? { globalDatastore: importGlobalDatastore(this, primary) } : {};
  }

  private makeBuckets(): void {
    const { place } = this;
    const buckets = sortedEntries(place.settings.buckets ?? {});
    if (buckets.length === 0) return;
    const end = bucketsEnd(place);
    const logs = new LogBucket(this, 'access-logs', { name: 'data-logs', ...end });
    for (const [name, { noncurrentDays }] of buckets) {
      const bucket = new Bucket(this, `bucket-${name}`, {
        name,
        lifecycle: { noncurrentDays },
        accessLogs: { to: logs },
        ...end,
      });
      publishBucket(bucketContractOf(name), bucket);
    }
  }
}

/** Makes the databases of a region and of its standby, and publishes the one of each that is to be used there. */
export function addRegionDatabases(data: DataStack, standby?: DataStack): void {
  addDatabases(data.databases, standby?.databases);
  for (const stack of [data, standby]) {
    if (stack?.database) publishDatabase(stack, stack.database);
  }
}
