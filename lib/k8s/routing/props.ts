import type { IWorkload } from '../workload/pod/reference';

/** How often a client may ask. */
export interface RateLimit {
  /** Requests a second that one client address may make; a whole number from 1 on. */
  readonly requestsPerSecond: number;
}

/**
 * The load balancer that Terraform owns (stack `edge`). The pods are registered with its target group by a TargetGroupBinding of the
 * AWS Load Balancer Controller. TLS, redirect and rate limit are the load balancer's; so is the opening of the node's security
 * group, wherefore the binding has no `networking`.
 */
export interface EdgeChoice {
  /** Which way. */
  readonly kind: 'edge';
  /** Name of the target group, chosen at synth, 32 characters at most. Its target type is `ip`. */
  readonly targetGroupName: string;
  /** Ranges of the load balancer's subnets: where traffic and health checks come from, for example `10.0.101.0/24`. */
  readonly clients: readonly string[];
}

/**
 * Gateway API: a Gateway of our own, with a certificate by cert-manager. The issuer should solve by DNS-01: in a namespace that denies
 * by default nobody reaches the pods that answer an HTTP-01 challenge.
 */
export interface GatewayChoice {
  /** Which way. */
  readonly kind: 'gateway';
  /** Name of the GatewayClass. */
  readonly gatewayClassName: string;
  /**
   * Who implements the class: the API has no rate limit, so that is the implementation's own policy. With `envoyGateway` a
   * BackendTrafficPolicy that counts by client address, in each proxy for itself (envoyproxy/gateway 5315): two proxies let twice as much
   * through. The proxy must see the client's address, that is, its Service has `externalTrafficPolicy: Local` or the
   * load balancer sends the PROXY protocol.
   */
  readonly implementation: 'envoyGateway';
  /** Name of the cert-manager ClusterIssuer, for example `letsencrypt-prod`. */
  readonly issuer: string;
  /** How often a client may ask. */
  readonly rateLimit: RateLimit;
  /**
   * Namespace that the proxies run in.
   * @default 'envoy-gateway-system'
   */
  readonly proxyNamespace?: string;
}

/** An Ingress for ingress-nginx. The project was retired in March 2026, so choosing it is a warning. */
export interface NginxIngressChoice {
  /** Which way. */
  readonly kind: 'ingress';
  /** Whose Ingress. */
  readonly controller: 'nginx';
  /** Name of the cert-manager ClusterIssuer, for example `letsencrypt-prod`. See {@link GatewayChoice} about its solver. */
  readonly issuer: string;
  /** How often a client may ask; counted by each controller pod for itself. */
  readonly rateLimit: RateLimit;
  /**
   * Name of the IngressClass.
   * @default 'nginx'
   */
  readonly className?: string;
  /**
   * Namespace of the controller.
   * @default 'ingress-nginx'
   */
  readonly controllerNamespace?: string;
}

/**
 * An Ingress for the AWS Load Balancer Controller, which makes a load balancer from it. The certificate is the one of ACM whose name
 * meets the host; it is found by the controller, so no ARN is written here.
 */
export interface AlbIngressChoice {
  /** Which way. */
  readonly kind: 'ingress';
  /** Whose Ingress. */
  readonly controller: 'alb';
  /** `wholeInternet` can be reached from everywhere, `vpc` from within the VPC and what is joined to it. */
  readonly reach: 'wholeInternet' | 'vpc';
  /** Ranges of the load balancer's subnets: where traffic and health checks come from. */
  readonly clients: readonly string[];
  /**
   * Who limits the rate: a regional web ACL, by name (annotation `wafv2-acl-name`, aws-load-balancer-controller 4312). A load balancer
   * has no limit of its own, and `none` leaves it so.
   */
  readonly rateLimit: { readonly webAclName: string } | 'none';
  /**
   * Name of the IngressClass.
   * @default 'alb'
   */
  readonly className?: string;
}

/** The way from clients to a service, as an environment chooses it. */
export type RoutingChoice = EdgeChoice | GatewayChoice | NginxIngressChoice | AlbIngressChoice;

/** What a {@link Routing} is made from. */
export interface RoutingProps {
  /** Host name that clients use, for example `api.example.com`. */
  readonly host: string;
  /** The workload that answers. It is in the same namespace. */
  readonly service: IWorkload;
  /** The way. */
  readonly via: RoutingChoice;
  /**
   * Name of the service's port.
   * @default - its main port
   */
  readonly port?: string;
  /**
   * Where the load balancer asks for health; used where the choice makes the load balancer (`alb`).
   * @default '/health'
   */
  readonly healthPath?: string;
  /**
   * Name of the objects.
   * @default - the service's
   */
  readonly name?: string;
}

/** Where the traffic comes from, as a NetworkPolicy can say it: a namespace of this cluster, or ranges of addresses. */
export type TrafficSource = { readonly namespace: string } | { readonly ranges: readonly string[] };
