import { NAME_LABEL } from '../manifest/labels';
import type { RoutedPort } from './plan';

/** What every choice's objects are made from. */
export interface RouteTarget {
  /** Name of the objects. */
  readonly name: string;
  /** Host name that clients use. */
  readonly host: string;
  /** Name of the Service. */
  readonly service: string;
  /** Its port. */
  readonly port: RoutedPort;
}

/** Name and labels of an object of a routing. */
export function routeMetadata(name: string, target: RouteTarget) {
  return { name, labels: { [NAME_LABEL]: target.name, 'app.kubernetes.io/component': 'routing' } };
}

/** Name of the Secret that cert-manager puts the certificate into. */
export function tlsSecretName(target: RouteTarget): string {
  return `${target.name}-tls`;
}
