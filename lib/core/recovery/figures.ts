/** A length of time that a mechanism takes, and how we know. */
export interface Figure {
  /** Seconds. */
  readonly seconds: number;
  /** What takes so long. */
  readonly why: string;
  /** The AWS page that says so, or that nobody does: then only a drill can tell. */
  readonly source: string;
}

/** What a figure that nobody documents says of its source. A drill measures it. */
const assumed = (what: string) => `assumption: ${what}`;

const minutes = 60;
const hours = 60 * minutes;

/** How long things take. Each is a bound to plan with, not a mean; drills replace assumptions by what was measured. */
export const figures = {
  commands: {
    seconds: minutes,
    why: 'commands of the runbook, typed and confirmed',
    source: assumed('one person, prepared'),
  },
  promotion: {
    seconds: 5 * minutes,
    why: 'the replica applies what it has, restarts and takes writes',
    source:
      'RDS User Guide, "Promoting a read replica to be a standalone DB instance": several minutes or longer; 5 are an assumption',
  },
  restore: {
    seconds: 3 * hours,
    why: 'a new instance from the copied snapshot and logs',
    source:
      'AWS Prescriptive Guidance, "Amazon RDS PITR snapshot replication": up to a few hours; 3 are an assumption',
  },
  controlPlane: {
    seconds: 15 * minutes,
    why: 'the control plane of a new cluster',
    source: assumed('EKS User Guide, "Create an Amazon EKS cluster", says several minutes'),
  },
  entry: {
    seconds: 10 * minutes,
    why: 'load balancer, certificate and records',
    source: assumed('ACM waits for DNS, the load balancer for its nodes'),
  },
  newCache: {
    seconds: 15 * minutes,
    why: 'a new replication group',
    source: assumed('ElastiCache names no time'),
  },
  nodes: {
    seconds: 5 * minutes,
    why: 'instances start and join the cluster',
    source: assumed('EKS names no time'),
  },
  pods: {
    seconds: 2 * minutes,
    why: 'images are pulled, pods become ready, targets healthy',
    source: assumed('readiness from 5 s every 5 s, images of some 100 MB'),
  },
  reconnect: {
    seconds: 30,
    why: 'running pods open new connections to the promoted database',
    source: assumed('pools retry within seconds'),
  },
  coldCache: {
    seconds: 30,
    why: 'an empty cache fills from the database',
    source: assumed('the database carries the load meanwhile'),
  },
  promoteDatastore: {
    seconds: minutes,
    why: "the standby's cluster becomes the primary of the global datastore",
    source:
      'ElastiCache User Guide, "Replication across AWS Regions using global datastores": less than a minute',
  },
  replicaLag: {
    seconds: 5 * minutes,
    why: 'what the replica may not have yet; on an idle source its lag shows up to 5 minutes, so less cannot be watched',
    source: 'RDS User Guide, "Monitoring read replication" of PostgreSQL; above it the alarm goes off',
  },
  copiedLogs: {
    seconds: 30 * minutes,
    why: 'logs that have not been copied yet',
    source: 'AWS Prescriptive Guidance, "Amazon RDS PITR snapshot replication": 5 to 30 minutes',
  },
  replicatedObjects: {
    seconds: 15 * minutes,
    why: 'objects that have not been replicated yet; the bound holds for 99.9 % of them',
    source: 'S3 User Guide, "Meeting compliance requirements with S3 Replication Time Control"',
  },
  copiedPoint: {
    seconds: hours,
    why: 'the recovery point is finished and copied to the standby',
    source: assumed('AWS Backup names no time; small volumes'),
  },
  replicatedSecrets: {
    seconds: minutes,
    why: 'a password changed just now',
    source: assumed('Secrets Manager replicates at once and names no bound'),
  },
} as const satisfies Readonly<Record<string, Figure>>;
