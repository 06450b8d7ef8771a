/** What a database is restored from. Of snapshot and point in time exactly one. */
export type DatabaseRestore = SnapshotRestore | PointInTimeRestore;

/** A database as a snapshot holds it. */
export interface SnapshotRestore extends RestoredStorage {
  /** The snapshot: its name, or its ARN when another account shares it. */
  readonly snapshot: string;
}

/**
 * A database as another one was at a point in time. The provider sends insights and backups only after creation: a second deploy turns
 * them on.
 */
export interface PointInTimeRestore extends RestoredStorage {
  /** Of which database, and when. */
  readonly pointInTime: {
    /** The database, which may be deleted already. Exactly one way to name it. */
    readonly source: PointInTimeSource;
    /** A time in UTC such as `2026-11-20T08:15:00Z`, or `latest`. */
    readonly time: string;
  };
}

/** The database that is restored: by identifier, by resource id, or by the ARN of the backups that outlived it. */
export type PointInTimeSource =
  | { readonly identifier: string }
  | { readonly resourceId: string }
  | { readonly automatedBackupsArn: string };

/** What storage is restored with. */
export interface RestoredStorage {
  /**
   * ARN of the KMS key that the source is encrypted with. RDS restores with that key and no other (RDS API,
   * RestoreDBInstanceFromDBSnapshot takes none); to change it, copy the snapshot with the other key first.
   */
  readonly keyArn: string;
}
