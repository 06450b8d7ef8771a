import type { AwsCall } from '../proxy/call';
import { besides, contentKeys, linkedRoles, passedRoles, serviceKeys } from './dependent';
import type { Facts } from './facts';
import { type Parameters, parametersOf, valuesAt } from './parameters';
import type { Check, RequestContext } from './policy';
import { resourcesOf } from './resources';
import { restOperation } from './routes';
import { readS3 } from './s3';

/** What the checks of a call are found with. */
export interface CheckSources {
  /** What the account knows. */
  readonly facts: Facts;
  /** The caller's account. */
  readonly account: string;
  /** The endpoint's host. */
  readonly host: string;
}

/** Signing names that are not IAM's. */
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** How what is made is tagged. */
const tagActions: Readonly<Record<string, string>> = {
  acm: 'acm:AddTagsToCertificate',
  backup: 'backup:TagResource',
  cloudwatch: 'cloudwatch:TagResource',
  ec2: 'ec2:CreateTags',
  eks: 'eks:TagResource',
  elasticache: 'elasticache:AddTagsToResource',
  elasticloadbalancing: 'elasticloadbalancing:AddTags',
  events: 'events:TagResource',
  kms: 'kms:TagResource',
  logs: 'logs:TagResource',
  rds: 'rds:AddTagsToResource',
  secretsmanager: 'secretsmanager:TagResource',
  sns: 'sns:TagResource',
  sqs: 'sqs:TagQueue',
  wafv2: 'wafv2:TagResource',
};

/** Everything that the caller of an API has to be allowed, as AWS would check it. */
export async function checksOf(call: AwsCall, sources: CheckSources): Promise<Check[]> {
  const service = prefixes[call.service] ?? call.service;
  if (service === 's3') return s3Checks(call, sources);
  const rest = call.operation ? undefined : restOperation(call);
  const operation = call.operation || rest?.operation || `(${call.method} ${call.path})`;
  const parameters: Parameters = {
    ...parametersOf(call),
    ...rest?.parameters,
    ...identityOf(rest?.parameters),
  };
  const action = `${service}:${operation}`;
  const own = await ownChecks(service, operation, parameters, call, sources);
  return [
    ...own,
    ...tagChecks(
      service,
      operation,
      parameters,
      own,
      `arn:aws:kms:${call.region}:${sources.account}:key/01234567`,
    ),
    ...dependentChecks(action, parameters, sources),
    ...(await keyChecks(action, parameters, call.region, sources)),
  ];
}

/** An access entry is found by its principal, and named after its account and name (Service Authorization Reference, Amazon EKS). */
function identityOf(parameters: Parameters | undefined): Parameters {
  const [, account = '', name = ''] =
    /^arn:aws:iam::(\d+):\w+\/(?:.*\/)?([^/]+)$/.exec(parameters?.['item'] ?? '') ?? [];
  return account === '' ? {} : { account, item: name };
}

/** What is made with tags is tagged too, and that is an action of its own (Service Authorization Reference, dependent actions). */
function tagChecks(
  service: string,
  operation: string,
  parameters: Parameters,
  own: readonly Check[],
  newKey: string,
): Check[] {
  const tagged = Object.keys(parameters).some((name) =>
    /^(tags|tagspecification|backupvaulttags|backupplantags)\b/i.test(name),
  );
  if (!tagged || !/^(Create|Put|Run|Allocate|Request|Register)/.test(operation)) return [];
  const kind = /^Create(Role|Policy|InstanceProfile)/.exec(operation)?.[1];
  const action = service === 'iam' ? kind && `iam:Tag${kind}` : tagActions[service];
  if (!action) return [];
  return own.map(({ resource }) => ({ action, resource: operation === 'CreateKey' ? newKey : resource }));
}

async function ownChecks(
  service: string,
  operation: string,
  parameters: Parameters,
  call: AwsCall,
  { facts, account }: CheckSources,
): Promise<Check[]> {
  const action = `${service}:${operation}`;
  if (service === 'iam') return iamChecks(action, parameters, account, facts);
  if (service === 'route53')
    return [{ action, resource: route53Resource(parameters), context: recordNames(call) }];
  const arn = (part: string) => toArn(service, call.region, account, part);
  const parts = (resourcesOf[service]?.[operation] ?? []).flatMap((template) => fill(template, parameters));
  const resources = await Promise.all(parts.map((part) => resolve(service, arn(part), call.region, facts)));
  if (service === 'kms' && operation === 'DeleteAlias') {
    const key = await facts.keyArn(parameters['AliasName'] ?? '', call.region);
    if (key) resources.push(key);
  }
  const context = {
    ...(service === 'kms' && { 'kms:grantisforawsresource': 'false' }),
  };
  if (operation === 'AssociateWebACL') {
    const balancer = resources.find((one) => one.includes(':loadbalancer/'));
    return [
      ...resources.map((resource) => ({ action, resource })),
      ...(balancer ? [{ action: 'elasticloadbalancing:SetWebACL', resource: balancer }] : []),
    ];
  }
  return (resources.length > 0 ? resources : ['*']).map((resource) => ({ action, resource, context }));
}

/** Ids and names in the place of what AWS checks on: a secret's ARN with its random end, a key's ARN for its alias. */
async function resolve(service: string, arn: string, region: string, facts: Facts): Promise<string> {
  if (service === 'secretsmanager' && !arn.endsWith('-AbCdEf')) {
    const id = arn.includes(':secret:arn:') ? arn.slice(arn.indexOf(':secret:') + 8) : arn;
    const found = await facts.secret(id.replace(/^arn:aws:secretsmanager:[^:]*:\d*:secret:/, ''), region);
    return found?.ARN ?? `${id}-AbCdEf`;
  }
  if (service === 'kms' && arn.includes(':key/alias/')) {
    return (await facts.keyArn(arn.slice(arn.indexOf(':key/') + 5), region)) ?? arn;
  }
  return arn;
}

async function iamChecks(
  action: string,
  parameters: Parameters,
  account: string,
  facts: Facts,
): Promise<Check[]> {
  const { RoleName, PolicyArn, PolicyName, InstanceProfileName, UserName, Path = '/' } = parameters;
  const arn = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}${Path}${name}`;
  const boundary = await boundaryOf(action, parameters, facts);
  const one = (resource: string): Check[] => [
    {
      action,
      resource,
      context: {
        'iam:policyarn': PolicyArn,
        'iam:awsservicename': parameters['AWSServiceName'],
        'iam:permissionsboundary': boundary,
      },
    },
  ];
  if (action === 'iam:CreateServiceLinkedRole')
    return one(
      `arn:aws:iam::${account}:role/aws-service-role/${parameters['AWSServiceName']}/AWSServiceRole`,
    );
  if (action === 'iam:CreateRole') return one(arn('role', RoleName ?? ''));
  if (InstanceProfileName) return one(arn('instance-profile', InstanceProfileName));
  if (RoleName) return one((await facts.roleArn(RoleName)) ?? arn('role', RoleName));
  if (PolicyArn) return one(PolicyArn);
  if (PolicyName) return one(arn('policy', PolicyName));
  if (UserName) return one(arn('user', UserName));
  return one('*');
}

/** The boundary that a call gives to a role, or that the role has (Service Authorization Reference, AWS IAM, `iam:PermissionsBoundary`). */
async function boundaryOf(action: string, parameters: Parameters, facts: Facts): Promise<string | undefined> {
  const { RoleName, PermissionsBoundary } = parameters;
  if (/:(CreateRole|PutRolePermissionsBoundary)$/.test(action)) return PermissionsBoundary;
  const changes =
    /:((Attach|Detach|Put|Delete)RolePolicy|DeleteRolePermissionsBoundary|UpdateAssumeRolePolicy)$/;
  return RoleName && changes.test(action) ? (await facts.boundary(RoleName))?.arn : undefined;
}

/** Names as Route 53 normalizes them: lower case, no last dot, other characters than those of host names in octal. */
function recordNames(call: AwsCall): RequestContext {
  const names = [...call.body.toString('utf8').matchAll(/<ResourceRecordSet>.*?<Name>([^<]+)<\/Name>/gs)];
  if (names.length === 0) return {};
  const normalized = names.map(([, name = '']) =>
    name.toLowerCase().replace(/\.$/, '').replaceAll('*', '\\052'),
  );
  return { 'route53:changeresourcerecordsetsnormalizedrecordnames': normalized };
}

function route53Resource({ zone, check }: Parameters): string {
  if (zone) return `arn:aws:route53:::hostedzone/${zone}`;
  return check ? `arn:aws:route53:::healthcheck/${check}` : '*';
}

function dependentChecks(action: string, parameters: Parameters, { account }: CheckSources): Check[] {
  const linked = linkedRoles[action];
  return [
    ...(passedRoles[action] ?? []).flatMap(({ parameter, services }) =>
      valuesAt(parameters, parameter).flatMap((resource) =>
        services.map((service) => ({
          action: 'iam:PassRole',
          resource,
          context: { 'iam:passedtoservice': service },
        })),
      ),
    ),
    ...(linked
      ? [
          {
            action: 'iam:CreateServiceLinkedRole',
            resource: `arn:aws:iam::${account}:role/aws-service-role/${linked}/AWSServiceRole`,
            context: { 'iam:awsservicename': linked },
          },
        ]
      : []),
    ...(besides[action] ?? []).map((one) => ({ action: one, resource: '*' })),
  ];
}

async function keyChecks(
  action: string,
  parameters: Parameters,
  region: string,
  { facts }: CheckSources,
): Promise<Check[]> {
  const used = serviceKeys[action];
  const named = used ? valuesAt(parameters, used.parameter) : [];
  const checks = await Promise.all(
    named.map(async (id) =>
      throughService(await facts.keyArn(id, region), used?.actions ?? [], used?.via ?? '', region),
    ),
  );
  const content = contentKeys[action];
  if (content && parameters['SecretId']) {
    const secret = await facts.secret(parameters['SecretId'], region);
    const key = secret?.KmsKeyId ? await facts.keyArn(secret.KmsKeyId, region) : undefined;
    checks.push(throughService(key, content, 'secretsmanager', region));
  }
  return checks.flat();
}

async function s3Checks(call: AwsCall, { facts, host }: CheckSources): Promise<Check[]> {
  const { action, bucket, key } = readS3(call, host);
  const resource = bucket === '' ? '*' : `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`;
  const header = (name: string) => {
    const value = call.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const context = {
    's3:x-amz-server-side-encryption': header('x-amz-server-side-encryption'),
    's3:x-amz-server-side-encryption-aws-kms-key-id': header('x-amz-server-side-encryption-aws-kms-key-id'),
    's3:prefix': call.query.get('prefix') ?? undefined,
  };
  const needed = contentKeys[action];
  const arn = needed ? await facts.bucketKey(bucket) : undefined;
  const roles = (passedRoles[action] ?? []).flatMap(({ parameter, services }) =>
    valuesAt(parametersOf(call), parameter).flatMap((role) =>
      services.map((one) => ({
        action: 'iam:PassRole',
        resource: role,
        context: { 'iam:passedtoservice': one },
      })),
    ),
  );
  const own = call.query.has('delete')
    ? deletions(call.body.toString('utf8'), resource)
    : [{ action, resource }];
  return [
    ...own.map((one) => ({ ...one, context })),
    ...throughService(arn, needed ?? [], 's3', call.region),
    ...roles,
  ];
}

/** What a call that deletes several objects asks for: each, by its version where it names one (S3 API Reference, "DeleteObjects"). */
function deletions(body: string, bucket: string): Pick<Check, 'action' | 'resource'>[] {
  return [...body.matchAll(/<Object>([\s\S]*?)<\/Object>/g)].map(([, object = '']) => ({
    action: object.includes('<VersionId>') ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
    resource: `${bucket}/${/<Key>([^<]*)<\/Key>/.exec(object)?.[1] ?? ''}`,
  }));
}

function throughService(
  key: string | undefined,
  actions: readonly string[],
  via: string,
  region: string,
): Check[] {
  if (!key) return [];
  return actions.map((action) => ({
    action,
    resource: key,
    context: { 'kms:viaservice': `${via}.${region}.amazonaws.com`, 'kms:grantisforawsresource': 'true' },
  }));
}

/** Fills a template in; nothing comes of one whose parameter the call leaves out. */
function fill(template: string, parameters: Parameters): string[] {
  const name = /\{([^}]+)\}/.exec(template)?.[1];
  if (name === undefined) return [template];
  return valuesAt(parameters, name).flatMap((value) =>
    fill(value.startsWith('arn:') ? value : template.replace(`{${name}}`, value), parameters),
  );
}

function toArn(service: string, region: string, account: string, part: string): string {
  if (part.startsWith('arn:')) return part.replace(/:\*$/, '');
  if (service === 'sqs') return `arn:aws:sqs:${region}:${account}:${part.slice(part.lastIndexOf('/') + 1)}`;
  return `arn:aws:${service}:${region}:${account}:${part}`;
}
