import { acmCertificateOptions } from './acm-certificate-options';
import { acmDnsValidation } from './acm-dns-validation';
import { backupRecoveryPoints } from './backup-recovery-points';
import { backupRestoreTesting } from './backup-restore-testing';
import { backupVaultSettings } from './backup-vault-settings';
import { cloudwatchExtendedStatistic } from './cloudwatch-extended-statistic';
import { cloudwatchServiceMetrics } from './cloudwatch-service-metrics';
import { ec2FlowLog } from './ec2-flow-log';
import { ec2LaunchTemplateTags } from './ec2-launch-template-tags';
import { ec2NatGateway } from './ec2-nat-gateway';
import { eksAddonIdentity } from './eks-addon-identity';
import { eksAddonUpdates } from './eks-addon-updates';
import { eksClusterSettings } from './eks-cluster-settings';
import { eksEndpoint } from './eks-endpoint';
import { eksNodeGroupSettings } from './eks-node-group-settings';
import { eksSecurityGroup } from './eks-security-group';
import { eksTags } from './eks-tags';
import { elasticacheParameterSource } from './elasticache-parameter-source';
import { elasticacheReplicationGroupSettings } from './elasticache-replication-group-settings';
import { elasticacheUserAuthentication } from './elasticache-user-authentication';
import { elbv2ListenerCertificates } from './elbv2-listener-certificates';
import { elbv2TargetGroupSettings } from './elbv2-target-group-settings';
import type { GapFactory } from './gap';
import { rdsAutomatedBackupsReplication } from './rds-automated-backups-replication';
import { rdsCrossRegionReplica } from './rds-cross-region-replica';
import { rdsInstanceSettings } from './rds-instance-settings';
import { route53HealthChecks } from './route53-health-checks';
import { route53ZoneIds } from './route53-zone-ids';
import { secretsmanagerReplicas } from './secretsmanager-replicas';
import { taggingHealthChecks } from './tagging-health-checks';
import { wafv2Logging } from './wafv2-logging';

/** Every gap of the emulator that is filled, outermost first. */
export const gaps: readonly GapFactory[] = [
  ec2FlowLog,
  ec2LaunchTemplateTags,
  ec2NatGateway,
  eksAddonIdentity,
  eksAddonUpdates,
  eksClusterSettings,
  acmCertificateOptions,
  acmDnsValidation,
  cloudwatchExtendedStatistic,
  cloudwatchServiceMetrics,
  taggingHealthChecks,
  elbv2ListenerCertificates,
  elbv2TargetGroupSettings,
  eksEndpoint,
  eksNodeGroupSettings,
  eksSecurityGroup,
  eksTags,
  elasticacheParameterSource,
  elasticacheReplicationGroupSettings,
  elasticacheUserAuthentication,
  backupRecoveryPoints,
  backupRestoreTesting,
  backupVaultSettings,
  rdsInstanceSettings,
  rdsAutomatedBackupsReplication,
  rdsCrossRegionReplica,
  route53HealthChecks,
  secretsmanagerReplicas,
  route53ZoneIds,
  wafv2Logging,
];
