/** What a service of the shop keeps its data in or speaks through. */
export type Need = 'database' | 'cache' | 'broker';

/** A service of the shop, the same in every environment. */
export interface ShopService {
  /** Port it listens on, for calls, health and metrics. */
  readonly port: number;
  /** Path below which the gateway sends requests to it. */
  readonly path: string;
  /** What it needs. */
  readonly needs: readonly Need[];
  /**
   * The user it signs in to the database as.
   * @default - it has no database
   */
  readonly databaseUser?: string;
}

/** Services behind the gateway, by name. */
export type ShopServices = Readonly<Record<string, ShopService>>;

/** The services of the shop. */
export const shopServices: ShopServices = {
  'order-service': {
    port: 5003,
    path: '/api/orders',
    needs: ['database', 'broker'],
    databaseUser: 'order_service',
  },
  'payment-service': {
    port: 5004,
    path: '/api/payments',
    needs: ['database', 'broker'],
    databaseUser: 'payment_service',
  },
  'product-service': {
    port: 5002,
    path: '/api/products',
    needs: ['database', 'cache'],
    databaseUser: 'product_service',
  },
  'user-service': { port: 5001, path: '/api/users', needs: ['database'], databaseUser: 'user_service' },
};

/** Name of the workload that everything comes in by. */
export const gatewayName = 'api-gateway';

/** Port of the gateway's pods: not 80, since they do not run as root. */
export const gatewayPort = 8080;
