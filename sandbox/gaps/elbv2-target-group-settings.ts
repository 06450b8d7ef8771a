import { completed } from './completed';
import type { GapFactory } from './gap';
import { all, child, readXml, textAt, type XmlElement, xml } from './xml';

/** A target group forgets the version of its protocol and the kind of its addresses. */
export const elbv2TargetGroupSettings: GapFactory = () => ({
  name: 'elbv2-target-group-settings',
  service: 'elasticloadbalancing',
  symptom: 'a target group answers without protocol version and address type',
  documentation:
    'Elastic Load Balancing API Reference (version 2015-12-01), "TargetGroup": ProtocolVersion, IpAddressType',
  resources: ['aws_lb_target_group'],
  matches: ({ operation }) => /TargetGroups?$/.test(operation),
  handle: completed({
    describes: isTargetGroup,
    arn: 'TargetGroupArn',
    operations: /^CreateTargetGroup$/,
    says: (parameters) => [
      ...(/^HTTPS?$/.test(parameters.get('Protocol') ?? '')
        ? [xml('ProtocolVersion', parameters.get('ProtocolVersion') ?? 'HTTP1')]
        : []),
      xml('IpAddressType', parameters.get('IpAddressType') ?? 'ipv4'),
    ],
  }).handle,
  async isNeeded(send) {
    const elb = (Action: string, more: Record<string, string>) =>
      send({ service: 'elasticloadbalancing', form: { Action, Version: '2015-12-01', ...more } });
    const created = await elb('CreateTargetGroup', {
      Name: 'gap-settings',
      Protocol: 'HTTP',
      Port: '80',
      TargetType: 'ip',
      VpcId: 'vpc-1',
      IpAddressType: 'ipv4',
      ProtocolVersion: 'HTTP1',
    });
    const [group] = all(readXml(created), isTargetGroup);
    await elb('DeleteTargetGroup', { TargetGroupArn: textAt(group, 'TargetGroupArn') ?? '' });
    return !(textAt(group, 'ProtocolVersion') && textAt(group, 'IpAddressType'));
  },
});

function isTargetGroup(element: XmlElement): boolean {
  return child(element, 'TargetGroupArn') !== undefined && child(element, 'TargetGroupName') !== undefined;
}
