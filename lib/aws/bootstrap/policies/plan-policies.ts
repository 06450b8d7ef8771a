import type { PolicyStatement } from '../../stack/policy';
import { type PolicyContext, stateObjects } from './policy-context';
import { readStatements } from './read-statements';
import { read } from './state-access';

/**
 * Policies of the plan role, by name: reads configuration and state, and is denied content even where others would allow it. It does not
 * hold a state's lock: who may write one could also take away that of an apply which goes on, from a pull request.
 */
export function planPolicies(context: PolicyContext): Record<string, PolicyStatement[]> {
  return { read: readStatements(), state: [...read(context), ...denials(context)] };
}

function denials(context: PolicyContext): PolicyStatement[] {
  return [
    {
      sid: 'NoSecrets',
      effect: 'Deny',
      actions: [
        'secretsmanager:BatchGetSecretValue',
        'secretsmanager:GetSecretValue',
        'ssm:GetParameter',
        'ssm:GetParameterHistory',
        'ssm:GetParameters',
        'ssm:GetParametersByPath',
      ],
      resources: ['*'],
    },
    {
      sid: 'NoData',
      effect: 'Deny',
      actions: [
        'dynamodb:BatchGetItem',
        'dynamodb:GetItem',
        'dynamodb:PartiQLSelect',
        'dynamodb:Query',
        'dynamodb:Scan',
        'ec2:GetPasswordData',
        'ecr:BatchGetImage',
        'eks:AccessKubernetesApi',
        'lambda:InvokeFunction',
        'logs:FilterLogEvents',
        'logs:GetLogEvents',
        'logs:StartLiveTail',
        'logs:StartQuery',
        'rds-data:*',
        'rds-db:connect',
        'rds:DownloadCompleteDBLogFile',
        'rds:DownloadDBLogFilePortion',
        'sqs:ReceiveMessage',
      ],
      resources: ['*'],
    },
    {
      sid: 'NoObjects',
      effect: 'Deny',
      actions: ['s3:GetObject*'],
      notResources: stateObjects(context),
    },
    { sid: 'NoChange', effect: 'Deny', actions: ['s3:DeleteObject*', 's3:PutObject*'], resources: ['*'] },
    {
      sid: 'NoOtherKeys',
      effect: 'Deny',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      notResources: context.stateKeyArns,
    },
  ];
}
