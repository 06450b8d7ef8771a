import type { App } from 'cdktf';
import type { AwsStack } from '../lib/aws/stack/aws-stack';
import { BootstrapStack } from './bootstrap';
import { ClusterStack } from './cluster';
import { DataStack } from './data';
import { EdgeStack } from './edge';
import { NetworkStack } from './network';
import type { Place } from './place';

/** Builds the stacks of one region, in the order in which they are applied. */
export function buildPlace(app: App, place: Place): AwsStack[] {
  const { environment, region, settings } = place;
  const bootstrap = region === environment.primaryRegion ? new BootstrapStack(app, place) : undefined;
  const network = new NetworkStack(app, place);
  const hasData = settings.database ?? settings.cache ?? settings.buckets;
  const data = hasData ? new DataStack(app, place, network) : undefined;
  const edge = settings.edge ? new EdgeStack(app, place, settings.edge, network) : undefined;
  const cluster = new ClusterStack(app, place, { network, data, edge });
  return [bootstrap, network, data, edge, cluster].filter((one) => one !== undefined);
}
