import type { Construct } from 'constructs';
import { Cache } from '../lib/aws/cache/cache';
import { publishCache } from '../lib/aws/cache/contract';
import { publishDatabase } from '../lib/aws/database/contract';
import { Database } from '../lib/aws/database/database';
import { importNetwork } from '../lib/aws/network/contract';
import type { INetwork } from '../lib/aws/network/network';
import { AwsStack } from '../lib/aws/stack/aws-stack';
import { Bucket } from '../lib/aws/storage/bucket';
import { publishBucket } from '../lib/aws/storage/contract';
import { LogBucket } from '../lib/aws/storage/log-bucket';
import { sortedEntries } from '../lib/core/sorted-entries';
import { alarmContract, bucketContractOf } from './contracts';
import type { NetworkStack } from './network';
import { isProtected, type Place, stackId, stackProps } from './place';

/** What a region remembers: database, cache and buckets. */
export class DataStack extends AwsStack {
  /** Whether there is a database here. */
  readonly database: Database | undefined;
  /** Whether there is a cache here. */
  readonly cache: Cache | undefined;
  private readonly topicArn: string;

  constructor(scope: Construct, place: Place, networkStack: NetworkStack) {
    super(scope, stackId(place, 'data'), stackProps(place));
    const network = importNetwork(this, networkStack);
    this.topicArn = alarmContract.read(this, networkStack).topic_arn;
    this.database = this.makeDatabase(place, network);
    this.cache = this.makeCache(place, network);
    this.makeBuckets(place);
  }

  private makeDatabase(place: Place, network: INetwork): Database | undefined {
    const settings = place.settings.database;
    if (!settings) return undefined;
    const database = new Database(this, 'database', {
      name: 'main',
      databaseName: settings.databaseName,
      masterUsername: settings.masterUsername,
      version: settings.version,
      instanceClass: settings.instanceClass,
      network: { vpcId: network.vpcId, subnetGroupName: network.databaseSubnetGroupName ?? '' },
      storage: settings.storage,
      availability: settings.availability,
      backup: settings.backup,
      maintenance: { window: settings.maintenanceWindow },
      passwordVersion: settings.passwordVersion,
      replicas: settings.replicas ?? {},
      logs: { retention: settings.logRetentionDays },
      alarms: { topicArn: this.topicArn },
      deletionProtection: isProtected(place),
    });
    publishDatabase(this, database);
    return database;
  }

  private makeCache(place: Place, network: INetwork): Cache | undefined {
    const settings = place.settings.cache;
    if (!settings) return undefined;
    const cache = new Cache(this, 'cache', {
      name: 'main',
      engine: settings.engine,
      version: settings.version,
      nodeType: settings.nodeType,
      topology: { mode: 'single', replicas: settings.replicas },
      network: { vpcId: network.vpcId, subnetGroupName: network.cacheSubnetGroupName ?? '' },
      users: settings.users,
      snapshot: settings.snapshot,
      maintenanceWindow: settings.maintenanceWindow,
      logs: { retention: settings.logRetentionDays },
      alarms: { topicArn: this.topicArn },
      deletionProtection: isProtected(place),
    });
    publishCache(this, cache);
    return cache;
  }

  private makeBuckets(place: Place): void {
    const buckets = sortedEntries(place.settings.buckets ?? {});
    if (buckets.length === 0) return;
    const deletionProtection = isProtected(place);
    const logs = new LogBucket(this, 'access-logs', {
      name: 'data-logs',
      deletionProtection,
    });
    for (const [name, { noncurrentDays }] of buckets) {
      const bucket = new Bucket(this, `bucket-${name}`, {
        name,
        lifecycle: { noncurrentDays },
        accessLogs: { to: logs },
        deletionProtection,
      });
      publishBucket(bucketContractOf(name), bucket);
    }
  }
}
