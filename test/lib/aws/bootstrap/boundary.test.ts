import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { boundaryArn } from '../../../../lib/aws/bootstrap';
import { resources } from '../../../../lib/testing';
import { githubRoles } from './fixture';
import { isAllowed, type Statement } from './iam';

const account = '111122223333';
const { stack, roles } = githubRoles();
const policy = resources(stack, IamPolicy)['delivery_boundary'];
const statements = JSON.parse(policy?.['policy']).Statement as Statement[];
const here = { 'aws:RequestedRegion': 'us-east-1', 'aws:ResourceAccount': account };
const may = (action: string, resource: string, context: Readonly<Record<string, string>> = here) =>
  isAllowed(statements, { action, resource, context });
const iam = (rest: string) => `arn:aws:iam::${account}:${rest}`;
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${account}:${rest}`;
const own = iam('role/shop-test-us-east-1-node');
const states = 'arn:aws:s3:::shop-test-111122223333-us-east-1-state';

describe('the boundary of the roles that a deployer makes', () => {
  test('has a name that other stacks can compute, where the deployer changes nothing', () => {
    expect(policy).toMatchObject({ name: 'shop-test-boundary', path: '/bootstrap/' });
    expect(roles.boundaryArn).toBe(iam('policy/bootstrap/shop-test-boundary'));
    expect(boundaryArn({ project: 'shop', environment: 'test', account })).toBe(roles.boundaryArn);
  });

  test('is overridden like all else', () => {
    const { stack: other } = githubRoles({ overrides: { boundary: { description: 'Ours' } } });
    expect(resources(other, IamPolicy)['delivery_boundary']?.['description']).toBe('Ours');
  });

  test.each([
    ['ec2:CreateNetworkInterface', '*'],
    ['ec2:CreateVolume', arn('ec2', 'volume/*')],
    ['ecr:BatchGetImage', arn('ecr', 'repository/microshop/user-service')],
    ['eks:DescribeCluster', arn('eks', 'cluster/shop-test')],
    ['elasticloadbalancing:RegisterTargets', arn('elasticloadbalancing', 'targetgroup/shop-test-api/1')],
    ['backup:CopyIntoBackupVault', 'arn:aws:backup:us-west-2:111122223333:backup-vault:shop-test-vault'],
    ['rds:CreateDBSnapshot', arn('rds', 'db:shop-test-main')],
    ['rds-db:connect', arn('rds-db', 'dbuser:db-ABC/order_service')],
    ['elasticache:Connect', arn('elasticache', 'replicationgroup:shop-test-main')],
    ['logs:PutLogEvents', arn('logs', 'log-group:/aws/vpc/shop-test-main/flow-logs')],
    ['sqs:ReceiveMessage', arn('sqs', 'shop-test-karpenter')],
    ['lambda:InvokeFunction', arn('lambda', 'function:shop-test-x')],
    ['ssm:UpdateInstanceInformation', '*'],
    ['ssm:GetParameter', 'arn:aws:ssm:us-east-1::parameter/aws/service/eks/x'],
    ['kms:Decrypt', arn('kms', 'key/1')],
    ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shop-test-orders-AbCdEf')],
    ['s3:PutObject', 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets/a'],
    ['s3:ReplicateObject', 'arn:aws:s3:::shop-test-111122223333-us-west-2-assets/a'],
    ['iam:PassRole', own],
    ['iam:GetRole', own],
    ['iam:CreateInstanceProfile', iam('instance-profile/shop-test_123')],
    ['iam:AddRoleToInstanceProfile', iam('instance-profile/eks-123')],
    ['iam:CreateServiceLinkedRole', iam('role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot')],
    ['sts:AssumeRole', iam('role/shop-test-us-east-1-reader')],
  ])('leaves what constructs need: %s', (action, resource) => {
    expect(may(action, resource)).toBe(true);
  });

  test.each([
    ['iam:PutRolePolicy', own],
    ['iam:AttachRolePolicy', own],
    ['iam:CreateRole', own],
    ['iam:UpdateAssumeRolePolicy', own],
    ['iam:DeleteRolePermissionsBoundary', own],
    ['iam:PutRolePermissionsBoundary', own],
    ['iam:PassRole', iam('role/admin')],
    ['iam:PassRole', iam('role/bootstrap/shop-test-us-east-1-deploy')],
    ['iam:UpdateAssumeRolePolicy', iam('role/bootstrap/shop-test-us-east-1-deploy')],
    ['iam:CreatePolicyVersion', iam('policy/bootstrap/shop-test-boundary')],
    ['iam:CreatePolicyVersion', iam('policy/shop-test-x')],
    ['iam:CreateUser', iam('user/x')],
    ['iam:CreateAccessKey', iam('user/x')],
    ['iam:UpdateOpenIDConnectProviderThumbprint', iam('oidc-provider/token.actions.githubusercontent.com')],
    ['sts:AssumeRole', iam('role/admin')],
    ['sts:AssumeRole', iam('role/bootstrap/shop-test-us-east-1-deploy')],
    ['sts:AssumeRole', 'arn:aws:iam::999988887777:role/shop-test-x'],
    ['organizations:LeaveOrganization', '*'],
    ['account:PutAlternateContact', '*'],
    ['cloudformation:UpdateStack', arn('cloudformation', 'stack/CDKToolkit/1')],
    ['cloudformation:ExecuteChangeSet', arn('cloudformation', 'stack/CDKToolkit/1')],
    ['codebuild:StartBuild', arn('codebuild', 'project/x')],
    ['ecs:ExecuteCommand', arn('ecs', 'task/x/1')],
    ['eks:AssociateAccessPolicy', arn('eks', 'access-entry/shop-test/role/1/x/1')],
    ['eks:CreateAccessEntry', arn('eks', 'cluster/shop-test')],
    ['lambda:UpdateFunctionCode', arn('lambda', 'function:x')],
    ['lambda:UpdateFunctionConfiguration', arn('lambda', 'function:x')],
    ['ssm:SendCommand', arn('ec2', 'instance/i-1')],
    ['ssm:StartSession', arn('ec2', 'instance/i-1')],
    ['sso:CreateAccountAssignment', '*'],
    ['backup:DeleteRecoveryPoint', 'arn:aws:ec2:us-east-1::snapshot/snap-1'],
    ['backup:DeleteBackupVaultLockConfiguration', arn('backup', 'backup-vault:shop-test-vault')],
    ['backup:PutBackupVaultAccessPolicy', arn('backup', 'backup-vault:shop-test-vault')],
    ['s3:GetObject', `${states}/test-us-east-1-data/terraform.tfstate`],
    ['s3:PutBucketPolicy', states],
    ['s3:GetObject', 'arn:aws:s3:::shop-prod-111122223333-us-east-1-assets/a'],
    ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shop-prod-orders-AbCdEf')],
    ['kms:Decrypt', '${aws_kms_key.state_key.arn}'],
  ])('keeps out, whatever a role is given: %s of %s', (action, resource) => {
    expect(may(action, resource)).toBe(false);
  });

  test('leaves what other accounts share to them', () => {
    const theirs = { ...here, 'aws:ResourceAccount': '999988887777' };
    expect(may('s3:GetObject', 'arn:aws:s3:::aws-ssm-us-east-1/agent', theirs)).toBe(true);
    expect(may('s3:GetObject', 'arn:aws:s3:::aws-ssm-us-east-1/agent')).toBe(false);
  });
});
