import { createHash } from 'node:crypto';
import { form, withBody } from '../proxy/call';
import type { GapFactory } from './gap';
import { all, readXml, setChild, textAt, writeXml, type XmlElement, xml } from './xml';

/** A NAT gateway answers with its availability mode and its addresses. */
export const ec2NatGateway: GapFactory = () => {
  /** Public addresses by allocation. */
  const addresses = new Map<string, string>();
  /** What NAT gateways were made with. */
  const made = new Map<string, { readonly allocation: string; readonly mode: string }>();
  return {
    name: 'ec2-nat-gateway',
    service: 'ec2',
    symptom: 'a NAT gateway has no availability mode, and no address',
    documentation:
      'Amazon EC2 API Reference, "NatGateway": availabilityMode, natGatewayAddressSet; "NatGatewayAddress"',
    resources: ['aws_nat_gateway'],
    matches: ({ operation }) => /^(Create|Describe)NatGateways?$|^AllocateAddress$/.test(operation),
    async handle(call, next) {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const root = readXml(answer);
      if (call.operation === 'AllocateAddress') {
        addresses.set(textAt(root, 'allocationId') ?? '', textAt(root, 'publicIp') ?? '');
        return answer;
      }
      const sent = form(call.body);
      const created = textAt(root, 'natGateway', 'natGatewayId');
      if (created) {
        const mode = sent.get('AvailabilityMode') ?? 'zonal';
        made.set(created, { allocation: sent.get('AllocationId') ?? '', mode });
      }
      const gateways = all(root, (one) => textAt(one, 'subnetId') !== undefined && hasId(one));
      for (const gateway of gateways) {
        const id = textAt(gateway, 'natGatewayId') ?? '';
        const { allocation = '', mode = 'zonal' } = made.get(id) ?? {};
        setChild(gateway, xml('availabilityMode', mode));
        setChild(gateway, xml('natGatewayAddressSet', [address(id, allocation, addresses.get(allocation))]));
      }
      return withBody(answer, writeXml(root));
    },
    async isNeeded(send) {
      const subnet = { SubnetId: 'subnet-gap', ConnectivityType: 'private', Version: '2016-11-15' };
      const answer = await send({ service: 'ec2', form: { ...subnet, Action: 'CreateNatGateway' } });
      const id = textAt(readXml(answer), 'natGateway', 'natGatewayId') ?? '';
      await send({
        service: 'ec2',
        form: { Action: 'DeleteNatGateway', NatGatewayId: id, Version: '2016-11-15' },
      });
      const mode = textAt(readXml(answer), 'natGateway', 'availabilityMode');
      const primary = textAt(readXml(answer), 'natGateway', 'natGatewayAddressSet', 'item', 'isPrimary');
      return mode === undefined || primary === undefined;
    },
  };
};

function hasId(element: XmlElement): boolean {
  return textAt(element, 'natGatewayId') !== undefined;
}

function address(id: string, allocation: string, publicIp: string | undefined): XmlElement {
  const digest = createHash('sha256').update(id).digest('hex');
  const host = 4 + (Number.parseInt(digest.slice(0, 2), 16) % 200);
  return xml('item', [
    ...(allocation === '' ? [] : [xml('allocationId', allocation)]),
    ...(allocation === '' ? [] : [xml('associationId', `eipassoc-${digest.slice(0, 17)}`)]),
    ...(publicIp === undefined ? [] : [xml('publicIp', publicIp)]),
    xml('isPrimary', 'true'),
    xml('networkInterfaceId', `eni-${digest.slice(17, 34)}`),
    xml('privateIp', `10.0.0.${host}`),
    xml('status', 'succeeded'),
  ]);
}
