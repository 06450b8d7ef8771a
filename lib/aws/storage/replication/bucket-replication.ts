import { Construct } from 'constructs';
import { checkReplication } from './checks';
import { ReplicationDirection } from './direction';
import type { BucketReplicationProps } from './props';

/**
 * Two buckets of different regions that hold the same objects, in one direction or in both: with replication time control, delete
 * markers, keys of both regions, metrics and alarms. May stand in any stack: each resource names its region. A bucket has one
 * replication configuration, so make one of these for a bucket and no more.
 *
 * What was there before is not replicated: run an S3 Batch Replication job once (S3 User Guide, "Replicating existing objects with
 * Batch Replication"). Reports `storage/replication-*`, `storage/prefix` and `stack/name`.
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    checkReplication(this, props);
    const { source, destination } = props;
    // By direction, not by region: a change of the one standby region must not leave two configurations on a bucket.
    new ReplicationDirection(this, 'forth', props);
    if (props.direction === 'oneWay') return;
    new ReplicationDirection(this, 'back', { ...props, source: destination, destination: source });
  }
}
