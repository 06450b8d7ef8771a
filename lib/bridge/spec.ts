import type { Connections } from '../aws/connections/connections';
import type { PolicyStatement } from '../aws/stack/policy';

/** What a workload can be bound to. */
export type BindingKind = 'database' | 'cache' | 'bucket' | 'queue' | 'secret';

/** The pods that a binding is for, as the cloud knows them. */
export interface BoundWorkload {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Service account of the pods. */
  readonly serviceAccount: string;
}

/**
 * IPv4 ranges in CIDR form; or, named as what it is, every public address, for a service of AWS that has no addresses known at
 * synth (S3 through its gateway endpoint, anything through a public one).
 */
export type EgressRanges = readonly string[] | 'wholeInternet';

/** Addresses that a workload has to reach, as a NetworkPolicy wants them. */
export interface Egress {
  /** Where it is. */
  readonly ranges: EgressRanges;
  /** TCP port. */
  readonly port: number;
  /** What is there, for people. */
  readonly reason: string;
}

/** A variable from Secrets Manager. */
export interface SecretSource {
  /** The secret's whole name, `<project>-<environment>-...`. */
  readonly secretName: string;
  /**
   * The key within the secret's JSON.
   * @default - the whole secret
   */
  readonly property?: string;
}

/** What the cloud end of a binding publishes, grants and opens. */
export interface Published {
  /** Values by the key of the ConfigMap; the keys are those of {@link BindingSpec.keys}. */
  readonly values: Readonly<Record<string, string>>;
  /** What the workload's role may do. */
  readonly statements: readonly PolicyStatement[];
  /** The port it listens on, where that is known at synth; `undefined` for what is reached by HTTPS. */
  readonly port: number | undefined;
  /** The security group that lets the cluster in; `undefined` for what has none. */
  readonly opens: Connections | undefined;
}

/** A binding as plain data, and how its cloud end is made from the resource. Nothing in it is known only after a deploy. */
export interface BindingSpec<Target> {
  /** What it is bound to. */
  readonly kind: BindingKind;
  /** Which one of its kind, by the name that the platform stack knows it by. */
  readonly source: string;
  /** Name of the binding, of its ConfigMap and of its Secret. */
  readonly name: string;
  /** Whose it is. */
  readonly workload: BoundWorkload;
  /** What the names of its variables begin with: `DB` gives `DB_HOST`. */
  readonly prefix: string;
  /** Keys of the ConfigMap, and what follows the prefix in the variables' names. */
  readonly keys: readonly string[];
  /** Variables from Secrets Manager, by what follows the prefix. */
  readonly secrets: Readonly<Record<string, SecretSource>>;
  /** What the workload has to reach. */
  readonly egress: readonly Egress[];
  /** The port that {@link egress} opens to it; `undefined` for what is reached by HTTPS. */
  readonly port: number | undefined;
  /** Texts that are checked with the rest, since the cluster end is made from them, by the prop. */
  readonly texts: Readonly<Record<string, string>>;
  /** The cloud end, from the resource. */
  publish(target: Target): Published;
}

/**
 * Where pods with an identity get credentials (EKS User Guide, "Learn how EKS Pod Identity grants pods access to AWS services",
 * link-local address and port of the agent).
 */
export const podIdentityAgent: Egress = {
  ranges: ['169.254.170.23/32'],
  port: 80,
  reason: 'credentials from the EKS Pod Identity agent',
};
