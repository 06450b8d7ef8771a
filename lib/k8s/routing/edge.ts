import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type RouteTarget, routeMetadata } from './objects';
import type { EdgeChoice } from './props';

/**
 * The binding of a target group to the service's pods. No `networking`: the stack that owns the load balancer opens the nodes' security
 * group, and two owners of one rule undo each other's work.
 */
export function addEdge(scope: Construct, target: RouteTarget, via: EdgeChoice): void {
  new ApiObject(scope, 'target-group-binding', {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: routeMetadata(target.name, target),
    spec: {
      targetGroupName: via.targetGroupName,
      targetType: 'ip',
      serviceRef: { name: target.service, port: target.port.name },
    },
  });
}
