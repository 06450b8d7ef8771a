/**
 * Services with an interface endpoint named `com.amazonaws.<region>.<service>` (AWS PrivateLink, "AWS services that integrate with
 * AWS PrivateLink"). S3 is left out: every network has its gateway endpoint, which costs nothing.
 */
export const interfaceEndpointServices = [
  'access-analyzer',
  'acm-pca',
  'application-autoscaling',
  'aps',
  'aps-workspaces',
  'athena',
  'autoscaling',
  'backup',
  'batch',
  'bedrock',
  'bedrock-runtime',
  'cloudformation',
  'cloudtrail',
  'codeartifact.api',
  'codeartifact.repositories',
  'codebuild',
  'codedeploy',
  'codepipeline',
  'config',
  'dms',
  'dynamodb',
  'ebs',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'ecs',
  'ecs-agent',
  'ecs-telemetry',
  'eks',
  'eks-auth',
  'elasticache',
  'elasticfilesystem',
  'elasticloadbalancing',
  'events',
  'execute-api',
  'git-codecommit',
  'glue',
  'guardduty-data',
  'kafka',
  'kinesis-firehose',
  'kinesis-streams',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'rds',
  'rds-data',
  'redshift-data',
  'secretsmanager',
  'securityhub',
  'servicediscovery',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'states',
  'sts',
  'xray',
] as const;

/** A service with an interface endpoint. */
export type InterfaceEndpointService = (typeof interfaceEndpointServices)[number];

/** Whether a text is the name of a service with an interface endpoint. */
export function isInterfaceEndpointService(text: string): text is InterfaceEndpointService {
  return (interfaceEndpointServices as readonly string[]).includes(text);
}
