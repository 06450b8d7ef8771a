import { nginxConfig, routeBlocks } from './nginx';
import type { NginxRoute, NginxSettings } from './nginx-settings';

/** The routes of one gateway, gathered one by one in any order. */
export class RouteTable {
  private readonly routes = new Map<string, NginxRoute>();

  /**
   * @param port - that the gateway listens on
   * @param settings - everything but the routes
   * @param changed - told of each piece of the configuration, once: all of them together say what the whole says, so that a thousand
   * routes do not write the whole a thousand times
   */
  constructor(
    private readonly port: number,
    private readonly settings: NginxSettings,
    private readonly changed: (piece: string) => void,
  ) {
    changed(nginxConfig(port, [], settings));
  }

  /** The route with a prefix. */
  get(prefix: string): NginxRoute | undefined {
    return this.routes.get(prefix);
  }

  /** Adds a route whose prefix is new. */
  add(route: NginxRoute): void {
    this.routes.set(route.prefix, route);
    this.changed(routeBlocks(route));
  }

  /** The configuration as of now. */
  config(): string {
    return nginxConfig(this.port, this.routes.values(), this.settings);
  }
}
