import { boundaryArn } from '../../../../lib/aws/bootstrap/boundary';
import type { Environment } from '../../../../lib/core/environment';
import { checkEnvironments } from '../../../../lib/core/environment';
import { readEnvironments } from '../../../../stacks/environments';
import type { Send } from '../../../gaps/gap';
import { stacksOf } from '../../../layers/order';
import { type StateObject, stateObjectOf } from '../../../layers/stack-file';
import { rootOf } from '../../../proxy/credentials';
import type { ProofContext } from '../../proof';
import { type Attempt, refusedAll } from './attempt';
import { assumeByToken, type DeliveryRole, deliveryRole } from './web-identity';

/** The deployer is refused whatever belongs to another environment; gives the number of attempts and the faults. */
export async function outsideRefused(
  context: ProofContext,
  deployer: DeliveryRole,
  send: Send,
): Promise<{ count: number; faults: string[] }> {
  const { cloud, environment } = context;
  const other = neighbourOf(environment);
  const stack = `${other.name}-${other.primaryRegion}-bootstrap`;
  const { accessKeyId, secretAccessKey } = rootOf(other.account);
  const tofu = context.tofuOver({
    name: 'neighbour',
    env: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  });
  for (const { id } of stacksOf(tofu.options.output, other.name)) {
    if (!id.endsWith('-bootstrap')) continue;
    const { errors } = await tofu.apply(id);
    if (errors.length > 0) return { count: 0, faults: errors.map((one) => `${id}: ${one}`) };
  }
  const { output } = tofu.options;
  const theirState = pathOf(stateOfNetwork(output, other));
  await cloud.as(other.account)({ service: 's3', method: 'PUT', path: theirState, body: '{}' });
  const theirs = await deliveryRole(tofu, stack, 'deploy');
  const own = stateOfNetwork(output, environment);
  const elsewhere = { ...own, key: own.key.replace(environment.name, 'elsewhere') };
  const attempts: Attempt[] = [
    {
      what: "read another environment's state",
      call: { service: 's3', method: 'GET', path: theirState },
    },
    {
      what: "write another environment's state",
      call: { service: 's3', method: 'PUT', path: theirState, body: '{}' },
    },
    {
      what: "read another environment's state in a bucket of its own",
      call: { service: 's3', method: 'GET', path: pathOf(elsewhere) },
    },
    {
      what: 'delete its own state',
      call: { service: 's3', method: 'DELETE', path: pathOf(own) },
    },
    {
      what: "assume another account's role",
      call: {
        service: 'sts',
        form: { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: theirs.arn, RoleSessionName: 'proof' },
      },
    },
    ...ownRole(deployer.arn),
    ...unboundRoles(environment, await aRole(context)),
    ...otherRecords(environment),
  ];
  const faults = await refusedAll('the deploy role', send, attempts);
  if (await assumeByToken(context, { arn: theirs.arn, token: deployer.token }))
    faults.push(`a token for ${environment.name} opens ${theirs.arn}`);
  return { count: attempts.length + 1, faults };
}

/** Where an environment's network has its state, as its file says: an attempt on a key that nobody has would prove nothing. */
function stateOfNetwork(output: string, { name, primaryRegion }: Environment): StateObject {
  const state = stateObjectOf(output, `${name}-${primaryRegion}-network`);
  if (!state?.key.includes(name))
    throw new Error(`the network of ${name} has no state of its own in a bucket`);
  return state;
}

function pathOf({ bucket, key }: StateObject): string {
  return `/${bucket}/${key}`;
}

/** A zone has more than the environment's hosts: mail, delegations, the hosts of others. */
function otherRecords({ regions }: Environment): Attempt[] {
  return Object.values(regions).flatMap((region) => {
    if (!region?.edge) return [];
    const { host, hostedZoneId } = region.edge;
    const name = host.slice(host.indexOf('.') + 1);
    const body = [
      '<ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes><Change>',
      `<Action>UPSERT</Action><ResourceRecordSet><Name>${name}</Name><Type>TXT</Type><TTL>60</TTL>`,
      '<ResourceRecords><ResourceRecord><Value>"x"</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>',
      '</Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>',
    ].join('');
    const path = `/2013-04-01/hostedzone/${hostedZoneId}/rrset/`;
    return [{ what: `change records of ${name}`, call: { service: 'route53', method: 'POST', path, body } }];
  });
}

const NO_TRUST = '{"Version":"2012-10-17","Statement":[]}';

function iam(what: string, form: Readonly<Record<string, string>>): Attempt {
  return { what, call: { service: 'iam', form: { Version: '2010-05-08', ...form } } };
}

/** What would let a role of the environment, and by it the deployer, out of the boundary. */
function unboundRoles({ project, name, account }: Environment, RoleName: string): Attempt[] {
  const made = {
    Action: 'CreateRole',
    RoleName: `${project}-${name}-unbound`,
    AssumeRolePolicyDocument: NO_TRUST,
  };
  const wider = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const boundary = boundaryArn({ project, environment: name, account });
  return [
    iam('make a role without the boundary', made),
    iam('make a role with another boundary', { ...made, PermissionsBoundary: wider }),
    iam('give a role another boundary', {
      Action: 'PutRolePermissionsBoundary',
      RoleName,
      PermissionsBoundary: wider,
    }),
    iam('take the boundary of a role', { Action: 'DeleteRolePermissionsBoundary', RoleName }),
    iam('rewrite the boundary', {
      Action: 'CreatePolicyVersion',
      PolicyArn: boundary,
      PolicyDocument: NO_TRUST,
      SetAsDefault: 'true',
    }),
  ];
}

/** The name of a role that the deployer has made. */
async function aRole({ tofu, environment }: ProofContext): Promise<string> {
  const stack = `${environment.name}-${environment.primaryRegion}-cluster`;
  await tofu.init(stack);
  const role = (await tofu.resources(stack)).find(({ type }) => type === 'aws_iam_role');
  if (!role) throw new Error(`${stack} has no role`);
  return String(role.values['name']);
}

/** What would let the deployer out of its limits. */
function ownRole(arn: string): Attempt[] {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  return [
    iam('widen its own policies', {
      Action: 'AttachRolePolicy',
      RoleName,
      PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
    iam('rewrite its own trust', {
      Action: 'UpdateAssumeRolePolicy',
      RoleName,
      PolicyDocument: NO_TRUST,
    }),
    iam('make a user', { Action: 'CreateUser', UserName: 'somebody' }),
    iam('make a role of another name', {
      Action: 'CreateRole',
      RoleName: 'elsewhere',
      AssumeRolePolicyDocument: NO_TRUST,
    }),
  ];
}

/** Another environment in another account. */
function neighbourOf({ account }: Environment): Environment {
  const all = checkEnvironments(readEnvironments()).environments;
  const others = all.filter((one) => one.account !== account);
  // One region is enough of a neighbour.
  const found = others.find((one) => !one.recovery) ?? others[0];
  if (!found) throw new Error(`no environment has another account than ${account}: nothing to be refused`);
  return found;
}
