import type { Construct } from 'constructs';
import { Deployed } from './deployed';
import type { WorkerProps } from './props';

/**
 * A workload that nobody calls: it takes its work from a queue. A Deployment as that of a WebService, without a Service; `scale` can
 * follow the queue's length. Reports `workload/*` and `autoscaling/*`.
 */
export class Worker extends Deployed {
  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id, props, {
      component: 'worker',
      ports: props.ports ?? {},
      mainPort: undefined,
      health: props.health,
      preStopSeconds: 0,
    });
  }
}
