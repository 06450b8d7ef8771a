import { eksEndpoint } from './eks-endpoint';
import { elasticacheParameterSource } from './elasticache-parameter-source';
import { elasticacheReplicationGroupSettings } from './elasticache-replication-group-settings';
import { elasticacheUserAuthentication } from './elasticache-user-authentication';
import type { GapFactory } from './gap';
import { rdsInstanceSettings } from './rds-instance-settings';
import { route53ZoneIds } from './route53-zone-ids';
import { wafv2Logging } from './wafv2-logging';

/** Every gap of the emulator that is filled, outermost first. */
export const gaps: readonly GapFactory[] = [
  eksEndpoint,
  elasticacheParameterSource,
  elasticacheReplicationGroupSettings,
  elasticacheUserAuthentication,
  rdsInstanceSettings,
  route53ZoneIds,
  wafv2Logging,
];
