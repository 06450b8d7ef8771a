import type { App } from 'cdk8s';
import { Bindings } from '../../lib/bridge/bindings';
import type { Workloads } from '../../lib/core/environment';
import { sortedEntries } from '../../lib/core/sorted-entries';
import { ServiceGraph } from '../../lib/k8s/graph/service-graph';
import { NamespaceChart } from '../../lib/k8s/manifest/namespace-chart';
import { NamespaceBaseline } from '../../lib/k8s/namespace/namespace-baseline';
import { PriorityClasses } from '../../lib/k8s/namespace/priority-classes';
import { Routing } from '../../lib/k8s/routing/routing';
import { WebService } from '../../lib/k8s/workload/web-service';
import type { Place } from '../place';
import { Backing } from './backing';
import { addDrillReminder } from './drill-reminder';
import { choiceOf, hostOf } from './entry';
import { addGateway } from './gateway';
import type { ShopService, ShopServices } from './services';
import { imageOf, serviceVariables } from './variables';

/** The namespace that monitoring runs in, by its name. */
const MONITORING = 'monitoring';

/** The shop in one cluster: its namespace, the five services, what they keep their data in, and the way in. */
export class Shop {
  /** The manifests. */
  readonly chart: NamespaceChart;
  /** What the manifests need of the cloud. */
  readonly bindings: Bindings;
  private readonly graph: ServiceGraph;
  private readonly priorities: PriorityClasses;

  constructor(
    app: App,
    private readonly place: Place,
    private readonly workloads: Workloads,
    private readonly behindGateway: ShopServices,
  ) {
    this.chart = this.makeChart(app);
    this.graph = new ServiceGraph(this.chart, 'graph');
    this.graph.monitoring({ namespace: MONITORING });
    this.bindings = this.makeBindings();
    this.priorities = new PriorityClasses(this.chart, 'priorities');
    const backing = new Backing(this.chart, {
      place,
      workloads,
      graph: this.graph,
      priorityClass: this.priorities.names.critical,
    });
    const services = this.makeServices(backing);
    const gateway = addGateway(this.chart, {
      place,
      workloads,
      graph: this.graph,
      services,
      priorityClass: this.priorities.names.critical,
    });
    addDrillReminder(this.chart, { place, workloads, priorityClass: this.priorities.names.default });
    const routing = new Routing(this.chart, 'entry', {
      host: hostOf(place, workloads),
      service: gateway,
      via: choiceOf(place, workloads),
    });
    this.graph.workload(gateway).isEnteredFrom(routing.source);
    this.makeNamespace(routing.namespaceLabels);
  }

  private makeChart(app: App): NamespaceChart {
    const { environment, region, settings } = this.place;
    return new NamespaceChart(app, `${environment.name}-${region}-${namespaceOf(this.place)}`, {
      namespace: namespaceOf(this.place),
      partOf: environment.project,
      environment: environment.name,
      region,
      kubernetesVersion: settings.cluster.version,
    });
  }

  private makeBindings(): Bindings {
    const { environment, region } = this.place;
    return new Bindings({
      place: `${environment.name}/${region}`,
      region,
      graph: this.graph,
    });
  }

  private makeNamespace(labels: Readonly<Record<string, string>>): void {
    const { containerDefaults, quota } = this.workloads;
    new NamespaceBaseline(this.chart, 'namespace', {
      defaults: containerDefaults,
      ...(quota && { quota }),
      teams: { developers: { group: 'developers', access: 'view' } },
      labels,
    });
  }

  private makeServices(backing: Backing): Map<WebService, string> {
    const made = sortedEntries(this.behindGateway).map(([name, service]): [WebService, string] => [
      this.makeService(name, service, backing),
      service.path,
    ]);
    return new Map(made);
  }

  private makeService(name: string, service: ShopService, backing: Backing): WebService {
    const { sizes, services } = this.workloads;
    const made = new WebService(this.chart, name, {
      image: imageOf(this.workloads, this.place.environment.project, name),
      ports: { http: service.port },
      size: sizes.service,
      scale: services,
      variables: serviceVariables(this.workloads, service.port),
      priorityClass: this.priorities.names.default,
    });
    this.graph.workload(made).isScrapedFrom(MONITORING, { port: 'http' });
    for (const need of service.needs) backing.bind(this.bindings, made, need, service);
    return made;
  }
}

/** `<project>-<environment>`: the same in every region. */
export function namespaceOf({ environment }: Place): string {
  return `${environment.project}-${environment.name}`;
}
