/** How a gateway's nginx behaves beyond its routes. */
export interface NginxSettings {
  /**
   * Path that nginx answers itself with 200, for probes and load balancers.
   * @default /health
   */
  readonly healthPath?: string;
  /**
   * Largest body of a request, in MiB.
   * @default 1
   */
  readonly maxBodyMiB?: number;
  /**
   * Worker processes. nginx's own `auto` counts the node's processors, not the container's.
   * @default 1
   */
  readonly workers?: number;
  /**
   * How long nginx waits for a service.
   * @default - 5 seconds to connect, 30 for the next piece of an answer
   */
  readonly timeouts?: NginxTimeouts;
  /**
   * Ranges of the load balancers in front, whose X-Forwarded-For is believed for the client's address.
   * @default - none: the client is who connects
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Port of the pod's own loopback on which `/stub_status` answers, for an exporter beside nginx.
   * @default - none
   */
  readonly statusPort?: number;
}

/** How long nginx waits for a service, in seconds. */
export interface NginxTimeouts {
  /**
   * For a connection.
   * @default 5
   */
  readonly connect?: number;
  /**
   * Between two pieces of an answer; a route can have its own.
   * @default 30
   */
  readonly read?: number;
}

/** One route of a gateway. */
export interface NginxRoute {
  /** Path that it and everything below goes to the service, for example `/api/users`; `/` for all that has no other route. */
  readonly prefix: string;
  /** Where it goes, `host:port`. */
  readonly upstream: string;
  /** Whether the service sees the prefix. */
  readonly path: 'whole' | 'withoutPrefix';
  /**
   * Seconds between two pieces of an answer.
   * @default - the gateway's
   */
  readonly readTimeout?: number;
}
