import { eksAddonIdentity } from '../../../sandbox/gaps/eks-addon-identity';
import { eksAddonUpdates } from '../../../sandbox/gaps/eks-addon-updates';
import { eksClusterSettings } from '../../../sandbox/gaps/eks-cluster-settings';
import { eksNodeGroupSettings } from '../../../sandbox/gaps/eks-node-group-settings';
import { eksSecurityGroup } from '../../../sandbox/gaps/eks-security-group';
import { eksTags } from '../../../sandbox/gaps/eks-tags';
import { type AwsAnswer, type AwsCall, form, json } from '../../../sandbox/proxy/call';
import { jsonOf, noContext, through, xmlOf } from './calls';

const unknown = jsonOf({ message: 'No route for POST' }, 400);
const arn = (resource: string) => `arn:aws:eks:us-east-1:222222222222:${resource}`;

/** Answers an operation that the fake emulator knows; what it does not know it has no route for. */
function emulator(routes: Readonly<Record<string, (call: AwsCall) => AwsAnswer>>) {
  return (call: AwsCall) => (routes[`${call.method} ${call.path}`] ?? (() => unknown))(call);
}

async function body<Shape>(answer: Promise<{ readonly text: string }>): Promise<Shape> {
  return JSON.parse((await answer).text) as Shape;
}

type Update = { update: { id: string; type: string; status: string } };

describe('eks-cluster-settings', () => {
  const cluster = { name: 'c', version: '1.35', kubernetesNetworkConfig: { ipFamily: 'ipv4' } };
  const start = () =>
    through(
      eksClusterSettings(noContext),
      emulator({
        'POST /clusters': () => jsonOf({ cluster }),
        'GET /clusters/c': () => jsonOf({ cluster }),
        'DELETE /clusters/c': () => jsonOf({ cluster }),
      }),
    );
  const create = (cloud: ReturnType<typeof start>, settings: object = {}) =>
    cloud.send({ path: '/clusters', body: { name: 'c', ...settings } });
  const read = async (cloud: ReturnType<typeof start>) =>
    (await body<{ cluster: object }>(cloud.send({ method: 'GET', path: '/clusters/c' }))).cluster;

  it("keeps settings, and knows AWS's defaults", async () => {
    const cloud = start();
    await create(cloud, { upgradePolicy: { supportType: 'STANDARD' }, version: 'ignored' });
    expect(await read(cloud)).toMatchObject({
      version: '1.35',
      upgradePolicy: { supportType: 'STANDARD' },
      zonalShiftConfig: { enabled: false },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', elasticLoadBalancing: { enabled: false } },
    });
  });

  it('takes updates of settings and version, and tells how they went', async () => {
    const cloud = start();
    await create(cloud);
    const path = '/clusters/c/update-config';
    const { update } = await body<Update>(
      cloud.send({ path, body: { zonalShiftConfig: { enabled: true } } }),
    );
    expect(update).toMatchObject({ type: 'ZonalShiftConfigUpdate', status: 'InProgress' });
    const asked = cloud.send({ method: 'GET', path: `/clusters/c/updates/${update.id}` });
    expect((await body<Update>(asked)).update.status).toBe('Successful');
    const version = await body<Update>(
      cloud.send({ path: '/clusters/c/updates', body: { version: '1.36' } }),
    );
    expect(version.update.type).toBe('VersionUpdate');
    expect(await read(cloud)).toMatchObject({ version: '1.36', zonalShiftConfig: { enabled: true } });
  });

  it('names the type of an update by what it changes', async () => {
    const cloud = start();
    const type = async (settings: object) =>
      (await body<Update>(cloud.send({ path: '/clusters/c/update-config', body: settings }))).update.type;
    expect(await type({ resourcesVpcConfig: { subnetIds: ['a'] } })).toBe('VpcConfigUpdate');
    expect(await type({ resourcesVpcConfig: { endpointPublicAccess: false } })).toBe('EndpointAccessUpdate');
    expect(await type({ logging: {} })).toBe('LoggingUpdate');
  });

  it('refuses to delete a protected one until protection is lifted', async () => {
    const cloud = start();
    await create(cloud, { deletionProtection: true });
    const refused = await cloud.send({ method: 'DELETE', path: '/clusters/c' });
    expect(refused).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'InvalidRequestException' },
    });
    expect(cloud.sent.some(({ method }) => method === 'DELETE')).toBe(false);
    await cloud.send({ path: '/clusters/c/update-config', body: { deletionProtection: false } });
    expect((await cloud.send({ method: 'DELETE', path: '/clusters/c' })).status).toBe(200);
  });

  it('leaves a refusal of the emulator alone', async () => {
    const denied = jsonOf({ message: 'not authorized' }, 403);
    const cloud = through(eksClusterSettings(noContext), () => denied);
    expect((await cloud.send({ path: '/clusters/c/update-config', body: {} })).status).toBe(403);
  });
});

describe('eks-node-group-settings', () => {
  const nodegroup = {
    nodegroupName: 'g',
    nodegroupArn: arn('nodegroup/c/g/1'),
    labels: { a: '1', b: '2' },
    taints: [{ key: 'old', effect: 'NO_SCHEDULE' }],
    scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 },
    diskSize: 20,
    resources: { autoScalingGroups: [{ name: 'asg' }], remoteAccessSecurityGroup: 'sg-none' },
  };
  const template = xmlOf(
    '<R><launchTemplates><item><launchTemplateId>lt-1</launchTemplateId><launchTemplateName>nodes</launchTemplateName></item></launchTemplates></R>',
  );
  const group = '/clusters/c/node-groups/g';
  const start = () => {
    const eks = emulator({
      'POST /clusters/c/node-groups': () => jsonOf({ nodegroup }),
      [`GET ${group}`]: () => jsonOf({ nodegroup }),
    });
    return through(eksNodeGroupSettings(noContext), (call) =>
      call.service === 'ec2' ? template : eks(call),
    );
  };
  type Cloud = ReturnType<typeof start>;
  const create = ({ send }: Cloud, settings: object = {}) =>
    send({ path: '/clusters/c/node-groups', body: { nodegroupName: 'g', ...settings } });
  const read = async ({ send }: Cloud) =>
    (await body<{ nodegroup: object }>(send({ method: 'GET', path: group }))).nodegroup;

  it('keeps its launch template, by id and name, and has no disk size then', async () => {
    const cloud = start();
    await create(cloud, {
      launchTemplate: { id: 'lt-1', version: '1' },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
    });
    const found = await read(cloud);
    expect(found).toMatchObject({
      launchTemplate: { id: 'lt-1', name: 'nodes', version: '1' },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      resources: { autoScalingGroups: [{ name: 'asg' }] },
    });
    expect(found).not.toHaveProperty('diskSize');
    expect(found).not.toHaveProperty('resources.remoteAccessSecurityGroup');
    expect(cloud.sent.find(({ service }) => service === 'ec2')?.accessKey).toBe('222222222222');
  });

  it("knows AWS's defaults", async () => {
    const cloud = start();
    await create(cloud);
    expect(await read(cloud)).toMatchObject({
      diskSize: 20,
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: false },
    });
  });

  it('takes other settings, labels and taints', async () => {
    const cloud = start();
    await create(cloud);
    const { update } = await body<Update>(
      cloud.send({
        path: `${group}/update-config`,
        body: {
          clientRequestToken: 't',
          scalingConfig: { minSize: 2, maxSize: 5, desiredSize: 2 },
          updateConfig: { maxUnavailablePercentage: 50 },
          labels: { addOrUpdateLabels: { b: '3', c: '4' }, removeLabels: ['a'] },
          taints: {
            addOrUpdateTaints: [{ key: 'new', effect: 'NO_EXECUTE' }],
            removeTaints: [{ key: 'old', effect: 'NO_SCHEDULE' }],
          },
        },
      }),
    );
    const found = await read(cloud);
    expect(found).toMatchObject({
      scalingConfig: { minSize: 2, maxSize: 5, desiredSize: 2 },
      labels: { b: '3', c: '4' },
      taints: [{ key: 'new', effect: 'NO_EXECUTE' }],
    });
    expect(found).toHaveProperty('updateConfig', { maxUnavailablePercentage: 50 });
    expect(found).not.toHaveProperty('labels.a');
    expect(found).not.toHaveProperty('clientRequestToken');
    const asked = cloud.send({
      method: 'GET',
      path: `/clusters/c/updates/${update.id}?nodegroupName=g`,
    });
    expect((await body<Update>(asked)).update).toMatchObject({ status: 'Successful', type: 'ConfigUpdate' });
  });

  it('takes another version and launch template', async () => {
    const cloud = start();
    await create(cloud, { launchTemplate: { id: 'lt-1', version: '1' } });
    const answer = cloud.send({
      path: `${group}/update-version`,
      body: { version: '1.36', launchTemplate: { id: 'lt-1', version: '2' } },
    });
    expect((await body<Update>(answer)).update.type).toBe('VersionUpdate');
    expect(await read(cloud)).toMatchObject({
      version: '1.36',
      launchTemplate: { id: 'lt-1', name: 'nodes', version: '2' },
    });
  });
});

describe('eks-addon-identity', () => {
  const identity = (serviceAccount: string, roleArn: string) => ({ serviceAccount, roleArn });
  const addons = '/clusters/c/addons';
  const identities = '/clusters/c/pod-identity-associations';
  const start = () => {
    let sent: unknown = [];
    let made = 0;
    const addon = () =>
      jsonOf({ addon: { addonName: 'cni', addonArn: arn('addon/c/cni/1'), podIdentityAssociations: sent } });
    const associated = (id: string) =>
      jsonOf({ association: { associationArn: arn(`podidentityassociation/c/${id}`) } });
    const take = (call: AwsCall) => {
      sent = json(call)['podIdentityAssociations'];
    };
    return through(eksAddonIdentity(noContext), (call) => {
      const { method, path } = call;
      if (path === identities) return associated(`a-${++made}`);
      if (path.startsWith(`${identities}/`)) return associated(path.slice(identities.length + 1));
      if (path === `${addons}/cni/update`) {
        take(call);
        return jsonOf({ update: { id: 'u' } });
      }
      if (path === addons && method === 'POST') take(call);
      return addon();
    });
  };
  type Cloud = ReturnType<typeof start>;
  const create = ({ send }: Cloud, ...podIdentityAssociations: object[]) =>
    send({ path: addons, body: { addonName: 'cni', podIdentityAssociations } });
  const update = ({ send }: Cloud, ...podIdentityAssociations: object[]) =>
    send({ path: `${addons}/cni/update`, body: { podIdentityAssociations } });
  const arns = async (answer: Promise<{ readonly text: string }>) =>
    (await body<{ addon: { podIdentityAssociations: unknown } }>(answer)).addon.podIdentityAssociations;
  const read = ({ send }: Cloud) => arns(send({ method: 'GET', path: `${addons}/cni` }));
  const changes = ({ sent }: Cloud) =>
    sent.filter(({ path }) => path.startsWith(identities)).map(({ method, path }) => `${method} ${path}`);

  it('makes associations in the cluster, and answers their ARNs', async () => {
    const cloud = start();
    const wanted = [arn('podidentityassociation/c/a-1')];
    expect(await arns(create(cloud, identity('node', 'arn:r')))).toEqual(wanted);
    expect(await read(cloud)).toEqual(wanted);
    const made = cloud.sent.find(({ path }) => path === identities);
    expect(made && json(made)).toEqual({
      namespace: 'kube-system',
      serviceAccount: 'node',
      roleArn: 'arn:r',
    });
    expect(made?.accessKey).toBe('222222222222');
  });

  it('follows an update, and deletes them with the add-on', async () => {
    const cloud = start();
    await create(cloud, identity('node', 'arn:r'), identity('other', 'arn:r'));
    await update(cloud, identity('node', 'arn:s'), identity('third', 'arn:r'));
    await cloud.send({ method: 'DELETE', path: `${addons}/cni` });
    expect(changes(cloud)).toEqual([
      `POST ${identities}`,
      `POST ${identities}`,
      `POST ${identities}/a-1`,
      `POST ${identities}`,
      `DELETE ${identities}/a-2`,
      `DELETE ${identities}/a-1`,
      `DELETE ${identities}/a-3`,
    ]);
  });

  it('leaves an add-on without any as it is', async () => {
    const cloud = start();
    expect(await arns(cloud.send({ path: addons, body: { addonName: 'cni' } }))).toEqual([]);
    expect(changes(cloud)).toEqual([]);
  });
});

describe('eks-addon-updates', () => {
  it('tells how an update went that the emulator has done', async () => {
    const update = { id: 'u-1', status: 'Successful', type: 'AddonUpdate' };
    const path = '/clusters/c/addons/cni/update';
    const cloud = through(
      eksAddonUpdates(noContext),
      emulator({ [`POST ${path}`]: () => jsonOf({ update }) }),
    );
    const ask = () => cloud.send({ method: 'GET', path: '/clusters/c/updates/u-1?addonName=cni' });
    expect((await ask()).status).toBe(400);
    await cloud.send({ path, body: {} });
    expect(await body<Update>(ask())).toMatchObject({ update });
  });
});

describe('eks-security-group', () => {
  const start = () => {
    const cluster = {
      name: 'c',
      arn: arn('cluster/c'),
      resourcesVpcConfig: { subnetIds: ['subnet-1'], vpcId: 'vpc-00000000', clusterSecurityGroupId: 'sg-0' },
    };
    const ec2: Record<string, string> = {
      DescribeSubnets: '<subnetSet><item><vpcId>vpc-1</vpcId></item></subnetSet>',
      CreateSecurityGroup: '<groupId>sg-1</groupId>',
    };
    return through(eksSecurityGroup(noContext), ({ service, operation }) =>
      service === 'ec2' ? xmlOf(`<R>${ec2[operation] ?? ''}</R>`) : jsonOf({ cluster }),
    );
  };
  const calls = ({ sent }: ReturnType<typeof start>, operation: string) =>
    sent.filter((one) => one.operation === operation);

  it("makes a group in the subnets' VPC for the cluster's account, and deletes it with the cluster", async () => {
    const cloud = start();
    const wanted = { cluster: { resourcesVpcConfig: { vpcId: 'vpc-1', clusterSecurityGroupId: 'sg-1' } } };
    expect(await body(cloud.send({ path: '/clusters', body: { name: 'c' } }))).toMatchObject(wanted);
    expect(await body(cloud.send({ method: 'GET', path: '/clusters/c' }))).toMatchObject(wanted);
    const [created] = calls(cloud, 'CreateSecurityGroup');
    expect(created?.accessKey).toBe('222222222222');
    expect(created && form(created.body).get('VpcId')).toBe('vpc-1');
    expect(created && form(created.body).get('GroupName')).toMatch(/^eks-cluster-sg-c-\d+$/);
    expect(calls(cloud, 'DeleteSecurityGroup')).toHaveLength(0);
    await cloud.send({ method: 'DELETE', path: '/clusters/c' });
    const [deleted] = calls(cloud, 'DeleteSecurityGroup');
    expect(deleted && form(deleted.body).get('GroupId')).toBe('sg-1');
  });
});

describe('eks-tags', () => {
  const start = () => {
    const group = { nodegroupArn: arn('nodegroup/c/g/1'), tags: { a: '1', b: '1' } };
    return through(eksTags(noContext), ({ method, path }) => {
      if (path.startsWith('/clusters'))
        return jsonOf(path.endsWith('/g') ? { nodegroup: group } : { nodegroups: ['g'] });
      if (path.includes('podidentityassociation')) return jsonOf({ message: 'Invalid ARN' }, 400);
      if (path.includes('unknown')) return jsonOf({ message: 'not found' }, 404);
      return jsonOf(method === 'GET' ? { tags: { a: '1', b: '1', c: '1' } } : {});
    });
  };
  const tags = (resource: string) => `/tags/${encodeURIComponent(arn(resource))}`;

  it('shows what was set and taken away, in the resource and in its list of tags', async () => {
    const { send } = start();
    const path = tags('nodegroup/c/g/1');
    await send({ path, body: { tags: { c: '2' } } });
    await send({ method: 'DELETE', path: `${path}?tagKeys=a&tagKeys=b` });
    const read = send({ method: 'GET', path: '/clusters/c/node-groups/g' });
    expect(await body<{ nodegroup: object }>(read)).toMatchObject({ nodegroup: { tags: { c: '2' } } });
    expect(await body(send({ method: 'GET', path }))).toEqual({ tags: { c: '2' } });
    const list = send({ method: 'GET', path: '/clusters/c/node-groups' });
    expect(await body(list)).toEqual({ nodegroups: ['g'] });
  });

  it('leaves a resource alone that was not tagged anew', async () => {
    const read = start().send({ method: 'GET', path: '/clusters/c/node-groups/g' });
    expect(await body<{ nodegroup: object }>(read)).toMatchObject({
      nodegroup: { tags: { a: '1', b: '1' } },
    });
  });

  it('takes tags of a pod identity association, and none of what is not there', async () => {
    const { send } = start();
    const tagging = { body: { tags: { a: '1' } } };
    expect((await send({ path: tags('podidentityassociation/c/a-1'), ...tagging })).status).toBe(200);
    expect((await send({ path: tags('cluster/unknown'), ...tagging })).status).toBe(404);
  });
});
