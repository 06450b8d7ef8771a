import { form, withBody } from '../proxy/call';
import { listed } from './completed';
import { tagSet, tagsOf } from './ec2';
import type { GapFactory } from './gap';
import { all, readXml, setChild, textAt, writeXml, type XmlElement, xml } from './xml';

interface FlowLog {
  readonly settings: readonly XmlElement[];
  readonly tags: Map<string, string>;
}

/** What a flow log is written in when nothing else is asked for ("Flow log records", version 2). */
const defaultFormat =
  '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}';

/** A flow log answers with what it was made with. */
export const ec2FlowLog: GapFactory = () => {
  const flowLogs = new Map<string, FlowLog>();
  return {
    name: 'ec2-flow-log',
    service: 'ec2',
    symptom: 'a flow log loses its role, interval, format and tags',
    documentation:
      'Amazon EC2 API Reference, "FlowLog"; "CreateFlowLogs": defaults of LogFormat and MaxAggregationInterval',
    resources: ['aws_flow_log'],
    matches: ({ operation }) => /FlowLogs$|^(Create|Delete)Tags$/.test(operation),
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const sent = form(call.body);
      if (call.operation === 'DescribeFlowLogs') return completed(answer);
      if (call.operation === 'CreateFlowLogs') {
        for (const { text } of all(
          readXml(answer),
          ({ name, text }) => name === 'item' && text.startsWith('fl-'),
        ))
          flowLogs.set(text, { settings: settingsOf(sent), tags: tagsOf(sent, 'TagSpecification.1.Tag') });
      }
      for (const id of listed(sent, 'FlowLogId'))
        if (call.operation === 'DeleteFlowLogs') flowLogs.delete(id);
      for (const id of listed(sent, 'ResourceId'))
        retag(flowLogs.get(id)?.tags, call.operation, tagsOf(sent, 'Tag'));
      return answer;
    },
    async isNeeded(send) {
      const made = await send({ service: 'ec2', form: { ...version, ...example, Action: 'CreateFlowLogs' } });
      const id = textAt(readXml(made), 'flowLogIdSet', 'item') ?? '';
      const read = await send({
        service: 'ec2',
        form: { ...version, Action: 'DescribeFlowLogs', 'FlowLogId.1': id },
      });
      await send({ service: 'ec2', form: { ...version, Action: 'DeleteFlowLogs', 'FlowLogId.1': id } });
      const item = ['flowLogSet', 'item'];
      const root = readXml(read);
      return (
        textAt(root, ...item, 'maxAggregationInterval') !== '60' ||
        textAt(root, ...item, 'deliverLogsPermissionArn') !== example.DeliverLogsPermissionArn ||
        textAt(root, ...item, 'tagSet', 'item', 'value') !== 'gap'
      );
    },
  };

  function completed(answer: Parameters<typeof withBody>[0]) {
    const root = readXml(answer);
    for (const item of all(root, (one) => textAt(one, 'flowLogId') !== undefined)) {
      const known = flowLogs.get(textAt(item, 'flowLogId') ?? '');
      for (const setting of known?.settings ?? []) setChild(item, setting);
      if (known) setChild(item, tagSet(known.tags));
    }
    return withBody(answer, writeXml(root));
  }
};

const version = { Version: '2016-11-15' };

const example = {
  'ResourceId.1': 'vpc-00000000',
  ResourceType: 'VPC',
  TrafficType: 'ALL',
  LogGroupName: 'gap',
  DeliverLogsPermissionArn: 'arn:aws:iam::000000000000:role/gap',
  MaxAggregationInterval: '60',
  'TagSpecification.1.ResourceType': 'vpc-flow-log',
  'TagSpecification.1.Tag.1.Key': 'Name',
  'TagSpecification.1.Tag.1.Value': 'gap',
};

function settingsOf(sent: URLSearchParams): XmlElement[] {
  const settings: Record<string, string | null> = {
    deliverLogsPermissionArn: sent.get('DeliverLogsPermissionArn'),
    deliverCrossAccountRole: sent.get('DeliverCrossAccountRole'),
    logGroupName: sent.get('LogGroupName'),
    logFormat: sent.get('LogFormat') ?? defaultFormat,
    maxAggregationInterval: sent.get('MaxAggregationInterval') ?? '600',
    deliverLogsStatus: 'SUCCESS',
  };
  return Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : [xml(name, value)]));
}

function retag(tags: Map<string, string> | undefined, operation: string, changed: Map<string, string>): void {
  for (const [key, value] of changed) {
    if (operation === 'DeleteTags') tags?.delete(key);
    else tags?.set(key, value);
  }
}
