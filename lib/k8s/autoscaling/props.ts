/** What is scaled. */
export interface ScaleTarget {
  /** Its kind. */
  readonly kind: 'Deployment' | 'StatefulSet';
  /** Its name. */
  readonly name: string;
}

/** How fast it goes one way. */
export interface ScalingPace {
  /**
   * Seconds over which the most cautious recommendation counts, 0 to 3600.
   * @default - up 0; down 300
   */
  readonly stabilizationSeconds?: number;
  /**
   * Percent of the replicas that may come or go in a period.
   * @default - up 100; down 25
   */
  readonly percent?: number;
  /**
   * Replicas that may come or go in a period; the larger of the two counts.
   * @default - up 4; down 1
   */
  readonly pods?: number;
  /**
   * The period in seconds, 1 to 1800.
   * @default 60
   */
  readonly periodSeconds?: number;
}

/** How fast an autoscaler goes: up at once, down with care. */
export interface ScalingBehaviour {
  /**
   * More replicas.
   * @default - at once, doubled or four more in a minute
   */
  readonly up?: ScalingPace;
  /**
   * Fewer replicas.
   * @default - after five calm minutes, a quarter or one in a minute
   */
  readonly down?: ScalingPace;
}

/** Scaling by what the pods use. */
export interface UsageScaling {
  /** Fewest replicas, from 1 on. */
  readonly min: number;
  /** Most replicas. */
  readonly max: number;
  /** Percent of the requested processor time that the pods shall use on average. */
  readonly cpuPercent: number;
  /**
   * Percent of the requested memory that the pods shall use on average. Few programs give memory back, so few shrink again.
   * @default - memory does not count
   */
  readonly memoryPercent?: number;
  /**
   * How fast it goes.
   * @default - up at once, down with care
   */
  readonly behaviour?: ScalingBehaviour;
}

/** A RabbitMQ queue. */
export interface RabbitQueue {
  /** Its name. */
  readonly rabbitmq: string;
  /** Messages for one replica. */
  readonly messagesPerReplica: number;
  /** The key of the Secret that holds the broker's whole address, `amqp://user:password@host:5672/vhost`. */
  readonly address: { readonly secret: string; readonly key: string };
}

/** An SQS queue, read with the identity of KEDA's operator. */
export interface SqsQueue {
  /** Its address, `https://sqs.<region>.amazonaws.com/<account>/<name>`. */
  readonly sqs: string;
  /** Its region. */
  readonly region: string;
  /** Messages for one replica. */
  readonly messagesPerReplica: number;
}

/** A queue whose length counts. */
export type Queue = RabbitQueue | SqsQueue;

/** Scaling by the length of queues, with KEDA. */
export interface QueueScaling {
  /** Fewest replicas; 0 lets it sleep while the queues are empty. */
  readonly min: number;
  /** Most replicas. */
  readonly max: number;
  /** The queues, by a name of one's own. The one that asks for most replicas counts. */
  readonly queues: Readonly<Record<string, Queue>>;
  /**
   * How fast it goes.
   * @default - up at once, down with care
   */
  readonly behaviour?: ScalingBehaviour;
  /**
   * Seconds between two looks at the queues while there are no replicas.
   * @default 30
   */
  readonly pollingSeconds?: number;
  /**
   * Seconds without a message until the last replica goes, with min 0.
   * @default 300
   */
  readonly cooldownSeconds?: number;
  /**
   * Replicas to have when the queues cannot be asked three times in a row.
   * @default - min, and at least 1
   */
  readonly fallbackReplicas?: number;
}
