import type { PolicyStatement } from '../../stack/policy';
import { anyRegion, clusterNames, inRegions, type PolicyContext } from './policy-context';

/** Keys, topics, queues, event rules, log groups and alarms. */
export function operationsStatements(context: PolicyContext): PolicyStatement[] {
  return [...keys(context), messages(context), ...logs(context)];
}

function keys(context: PolicyContext): PolicyStatement[] {
  const region = inRegions(context);
  const services = context.regions.map((one) => `secretsmanager.${one}.amazonaws.com`);
  return [
    { sid: 'NewKeys', actions: ['kms:CreateKey'], resources: ['*'], conditions: region },
    {
      sid: 'Keys',
      actions: [
        'kms:CancelKeyDeletion',
        'kms:CreateAlias',
        'kms:DeleteAlias',
        'kms:EnableKey',
        'kms:EnableKeyRotation',
        'kms:PutKeyPolicy',
        'kms:ScheduleKeyDeletion',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:UpdateAlias',
        'kms:UpdateKeyDescription',
      ],
      resources: [anyRegion(context, 'kms', `alias/${context.prefix}*`), anyRegion(context, 'kms', 'key/*')],
      conditions: region,
    },
    {
      // Who makes an encrypted database, cache or cluster lets the service use the key; nobody else is let in this way.
      sid: 'KeysForServices',
      actions: ['kms:CreateGrant'],
      resources: [anyRegion(context, 'kms', 'key/*')],
      conditions: { ...region, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    {
      sid: 'KeysOfSecrets',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [anyRegion(context, 'kms', 'key/*')],
      conditions: { StringEquals: { 'kms:ViaService': services } },
    },
  ];
}

function messages(context: PolicyContext): PolicyStatement {
  const { prefix } = context;
  return {
    sid: 'Messages',
    actions: [
      'events:DeleteRule',
      'events:DisableRule',
      'events:EnableRule',
      'events:PutRule',
      'events:PutTargets',
      'events:RemoveTargets',
      'events:TagResource',
      'events:UntagResource',
      'sns:CreateTopic',
      'sns:DeleteTopic',
      'sns:SetSubscriptionAttributes',
      'sns:SetTopicAttributes',
      'sns:Subscribe',
      'sns:TagResource',
      'sns:Unsubscribe',
      'sns:UntagResource',
      'sqs:CreateQueue',
      'sqs:DeleteQueue',
      'sqs:SetQueueAttributes',
      'sqs:TagQueue',
      'sqs:UntagQueue',
    ],
    resources: [
      anyRegion(context, 'events', `rule/${prefix}*`),
      anyRegion(context, 'sns', `${prefix}*`),
      anyRegion(context, 'sqs', `${prefix}*`),
    ],
    conditions: inRegions(context),
  };
}

function logs(context: PolicyContext): PolicyStatement[] {
  return [
    {
      sid: 'LogsAndAlarms',
      actions: [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
        'logs:AssociateKmsKey',
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DeleteRetentionPolicy',
        'logs:DisassociateKmsKey',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
      resources: [
        anyRegion(context, 'cloudwatch', `alarm:${context.prefix}*`),
        // Services fix what their groups begin with: /aws/eks/<name>/cluster, aws-waf-logs-<name>.
        anyRegion(context, 'logs', `log-group:*${context.prefix}*`),
        ...clusterNames(context).map((name) =>
          anyRegion(context, 'logs', `log-group:/aws/eks/${name}/cluster*`),
        ),
      ],
      conditions: inRegions(context),
    },
    {
      // Asked of whoever points a web ACL or a cache at a log group; CloudWatch Logs knows no narrower resource for them.
      sid: 'LogDelivery',
      actions: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      resources: ['*'],
      conditions: inRegions(context),
    },
  ];
}
