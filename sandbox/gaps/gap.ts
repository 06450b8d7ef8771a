import type { AwsAnswer, AwsCall, Next } from '../proxy/call';

/** What a gap may use beside the call itself. */
export interface GapContext {
  /** The control plane that plays an EKS cluster; started when it is first asked for. */
  readonly clusters: Clusters;
}

/** The control planes that play the emulated EKS clusters. */
export interface Clusters {
  /** Endpoint and certificate authority of a cluster's control plane. */
  endpoint(cluster: ClusterKey): Promise<{ readonly url: string; readonly certificateAuthority: string }>;
  /** Ends a cluster's control plane, and forgets what it held. */
  remove(cluster: ClusterKey): Promise<void>;
}

/** Which EKS cluster. */
export interface ClusterKey {
  /** The region. */
  readonly region: string;
  /** The cluster's name. */
  readonly name: string;
}

/**
 * One thing that the emulator does not do as AWS does, and what is done about it on the way. It is never an excuse to change a
 * construct.
 */
export interface Gap {
  /** The file's name. */
  readonly name: string;
  /** Signing name of the service, for example `rds`. */
  readonly service: string;
  /** What the emulator does instead of what AWS does. */
  readonly symptom: string;
  /** The page of AWS's documentation that is followed. */
  readonly documentation: string;
  /** Terraform resource types that need it. */
  readonly resources: readonly string[];
  /** Whether this call is looked at. */
  matches(call: AwsCall): boolean;
  /** Completes the call, its answer, or both; remembers what it has to. */
  handle(call: AwsCall, next: Next): Promise<AwsAnswer>;
  /**
   * Whether the emulator still has the fault, asked of the emulator alone. A gap that is no longer needed is to be deleted.
   * @param send - sends a call past all gaps
   */
  isNeeded(send: Send): Promise<boolean>;
}

/** Makes a gap with an empty memory. */
export type GapFactory = (context: GapContext) => Gap;

/** Sends a call made from its essentials; headers and signature are added. */
export type Send = (call: CallEssentials) => Promise<AwsAnswer>;

/** What a call is made from. */
export interface CallEssentials {
  /** Signing name of the service. */
  readonly service: string;
  /** @default 'POST' */
  readonly method?: string;
  /** Path, with its query. @default '/' */
  readonly path?: string;
  /** Operation of the query protocol and its parameters. @default - none */
  readonly form?: Readonly<Record<string, string>>;
  /** `x-amz-target` of a JSON protocol. @default - none */
  readonly target?: string;
  /** Body of a JSON or REST protocol. @default - empty */
  readonly body?: object | string;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** Further headers. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}
