import type { Construct } from 'constructs';
import { TargetGroupBinding } from '../custom/custom-resource';
import { type RouteTarget, routeMetadata } from './objects';
import type { EdgeChoice } from './props';

/**
 * The binding of a target group to the service's pods. No `networking`: the stack that owns the load balancer opens the nodes' security
 * group, and two owners of one rule undo each other's work.
 */
export function addEdge(scope: Construct, target: RouteTarget, via: EdgeChoice): void {
  new TargetGroupBinding(scope, 'target-group-binding', {
    ...routeMetadata(target.name, target),
    spec: {
      targetGroupName: via.targetGroupName,
      targetType: 'ip',
      serviceRef: { name: target.service, port: target.port.name },
    },
  });
}
