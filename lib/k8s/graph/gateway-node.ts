import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeConfigMap } from '../manifest/kinds';
import { NAME_LABEL } from '../manifest/labels';
import { checkObjectName } from '../manifest/namespace-chart';
import type { IWorkload } from '../workload/pod/reference';
import type { Ledger } from './ledger';
import type { Member } from './member';
import { isRoutePrefix, nginxFaults, timeoutFaults } from './nginx';
import type { NginxRoute, NginxSettings } from './nginx-settings';
import { rangeFaults } from './ranges';
import { RouteTable } from './route-table';
import { hostOf, type PortOptions, ServiceNode } from './service-node';

/** How a route is served. */
export interface RouteOptions extends PortOptions {
  /**
   * Whether the service sees the prefix.
   * @default whole
   */
  readonly path?: NginxRoute['path'];
  /**
   * Seconds that nginx waits between two pieces of an answer.
   * @default - the gateway's
   */
  readonly readTimeout?: number;
}

const DIRECTORY = '/etc/nginx/gateway';

/**
 * What a gateway's workload needs for its routes, before there is a graph: the ConfigMap that the graph makes, where to mount it, and
 * how to start nginx with it.
 * @param name - name of the workload
 */
export function gatewayFiles(name: string): { configMap: string; path: string; args: string[] } {
  const args = ['nginx', '-c', `${DIRECTORY}/nginx.conf`, '-g', 'daemon off;'];
  return { configMap: `${name}-routes`, path: DIRECTORY, args };
}

/** A workload that runs nginx and routes by path; its configuration is a ConfigMap that the pods roll on. */
export class GatewayNode extends ServiceNode {
  private readonly table: RouteTable;
  private readonly healthPath: string;

  constructor(
    private readonly entries: Ledger,
    private readonly gateway: Member,
    memberOf: (workload: IWorkload) => Member,
    settings: NginxSettings,
  ) {
    super(entries, gateway, memberOf);
    this.healthPath = settings.healthPath ?? '/health';
    this.table = new RouteTable(this.checkedListener(settings), settings, (piece) =>
      gateway.workload.rollOnChangeOf('routes', piece),
    );
    this.addConfigMap();
  }

  /**
   * Sends a path and everything below it to a service, and opens the way there on both sides. Of two routes the longer prefix wins.
   *
   * Reports `graph/route-prefix`, `graph/route-twice`, `graph/gateway-setting`, and of the service what a call does.
   * @param prefix - for example `/api/users`; `/` for all that has no other route
   * @param callee - the service
   * @param options - how it is served
   */
  routes(prefix: string, callee: IWorkload | ServiceNode, options: RouteOptions = {}): this {
    const other = this.other(callee);
    const what = `routes(${prefix})`;
    const number = this.entries.checkedPort(this.gateway, other, options.port, what);
    for (const finding of timeoutFaults(what, options.readTimeout)) {
      this.entries.fault(this.gateway, 'gateway-setting', finding);
    }
    if (!this.checkedPrefix(prefix, what, other.workload) || number === undefined) return this;
    this.entries.join('routes', this.gateway, other, number, prefix);
    const { path = 'whole', readTimeout } = options;
    const upstream = `${hostOf(other.workload, this.workload.namespace)}:${number}`;
    this.table.add({ prefix, upstream, path, ...(readTimeout !== undefined && { readTimeout }) });
    return this;
  }

  /** The nginx.conf as of now, for a test or a look. */
  get config(): string {
    return this.table.config();
  }

  private checkedPrefix(prefix: string, at: string, callee: IWorkload): boolean {
    if (!isRoutePrefix(prefix)) {
      const fix =
        'begin with /, do not end with it, and use letters, digits, dots, hyphens, underscores or ~';
      this.entries.fault(this.gateway, 'route-prefix', { at, found: `"${prefix}"`, fix });
      return false;
    }
    const before =
      prefix === this.healthPath ? "nginx's own answer to probes" : this.table.get(prefix)?.upstream;
    if (before === undefined) return true;
    this.entries.fault(this.gateway, 'route-twice', {
      at,
      found: `${prefix} goes to ${callee.node.path} and already to ${before}`,
      fix: 'leave one of them out, or give one a longer prefix',
    });
    return false;
  }

  private checkedListener(settings: NginxSettings): number {
    const { trustedProxies } = settings;
    for (const finding of nginxFaults(settings)) this.entries.fault(this.gateway, 'gateway-setting', finding);
    for (const finding of trustedProxies?.length ? rangeFaults('trustedProxies', trustedProxies) : []) {
      this.entries.fault(this.gateway, 'range', finding);
    }
    const port = this.entries.portOf(this.gateway, this.gateway, undefined, 'gateway');
    if (port !== undefined && port < 1024) {
      const fix = 'let it listen on a port from 1024 on, for example 8080: it runs without privileges';
      this.entries.fault(this.gateway, 'gateway-setting', { at: 'ports', found: String(port), fix });
    }
    return port ?? 8080;
  }

  private addConfigMap(): void {
    const { name } = this.workload;
    new KubeConfigMap(this.workload as Construct, 'RoutesConfigMap', {
      metadata: {
        name: checkObjectName(this.workload, gatewayFiles(name).configMap),
        labels: { [NAME_LABEL]: name },
      },
      data: { 'nginx.conf': Lazy.any({ produce: () => this.table.config() }) },
    });
  }
}
