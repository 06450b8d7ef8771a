import type { DataKind } from '../core/recovery/promise';
import type { Serving } from '../core/route53';
import type { RunbookStep } from '../review/recovery';

/** Something outside could not be asked or did not do what it was asked: a finding of the drill, no fault of the program. */
export class OutsideError extends Error {
  /** @param message - what was asked, and what came back */
  constructor(message: string) {
    super(message);
    this.name = 'OutsideError';
  }
}

/** What a health check says; `unknown` before it has said anything. */
export type HealthStatus = 'healthy' | 'unhealthy' | 'unknown';

/** An instance of the database. */
export interface DatabaseStatus {
  /** As RDS has it, for example `available`. */
  readonly status: string;
  /** Whether it follows another one. */
  readonly follows: boolean;
}

/** The size of a group of nodes. */
export interface NodeSize {
  /** Fewest nodes. */
  readonly min: number;
  /** Nodes now. */
  readonly desired: number;
  /** Most nodes. */
  readonly max: number;
}

/** How far a backup that was begun is. */
export type BackupStatus = 'none' | 'creating' | 'done' | 'failed';

/** The cloud's control planes. Whatever cannot be had throws an {@link OutsideError}. */
export interface Cloud {
  /** Where the manual switch stands. */
  switchedTo(): Promise<Serving>;
  /** Flips the manual switch, which fails the primary truly, or takes it back. */
  switchTo(serve: Serving): Promise<void>;
  /** What the health check of the primary's record says: entry and switch together. */
  primaryHealth(): Promise<HealthStatus>;
  /** Seconds that the standby's replica lags behind, `undefined` when nobody measures it. */
  replicaLag(): Promise<number | undefined>;
  /** A generation of the database in a region, `undefined` when there is none. */
  database(region: string, generation: number): Promise<DatabaseStatus | undefined>;
  /** Begins to promote the standby's replica. */
  promote(): Promise<void>;
  /** Begins a backup of the primary's database under a name. */
  backUp(name: string): Promise<void>;
  /** How far the backup with a name is. */
  backup(name: string): Promise<BackupStatus>;
  /** When the newest recovery point in the standby was made: of a kind of data, or of any. */
  newestRecoveryPoint(kind: 'database' | 'volumes' | 'any'): Promise<Date | undefined>;
  /** Sizes of the standby's groups of nodes, by name. */
  nodes(): Promise<Readonly<Record<string, NodeSize>>>;
  /** Resizes the standby's groups of nodes. */
  resizeNodes(sizes: Readonly<Record<string, NodeSize>>): Promise<void>;
}

/** Asks who answers for a name. */
export interface Resolver {
  /**
   * Where a name leads now, without a cache. The texts are only compared with each other and handed to the {@link Probe}: addresses, or
   * names of load balancers. A host is served by the region whose own name shares one of them. Empty when nobody answers.
   */
  answers(name: string): Promise<readonly string[]>;
}

/** What a health endpoint answered. */
export interface ProbeAnswer {
  /** Whether it was a good answer. */
  readonly good: boolean;
  /** What came back, in words: `200`, or why nothing did. */
  readonly found: string;
}

/** Asks a region's entry for its health, as customers would. Never throws: no answer is an answer. */
export interface Probe {
  /**
   * GET https://name/health.
   * @param name - the name that is asked for, by SNI and Host
   * @param at - where to connect: one of the {@link Resolver}'s answers for it
   */
  health(name: string, at: string | undefined): Promise<ProbeAnswer>;
}

/** The time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; ends early, by throwing the signal's reason, when it is aborted. */
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
}

/** The person who carries the drill out. */
export interface Prompt {
  /** Tells something. */
  tell(text: string): void;
  /** Asks yes or no; no answer is a no. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
  /** Asks for a text. */
  type(question: string, signal: AbortSignal): Promise<string>;
}

/** Writes marks into a kind of data and looks for them in the other region: what has not arrived is what a disaster would take. */
export interface Marker {
  /** Which data. */
  readonly kind: DataKind;
  /** Writes a mark of a time through a region, as customers' data is written. */
  write(region: string, at: Date): Promise<void>;
  /** The newest mark that can be read in a region. */
  newest(region: string): Promise<Date | undefined>;
}

/** Carries out a step of the runbook that needs the environment's file, Terraform or the cluster. */
export interface Operator {
  /** Does it; `false` when it was not done. */
  carryOut(step: RunbookStep, signal: AbortSignal): Promise<boolean>;
}

/** All that a drill needs of the outside world. */
export interface DrillPorts {
  /** The cloud. */
  readonly cloud: Cloud;
  /** Who answers for the names. */
  readonly resolver: Resolver;
  /** Whether the answers are good. */
  readonly probe: Probe;
  /** The time. */
  readonly clock: Clock;
  /** The person. */
  readonly prompt: Prompt;
  /** Marks in the data. Without one for the database its loss is what the replica's lag says. */
  readonly markers: readonly Marker[];
  /** Who does what the drill cannot do by itself. */
  readonly operator: Operator;
}
