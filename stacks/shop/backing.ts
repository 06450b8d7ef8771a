import type { Construct } from 'constructs';
import type { Bindings } from '../../lib/bridge/bindings';
import type { Workloads } from '../../lib/core/environment';
import type { IBackingService } from '../../lib/k8s/backing/attributes';
import { InClusterPostgres } from '../../lib/k8s/backing/postgres';
import { RabbitMq } from '../../lib/k8s/backing/rabbitmq';
import { InClusterRedis } from '../../lib/k8s/backing/redis';
import type { ServiceGraph } from '../../lib/k8s/graph/service-graph';
import type { IWorkload } from '../../lib/k8s/workload/pod/reference';
import { type Place, subnetRanges } from '../place';
import type { Need, ShopService } from './services';

/** What backing services are made from. */
export interface BackingParts {
  /** Where they stand. */
  readonly place: Place;
  /** The environment's data. */
  readonly workloads: Workloads;
  /** The graph that the brokers find one another by. */
  readonly graph: ServiceGraph;
  /** Their priority class. */
  readonly priorityClass: string;
}

/**
 * What the services keep their data in: the managed database and cache where the region has them, otherwise ones in the cluster; a
 * service cannot tell. RabbitMQ is in the cluster everywhere.
 */
export class Backing {
  private readonly postgres: InClusterPostgres | undefined;
  private readonly redis: InClusterRedis | undefined;
  private readonly broker: RabbitMq;

  constructor(
    scope: Construct,
    private readonly parts: BackingParts,
  ) {
    const { place, workloads, priorityClass } = parts;
    const { database, cache } = place.settings;
    const common = { size: workloads.sizes.broker, priorityClass };
    const volume = { size: '10Gi' };
    if (!database) {
      this.postgres = new InClusterPostgres(scope, 'postgres', {
        ...common,
        database: 'microshop',
        user: 'microshop',
        volume,
      });
    }
    if (!cache) this.redis = new InClusterRedis(scope, 'redis', common);
    const { replicas } = workloads.broker;
    this.broker = new RabbitMq(scope, 'rabbitmq', {
      ...common,
      replicas,
      volume,
      queues: ['orders'],
      user: 'microshop',
    });
    if (this.broker.clusterPorts.length > 0)
      parts.graph.workload(this.broker).clustersOver(...this.broker.clusterPorts);
  }

  /** Gives a service what it needs, from the cloud or from within the cluster. */
  bind(bindings: Bindings, workload: IWorkload, need: Need, service: ShopService): void {
    if (need === 'database') this.bindDatabase(bindings, workload, service);
    if (need === 'cache') this.bindCache(bindings, workload);
    if (need === 'broker') this.bindInside(bindings, workload, 'other', this.broker);
  }

  private bindDatabase(bindings: Bindings, workload: IWorkload, { databaseUser = '' }: ShopService): void {
    if (this.postgres) {
      this.bindInside(bindings, workload, 'database', this.postgres);
    } else {
      const ranges = subnetRanges(this.parts.place, 'database');
      bindings.bindDatabase(workload, { name: `${workload.name}-database`, user: databaseUser, ranges });
    }
  }

  private bindCache(bindings: Bindings, workload: IWorkload): void {
    if (this.redis) {
      this.bindInside(bindings, workload, 'cache', this.redis);
    } else {
      const ranges = subnetRanges(this.parts.place, 'cache');
      bindings.bindCache(workload, { name: `${workload.name}-cache`, user: workload.name, ranges });
    }
  }

  private bindInside(
    bindings: Bindings,
    workload: IWorkload,
    kind: 'database' | 'cache' | 'other',
    service: IBackingService,
  ): void {
    bindings.bindInCluster(workload, { name: `${workload.name}-${service.name}`, kind, service });
  }
}
