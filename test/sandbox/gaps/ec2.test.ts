import { ec2FlowLog } from '../../../sandbox/gaps/ec2-flow-log';
import { ec2LaunchTemplateTags } from '../../../sandbox/gaps/ec2-launch-template-tags';
import { ec2NatGateway } from '../../../sandbox/gaps/ec2-nat-gateway';
import { child, readXml, textAt } from '../../../sandbox/gaps/xml';
import { form } from '../../../sandbox/proxy/call';
import { noContext, through, xmlOf } from './calls';

type Answer = Parameters<typeof readXml>[0];

describe('ec2-flow-log', () => {
  const start = () =>
    through(ec2FlowLog(noContext), ({ operation, body }) =>
      operation === 'CreateFlowLogs'
        ? xmlOf(
            `<R><flowLogIdSet><item>fl-${form(body).get('ResourceId.1')}</item></flowLogIdSet><unsuccessful/></R>`,
          )
        : xmlOf(
            '<R><flowLogSet><item><flowLogId>fl-a</flowLogId><logDestinationType>cloud-watch-logs</logDestinationType><tagSet/></item><item><flowLogId>fl-b</flowLogId><tagSet/></item></flowLogSet></R>',
          ),
    );
  type Cloud = ReturnType<typeof start>;
  const call = ({ send }: Cloud, Action: string, more: Record<string, string> = {}) =>
    send({ form: { Action, ...more } });
  const first = (answer: Answer) => child(child(readXml(answer), 'flowLogSet'), 'item');

  it('answers with role, interval and format as sent, and keeps what the emulator answers', async () => {
    const cloud = start();
    await call(cloud, 'CreateFlowLogs', {
      'ResourceId.1': 'a',
      DeliverLogsPermissionArn: 'arn:role',
      MaxAggregationInterval: '60',
      LogFormat: '${version}',
    });
    const read = first(await call(cloud, 'DescribeFlowLogs'));
    expect(textAt(read, 'deliverLogsPermissionArn')).toBe('arn:role');
    expect(textAt(read, 'maxAggregationInterval')).toBe('60');
    expect(textAt(read, 'logFormat')).toBe('${version}');
    expect(textAt(read, 'logDestinationType')).toBe('cloud-watch-logs');
  });

  it("knows AWS's defaults", async () => {
    const cloud = start();
    await call(cloud, 'CreateFlowLogs', { 'ResourceId.1': 'a' });
    const read = first(await call(cloud, 'DescribeFlowLogs'));
    expect(textAt(read, 'maxAggregationInterval')).toBe('600');
    expect(textAt(read, 'logFormat')).toContain('${log-status}');
    expect(textAt(read, 'deliverLogsPermissionArn')).toBeUndefined();
  });

  it('keeps its tags, takes new ones and lets them go', async () => {
    const cloud = start();
    const tag = (prefix: string, key: string, value: string) => ({
      [`${prefix}.Key`]: key,
      [`${prefix}.Value`]: value,
    });
    await call(cloud, 'CreateFlowLogs', {
      'ResourceId.1': 'a',
      ...tag('TagSpecification.1.Tag.1', 'Name', 'one'),
      ...tag('TagSpecification.1.Tag.2', 'owner', 'us'),
    });
    await call(cloud, 'CreateTags', { 'ResourceId.1': 'fl-a', ...tag('Tag.1', 'Name', 'two') });
    await call(cloud, 'DeleteTags', { 'ResourceId.1': 'fl-a', 'Tag.1.Key': 'owner' });
    const tags = child(first(await call(cloud, 'DescribeFlowLogs')), 'tagSet');
    expect(tags?.children.map((one) => [textAt(one, 'key'), textAt(one, 'value')])).toEqual([
      ['Name', 'two'],
    ]);
  });

  it('leaves one alone that it does not know, or no longer', async () => {
    const cloud = start();
    await call(cloud, 'CreateFlowLogs', { 'ResourceId.1': 'a' });
    await call(cloud, 'DeleteFlowLogs', { 'FlowLogId.1': 'fl-a' });
    const { text } = await call(cloud, 'DescribeFlowLogs');
    expect(text).not.toContain('maxAggregationInterval');
  });
});

describe('ec2-nat-gateway', () => {
  const gateway = (name: string) =>
    `<${name}><natGatewayId>nat-1</natGatewayId><subnetId>subnet-1</subnetId><natGatewayAddressSet/></${name}>`;
  const start = () =>
    through(ec2NatGateway(noContext), ({ operation }) => {
      if (operation === 'AllocateAddress')
        return xmlOf('<R><publicIp>54.0.0.1</publicIp><allocationId>eipalloc-1</allocationId></R>');
      return operation === 'CreateNatGateway'
        ? xmlOf(`<R>${gateway('natGateway')}</R>`)
        : xmlOf(`<R><natGatewaySet>${gateway('item')}</natGatewaySet></R>`);
    });
  const read = async ({ send }: ReturnType<typeof start>) =>
    child(readXml(await send({ form: { Action: 'DescribeNatGateways' } })), 'natGatewaySet')?.children[0];

  it('answers with its mode and its address, the same each time', async () => {
    const cloud = start();
    await cloud.send({ form: { Action: 'AllocateAddress' } });
    await cloud.send({ form: { Action: 'CreateNatGateway', AllocationId: 'eipalloc-1' } });
    const found = await read(cloud);
    const address = ['natGatewayAddressSet', 'item'];
    expect(textAt(found, 'availabilityMode')).toBe('zonal');
    expect(textAt(found, ...address, 'allocationId')).toBe('eipalloc-1');
    expect(textAt(found, ...address, 'publicIp')).toBe('54.0.0.1');
    expect(textAt(found, ...address, 'isPrimary')).toBe('true');
    expect(await read(cloud)).toEqual(found);
  });

  it('gives a private one no public address', async () => {
    const cloud = start();
    await cloud.send({ form: { Action: 'CreateNatGateway' } });
    const address = child(child(await read(cloud), 'natGatewayAddressSet'), 'item');
    expect(textAt(address, 'privateIp')).toMatch(/^10\.0\.0\.\d+$/);
    expect(textAt(address, 'allocationId')).toBeUndefined();
    expect(textAt(address, 'publicIp')).toBeUndefined();
  });
});

describe('ec2-launch-template-tags', () => {
  const start = () =>
    through(ec2LaunchTemplateTags(noContext), () =>
      xmlOf(
        '<R><launchTemplates><item><launchTemplateId>lt-1</launchTemplateId><tagSet><item><key>a</key><value>1</value></item><item><key>b</key><value>1</value></item></tagSet></item></launchTemplates></R>',
      ),
    );
  const tags = async ({ send }: ReturnType<typeof start>) => {
    const root = readXml(await send({ form: { Action: 'DescribeLaunchTemplates' } }));
    const set = child(child(child(root, 'launchTemplates'), 'item'), 'tagSet');
    return set?.children.map((one) => `${textAt(one, 'key')}=${textAt(one, 'value')}`);
  };

  it('shows what was taken away, and what was set', async () => {
    const cloud = start();
    await cloud.send({ form: { Action: 'DeleteTags', 'ResourceId.1': 'lt-1', 'Tag.1.Key': 'a' } });
    const set = { 'ResourceId.1': 'lt-1', 'Tag.1.Key': 'c', 'Tag.1.Value': '2' };
    await cloud.send({ form: { Action: 'CreateTags', ...set } });
    expect(await tags(cloud)).toEqual(['b=1', 'c=2']);
  });

  it('leaves one alone that was not tagged anew', async () => {
    const cloud = start();
    await cloud.send({ form: { Action: 'DeleteTags', 'ResourceId.1': 'lt-2', 'Tag.1.Key': 'a' } });
    expect(await tags(cloud)).toEqual(['a=1', 'b=1']);
  });
});
