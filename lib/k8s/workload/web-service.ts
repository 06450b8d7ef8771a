import type { Construct } from 'constructs';
import { Deployed } from './deployed';
import { mainPortFaults, mainPortOf } from './pod/ports';
import type { WebServiceProps } from './props';
import { addService } from './service';

/**
 * A workload that others call: Deployment, Service, ServiceAccount, PodDisruptionBudget from two replicas on, and an autoscaler where
 * `scale` asks for one. Pods within the restricted profile; no pod is missing while it rolls. Reports `workload/*`, `autoscaling/*`.
 */
export class WebService extends Deployed {
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id, props, {
      component: 'service',
      ports: props.ports,
      mainPort: mainPortOf(props),
      health: props.health ?? { path: '/health' },
      preStopSeconds: 10,
    });
    this.reportAll(mainPortFaults(props));
    const http = Object.fromEntries(Object.keys(props.ports).map((port) => [port, 'http']));
    addService(this, 'service', {
      name: this.name,
      labels: this.labels,
      selector: this.selector,
      ports: this.ports,
      protocols: { ...http, ...props.protocols },
      kind: 'balanced',
    });
  }
}
