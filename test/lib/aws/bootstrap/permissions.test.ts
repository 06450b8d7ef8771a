import { githubRoles, statementsOf } from './fixture';
import { isAllowed, type Request } from './iam';

const account = '111122223333';
const bucket = `arn:aws:s3:::shop-test-${account}-us-east-1-state`;
const stateKey = '${aws_kms_key.state_key.arn}';
const here = { 'aws:RequestedRegion': 'us-east-1' };
const there = { 'aws:RequestedRegion': 'eu-west-1' };
const viaS3 = { 'kms:ViaService': 's3.us-east-1.amazonaws.com' };
const iam = (rest: string) => `arn:aws:iam::${account}:${rest}`;
const globalGroup = (id: string) => `arn:aws:elasticache::${account}:globalreplicationgroup:${id}`;
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${account}:${rest}`;

describe('the plan role', () => {
  const statements = statementsOf(githubRoles().stack, 'plan');
  const may = (action: string, resource = '*', context = {}) =>
    isAllowed(statements, { action, resource, context } satisfies Request);

  test('reads configuration', () => {
    for (const action of [
      'ec2:DescribeVpcs',
      'eks:DescribeCluster',
      'rds:DescribeDBInstances',
      'elasticache:DescribeReplicationGroups',
      'iam:GetRole',
      'kms:GetKeyPolicy',
      's3:GetBucketPolicy',
      's3:GetEncryptionConfiguration',
      's3:GetLifecycleConfiguration',
      's3:ListBucket',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetResourcePolicy',
      'secretsmanager:ListSecretVersionIds',
      'secretsmanager:GetRandomPassword',
      'elasticloadbalancing:DescribeLoadBalancers',
      'wafv2:GetWebACL',
      'acm:DescribeCertificate',
      'route53:ListResourceRecordSets',
      'sns:GetTopicAttributes',
      'sqs:GetQueueAttributes',
      'events:DescribeRule',
      'logs:DescribeLogGroups',
      'cloudwatch:DescribeAlarms',
      'backup:DescribeBackupVault',
      'backup:GetBackupVaultAccessPolicy',
      'backup:GetBackupPlan',
      'backup:GetBackupSelection',
      'backup:GetRestoreTestingPlan',
      'backup:GetRestoreTestingSelection',
      'backup:ListTags',
      'events:ListTargetsByRule',
      'rds:DescribeDBInstanceAutomatedBackups',
      'route53:GetHealthCheck',
      's3:GetReplicationConfiguration',
    ]) {
      expect([action, may(action)]).toEqual([action, true]);
    }
  });

  test('changes nothing: all that it is allowed reads', () => {
    const writes = statements
      .filter((one) => one.Effect === 'Allow')
      .flatMap((one) => one.Action.map((action) => [action, ...(one.Resource ?? [])]))
      .filter(([action]) => !/^[a-z0-9-]+:(Get|List|Describe)[A-Za-z]*\*?$/.test(action ?? ''));
    expect(writes).toEqual([['kms:Decrypt', stateKey]]);
  });

  test('reads the states of its environment, and takes no lock away', () => {
    const state = `${bucket}/test-us-east-1-network/terraform.tfstate`;
    expect(may('s3:GetObject', state)).toBe(true);
    expect(may('kms:Decrypt', stateKey, viaS3)).toBe(true);
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion']) {
      expect(may(action, state)).toBe(false);
      expect(may(action, `${state}.tflock`)).toBe(false);
    }
    expect(may('s3:GetObject', `${bucket}/prod-us-east-1-network/terraform.tfstate`)).toBe(false);
  });

  test.each([
    ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shop-test-x')],
    ['secretsmanager:BatchGetSecretValue', '*'],
    ['ssm:GetParameter', arn('ssm', 'parameter/x')],
    ['ssm:GetParametersByPath', arn('ssm', 'parameter/x')],
    ['dynamodb:Scan', arn('dynamodb', 'table/x')],
    ['logs:GetLogEvents', arn('logs', 'log-group:x')],
    ['sqs:ReceiveMessage', arn('sqs', 'x')],
    ['s3:GetObject', 'arn:aws:s3:::shop-test-assets/a'],
    ['s3:GetObjectVersion', `${bucket}/prod-x/terraform.tfstate`],
    ['kms:Decrypt', arn('kms', 'key/other')],
    ['s3:PutObject', `${bucket}/test-x/terraform.tfstate`],
    ['s3:DeleteObject', `${bucket}/test-x/terraform.tfstate.tflock`],
  ])('is denied content even where another policy allows it: %s', (action, resource) => {
    const generous = [
      ...statements,
      { Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: ['*'] } as const,
    ];
    expect(isAllowed(generous, { action, resource })).toBe(false);
  });
});

describe('the deploy role', () => {
  const statements = statementsOf(githubRoles().stack, 'deploy');
  const may = (action: string, resource: string, context: Readonly<Record<string, string>> = here) =>
    isAllowed(statements, { action, resource, context });

  const works: [string, string][] = [
    ['ec2:CreateVpc', '*'],
    ['ec2:DeleteVpc', arn('ec2', 'vpc/vpc-1')],
    ['ec2:CreateTags', '*'],
    ['ec2:AuthorizeSecurityGroupIngress', '*'],
    ['ec2:CreateLaunchTemplate', '*'],
    ['eks:CreateCluster', arn('eks', 'cluster/shop-test-main')],
    ['eks:CreateCluster', arn('eks', 'cluster/shop-test')],
    ['eks:DeleteNodegroup', arn('eks', 'nodegroup/shop-test/general-9bb7f27d/0ac1')],
    ['logs:CreateLogGroup', arn('logs', 'log-group:/aws/eks/shop-test/cluster')],
    ['eks:DeleteNodegroup', arn('eks', 'nodegroup/shop-test-main/general/uuid')],
    ['eks:CreateAddon', arn('eks', 'addon/shop-test-main/coredns/uuid')],
    ['eks:CreatePodIdentityAssociation', arn('eks', 'podidentityassociation/shop-test-main/a-1')],
    ['eks:CreateAccessEntry', arn('eks', 'access-entry/shop-test-main/role/x')],
    ['rds:CreateDBInstance', arn('rds', 'db:shop-test-orders')],
    ['rds:ModifyDBParameterGroup', arn('rds', 'pg:shop-test-orders')],
    ['elasticache:CreateReplicationGroup', arn('elasticache', 'replicationgroup:shop-test-cache')],
    ['elasticache:CreateGlobalReplicationGroup', arn('elasticache', 'replicationgroup:shop-test-main')],
    ['elasticache:CreateReplicationGroup', globalGroup('erpgt-shop-test-main')],
    ['elasticache:ModifyGlobalReplicationGroup', globalGroup('erpgt-shop-test-main')],
    ['elasticache:DisassociateGlobalReplicationGroup', globalGroup('erpgt-shop-test-main')],
    ['elasticache:DeleteGlobalReplicationGroup', globalGroup('erpgt-shop-test-main')],
    ['s3:CreateBucket', 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets'],
    ['secretsmanager:CreateSecret', arn('secretsmanager', 'secret:shop-test-orders')],
    ['kms:CreateKey', '*'],
    ['kms:ScheduleKeyDeletion', arn('kms', 'key/1')],
    ['kms:CreateAlias', arn('kms', 'alias/shop-test-orders')],
    ['sns:CreateTopic', arn('sns', 'shop-test-alarms')],
    ['sqs:CreateQueue', arn('sqs', 'shop-test-interruption')],
    ['events:PutRule', arn('events', 'rule/shop-test-spot')],
    ['logs:CreateLogGroup', arn('logs', 'log-group:/aws/eks/shop-test-main/cluster')],
    ['logs:CreateLogGroup', arn('logs', 'log-group:aws-waf-logs-shop-test-edge')],
    ['cloudwatch:PutMetricAlarm', arn('cloudwatch', 'alarm:shop-test-cpu')],
    [
      'elasticloadbalancing:CreateLoadBalancer',
      arn('elasticloadbalancing', 'loadbalancer/app/shop-test-api/1'),
    ],
    ['elasticloadbalancing:CreateTargetGroup', arn('elasticloadbalancing', 'targetgroup/shop-test-api/1')],
    ['elasticloadbalancing:ModifyListener', arn('elasticloadbalancing', 'listener/app/shop-test-api/1/2')],
    ['wafv2:CreateWebACL', arn('wafv2', 'regional/webacl/shop-test-edge/1')],
    ['acm:RequestCertificate', '*'],
    ['backup:CreateBackupVault', arn('backup', 'backup-vault:shop-test-backups')],
    ['backup:PutBackupVaultLockConfiguration', arn('backup', 'backup-vault:shop-test-backups')],
    ['backup:DeleteBackupVaultAccessPolicy', arn('backup', 'backup-vault:shop-test-backups')],
    ['backup-storage:MountCapsule', '*'],
    ['backup:CreateBackupPlan', arn('backup', 'backup-plan:1')],
    ['backup:CreateBackupSelection', arn('backup', 'backup-plan:1')],
    ['backup:CreateRestoreTestingPlan', arn('backup', 'restore-testing-plan:shop_test_restore-1')],
    ['backup:UpdateRestoreTestingSelection', arn('backup', 'restore-testing-plan:shop_test_restore-1')],
    ['rds:CreateDBInstanceReadReplica', arn('rds', 'db:shop-test-orders')],
    ['rds:StartDBInstanceAutomatedBackupsReplication', arn('rds', 'db:shop-test-orders')],
    ['secretsmanager:ReplicateSecretToRegions', arn('secretsmanager', 'secret:shop-test-orders')],
    ['secretsmanager:RemoveRegionsFromReplication', arn('secretsmanager', 'secret:shop-test-orders')],
    ['s3:PutReplicationConfiguration', 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets'],
  ];

  test.each(works)('makes and unmakes the environment: %s', (action, resource) => {
    expect(may(action, resource)).toBe(true);
  });

  test.each(works)('stays within its regions: %s', (action, resource) => {
    expect(may(action, resource, there)).toBe(false);
  });

  test.each([
    ['eks:DeleteCluster', arn('eks', 'cluster/shop-prod-main')],
    ['eks:DeleteCluster', arn('eks', 'cluster/shop-testing')],
    ['logs:DeleteLogGroup', arn('logs', 'log-group:/aws/eks/shop-testing/cluster')],
    ['rds:DeleteDBInstance', arn('rds', 'db:shop-prod-orders')],
    ['elasticache:DeleteReplicationGroup', arn('elasticache', 'replicationgroup:shop-prod-cache')],
    ['elasticache:DeleteGlobalReplicationGroup', globalGroup('erpgt-shop-prod-main')],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::shop-prod-111122223333-us-east-1-assets'],
    ['secretsmanager:PutSecretValue', arn('secretsmanager', 'secret:shop-prod-orders')],
    ['kms:DeleteAlias', arn('kms', 'alias/shop-prod-orders')],
    ['sns:DeleteTopic', arn('sns', 'shop-prod-alarms')],
    ['logs:DeleteLogGroup', arn('logs', 'log-group:/aws/eks/shop-prod-main/cluster')],
    [
      'elasticloadbalancing:DeleteLoadBalancer',
      arn('elasticloadbalancing', 'loadbalancer/app/shop-prod-api/1'),
    ],
    ['backup:DeleteBackupVault', arn('backup', 'backup-vault:shop-prod-backups')],
    ['backup:DeleteRestoreTestingPlan', arn('backup', 'restore-testing-plan:shop_prod_restore-1')],
    ['secretsmanager:ReplicateSecretToRegions', arn('secretsmanager', 'secret:shop-prod-orders')],
    ['iam:DeleteRole', iam('role/shop-prod-us-east-1-node')],
    ['iam:CreateRole', iam('role/other')],
    ['iam:CreatePolicy', iam('policy/other')],
    ['iam:PassRole', iam('role/other')],
  ])('leaves what has another name alone: %s', (action, resource) => {
    expect(may(action, resource, { ...here, 'iam:PassedToService': 'ec2.amazonaws.com' })).toBe(false);
  });

  test('changes records of the named zones only', () => {
    const action = 'route53:ChangeResourceRecordSets';
    expect(may(action, 'arn:aws:route53:::hostedzone/Z0123456789ABC')).toBe(true);
    expect(may(action, 'arn:aws:route53:::hostedzone/ZOTHER')).toBe(false);
    const none = statementsOf(githubRoles({ hostedZoneIds: [] }).stack, 'deploy');
    const resource = 'arn:aws:route53:::hostedzone/Z0123456789ABC';
    expect(isAllowed(none, { action, resource })).toBe(false);
  });

  test('changes the records of its own names only, where they are said', () => {
    const own = statementsOf(githubRoles({ recordNames: ['api.shop.com'] }).stack, 'deploy');
    const mayChange = (name: string) =>
      isAllowed(own, {
        action: 'route53:ChangeResourceRecordSets',
        resource: 'arn:aws:route53:::hostedzone/Z0123456789ABC',
        context: { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': name },
      });
    expect(
      ['api.shop.com', 'us-east-1.api.shop.com', '_1.us-east-1.api.shop.com'].filter(mayChange),
    ).toHaveLength(3);
    expect(
      ['shop.com', 'www.shop.com', 'notapi.shop.com', 'api.shop.com.evil.com'].filter(mayChange),
    ).toEqual([]);
  });

  test('makes roles of the environment and hands them to known services only', () => {
    const role = iam('role/shop-test-us-east-1-node');
    expect(may('iam:DeleteRole', role)).toBe(true);
    expect(may('iam:PassRole', role, { 'iam:PassedToService': 'pods.eks.amazonaws.com' })).toBe(true);
    expect(may('iam:PassRole', role, { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe(false);
    const linked = iam('role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS');
    const make = 'iam:CreateServiceLinkedRole';
    expect(may(make, linked, { 'iam:AWSServiceName': 'eks.amazonaws.com' })).toBe(true);
    expect(may(make, linked, { 'iam:AWSServiceName': 'guardduty.amazonaws.com' })).toBe(false);
  });

  test.each([
    'iam:CreateRole',
    'iam:AttachRolePolicy',
    'iam:PutRolePolicy',
    'iam:PutRolePermissionsBoundary',
  ])(
    'gives something to roles with the boundary only, even where another policy allows more: %s',
    (action) => {
      const resource = iam('role/shop-test-us-east-1-node');
      const within = (boundary: string) => ({
        action,
        resource,
        context: { 'iam:PermissionsBoundary': iam(`policy/${boundary}`) },
      });
      const all = [...statements, { Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: ['*'] } as const];
      for (const some of [statements, all]) {
        expect(isAllowed(some, within('bootstrap/shop-test-boundary'))).toBe(true);
        expect(isAllowed(some, within('bootstrap/shop-prod-boundary'))).toBe(false);
        expect(isAllowed(some, within('shop-test-boundary'))).toBe(false);
        expect(isAllowed(some, { action, resource })).toBe(false);
      }
    },
  );

  test.each(['backup.amazonaws.com', 'restore-testing.backup.amazonaws.com', 's3.amazonaws.com'])(
    'hands roles for backups, tests of restoring and replication to %s',
    (service) => {
      const role = iam('role/shop-test-us-east-1-backup-daily');
      expect(may('iam:PassRole', role, { 'iam:PassedToService': service })).toBe(true);
      expect(may('iam:PassRole', iam('role/other'), { 'iam:PassedToService': service })).toBe(false);
    },
  );

  test.each([
    ['backup:DeleteRecoveryPoint', arn('backup', 'recovery-point:1')],
    ['backup:UpdateRecoveryPointLifecycle', arn('backup', 'recovery-point:1')],
    ['backup:StartRestoreJob', arn('backup', 'recovery-point:1')],
    ['backup:DisassociateRecoveryPoint', arn('backup', 'recovery-point:1')],
    ['backup:UpdateRegionSettings', '*'],
    ['backup:UpdateGlobalSettings', '*'],
  ])('leaves backups and the settings of the account alone: %s', (action, resource) => {
    expect(may(action, resource)).toBe(false);
  });

  test('makes health checks wherever Route 53 is', () => {
    for (const action of ['UpdateHealthCheck', 'DeleteHealthCheck', 'ChangeTagsForResource']) {
      expect(may(`route53:${action}`, 'arn:aws:route53:::healthcheck/1', {})).toBe(true);
    }
    // Creating one knows no resource, and is asked for on all of them.
    expect(may('route53:CreateHealthCheck', '*', {})).toBe(true);
  });

  test('attaches policies, but none that makes an administrator', () => {
    const role = iam('role/shop-test-us-east-1-node');
    const attach = (name: string) =>
      may('iam:AttachRolePolicy', role, {
        'iam:PolicyARN': `arn:aws:iam::aws:policy/${name}`,
        'iam:PermissionsBoundary': iam('policy/bootstrap/shop-test-boundary'),
      });
    expect(attach('AmazonEKSWorkerNodePolicy')).toBe(true);
    expect(attach('AdministratorAccess')).toBe(false);
    expect(attach('PowerUserAccess')).toBe(false);
    expect(attach('IAMFullAccess')).toBe(false);
  });

  test('lets services use keys, and nobody else', () => {
    const key = arn('kms', 'key/1');
    expect(may('kms:CreateGrant', key, { ...here, 'kms:GrantIsForAWSResource': 'true' })).toBe(true);
    expect(may('kms:CreateGrant', key)).toBe(false);
    expect(may('kms:Decrypt', key)).toBe(false);
    const viaSecrets = { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' };
    expect(may('kms:GenerateDataKey', key, viaSecrets)).toBe(true);
    const viaBackup = { 'kms:ViaService': 'backup.us-west-2.amazonaws.com' };
    expect(may('kms:GenerateDataKey', key, viaBackup)).toBe(true);
    expect(may('kms:RetireGrant', key, viaBackup)).toBe(true);
    expect(may('kms:Decrypt', key, { 'kms:ViaService': 'backup.eu-west-1.amazonaws.com' })).toBe(false);
  });

  test('reads neither secrets nor objects', () => {
    expect(may('secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shop-test-x'))).toBe(false);
    expect(may('s3:GetObject', 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets/a')).toBe(false);
  });

  test('reads and writes the states of its environment, and deletes none', () => {
    const state = `${bucket}/test-us-east-1-data/terraform.tfstate`;
    expect(may('s3:GetObject', state)).toBe(true);
    expect(may('s3:PutObject', state)).toBe(true);
    expect(may('s3:DeleteObject', state)).toBe(false);
    expect(may('s3:DeleteObject', `${state}.tflock`)).toBe(true);
    expect(may('kms:GenerateDataKey', stateKey, viaS3)).toBe(true);
    const other = `${bucket}/prod-us-east-1-data/terraform.tfstate`;
    expect(may('s3:GetObject', other)).toBe(false);
    expect(may('s3:PutObject', other)).toBe(false);
  });

  const generous = [
    ...statementsOf(githubRoles({ emptyBuckets: 'allowed' }).stack, 'deploy'),
    { Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: ['*'] } as const,
  ];

  test.each([
    ['iam:UpdateAssumeRolePolicy', iam('role/bootstrap/shop-test-us-east-1-deploy')],
    ['iam:AttachRolePolicy', iam('role/bootstrap/shop-test-us-east-1-deploy')],
    ['iam:PutRolePolicy', iam('role/bootstrap/shop-test-us-east-1-plan')],
    ['iam:CreatePolicyVersion', iam('policy/bootstrap/shop-test-us-east-1-deploy-guardrails')],
    ['iam:CreatePolicyVersion', iam('policy/bootstrap/shop-test-boundary')],
    ['iam:DeletePolicy', iam('policy/bootstrap/shop-test-boundary')],
    ['iam:DeleteRolePermissionsBoundary', iam('role/shop-test-us-east-1-node')],
    ['iam:DetachRolePolicy', iam('role/bootstrap/shop-test-us-east-1-deploy')],
    ['iam:DeleteOpenIDConnectProvider', iam('oidc-provider/token.actions.githubusercontent.com')],
    ['iam:CreateOpenIDConnectProvider', iam('oidc-provider/example.com')],
    ['iam:CreateUser', iam('user/x')],
    ['iam:CreateAccessKey', iam('user/x')],
    ['iam:AddUserToGroup', iam('group/x')],
    ['s3:PutBucketPolicy', bucket],
    ['s3:DeleteBucketPolicy', bucket],
    ['s3:DeleteBucket', bucket],
    ['s3:PutLifecycleConfiguration', bucket],
    ['s3:PutBucketVersioning', bucket],
    ['s3:DeleteObjectVersion', `${bucket}/test-us-east-1-data/terraform.tfstate`],
    ['s3:DeleteObject', `${bucket}/test-us-east-1-data/terraform.tfstate`],
    ['s3:DeleteBucket', `${bucket}-logs`],
    ['s3:DeleteObject', `${bucket}-logs/access/state/1`],
    ['kms:ScheduleKeyDeletion', stateKey],
    ['kms:PutKeyPolicy', stateKey],
    ['kms:CreateGrant', stateKey],
    ['kms:UpdateAlias', arn('kms', 'alias/shop-test-state')],
    ['organizations:LeaveOrganization', '*'],
  ])('cannot change what holds it, even where another policy allows it: %s', (action, resource) => {
    expect(isAllowed(generous, { action, resource, context: here })).toBe(false);
  });

  test('empties buckets only where that is allowed', () => {
    const request = {
      action: 's3:DeleteObjectVersion',
      resource: 'arn:aws:s3:::shop-test-111122223333-us-east-1-logs/a',
    };
    expect(isAllowed(statements, request)).toBe(false);
    const allowed = statementsOf(githubRoles({ emptyBuckets: 'allowed' }).stack, 'deploy');
    expect(isAllowed(allowed, request)).toBe(true);
    const inRegions = (...regions: string[]) =>
      isAllowed(statementsOf(githubRoles({ emptyBuckets: { regions } }).stack, 'deploy'), request);
    expect([inRegions('us-west-2'), inRegions('us-west-2', 'us-east-1'), inRegions()]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
