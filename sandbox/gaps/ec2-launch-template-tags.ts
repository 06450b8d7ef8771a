import { form, withBody } from '../proxy/call';
import { listed } from './completed';
import { tagSet, tagsOf } from './ec2';
import type { GapFactory } from './gap';
import { all, child, readXml, setChild, textAt, writeXml, type XmlElement } from './xml';

/** A tag that was taken away from a launch template, or set after that, shows. */
export const ec2LaunchTemplateTags: GapFactory = () => {
  /** What tagging changed, by template: a value, or nothing for a tag that was taken away. */
  const changes = new Map<string, Map<string, string | undefined>>();
  return {
    name: 'ec2-launch-template-tags',
    service: 'ec2',
    symptom: 'a tag that is taken away from a launch template stays, and from then on none can be set',
    documentation: 'Amazon EC2 API Reference, "DeleteTags"; "CreateTags"; "LaunchTemplate": tagSet',
    resources: ['aws_launch_template'],
    matches: ({ operation }) => /^(Create|Delete)Tags$|^DescribeLaunchTemplates$/.test(operation),
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      if (call.operation !== 'DescribeLaunchTemplates') {
        const sent = form(call.body);
        for (const id of listed(sent, 'ResourceId').filter((one) => one.startsWith('lt-')))
          for (const [key, value] of tagsOf(sent, 'Tag'))
            change(id).set(key, call.operation === 'DeleteTags' ? undefined : value);
        return answer;
      }
      const root = readXml(answer);
      for (const item of all(root, (one) => child(one, 'launchTemplateId') !== undefined)) {
        const changed = changes.get(textAt(item, 'launchTemplateId') ?? '');
        if (changed) setChild(item, tagSet(retagged(item, changed)));
      }
      return withBody(answer, writeXml(root));
    },
    async isNeeded(send) {
      const ec2 = (Action: string, more: Record<string, string>) =>
        send({ service: 'ec2', form: { Action, Version: '2016-11-15', ...more } });
      const created = await ec2('CreateLaunchTemplate', {
        LaunchTemplateName: 'gap-tags',
        'LaunchTemplateData.ImageId': 'ami-1',
        'TagSpecification.1.ResourceType': 'launch-template',
        'TagSpecification.1.Tag.1.Key': 'old',
        'TagSpecification.1.Tag.1.Value': '1',
      });
      const id = textAt(readXml(created), 'launchTemplate', 'launchTemplateId') ?? '';
      await ec2('DeleteTags', { 'ResourceId.1': id, 'Tag.1.Key': 'old' });
      const read = readXml(await ec2('DescribeLaunchTemplates', { 'LaunchTemplateId.1': id }));
      await ec2('DeleteLaunchTemplate', { LaunchTemplateId: id });
      return textAt(read, 'launchTemplates', 'item', 'tagSet', 'item', 'key') === 'old';
    },
  };

  function change(id: string): Map<string, string | undefined> {
    const changed = changes.get(id) ?? new Map<string, string | undefined>();
    changes.set(id, changed);
    return changed;
  }
};

function retagged(item: XmlElement, changed: ReadonlyMap<string, string | undefined>): Map<string, string> {
  const tags = new Map<string, string | undefined>();
  for (const one of child(item, 'tagSet')?.children ?? [])
    tags.set(textAt(one, 'key') ?? '', textAt(one, 'value') ?? '');
  for (const [key, value] of changed) tags.set(key, value);
  return new Map([...tags].filter((one): one is [string, string] => one[1] !== undefined));
}
