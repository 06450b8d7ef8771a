import { createZone, route53ZoneIds } from '../../../sandbox/gaps/route53-zone-ids';
import { noContext, through, xmlOf } from './calls';

describe('route53-zone-ids', () => {
  const start = () =>
    through(route53ZoneIds(noContext), ({ method }) => ({
      ...xmlOf('<R><HostedZone><Id>/hostedzone/ZREAL</Id></HostedZone></R>', method === 'POST' ? 201 : 200),
      headers: { 'content-type': 'text/xml', location: '/2013-04-01/hostedzone/ZREAL' },
    }));

  it('gives a zone the id that is asked for, inward and outward', async () => {
    const cloud = start();
    const send = (essentials: Parameters<typeof cloud.send>[0]) => cloud.send(essentials);
    const created = await createZone(({ service: _, ...rest }) => send(rest), 'example.com', 'ZWANTED');
    expect(created.body.toString()).toContain('<Id>/hostedzone/ZWANTED</Id>');
    expect(created.headers['location']).toBe('/2013-04-01/hostedzone/ZWANTED');
    expect(cloud.sent[0]?.headers).not.toHaveProperty('x-sandbox-hosted-zone-id');
    const read = await send({
      method: 'GET',
      path: '/2013-04-01/hostedzone/ZWANTED/rrset?hostedzoneid=ZWANTED',
      body: '<AliasTarget><HostedZoneId>ZWANTED</HostedZoneId></AliasTarget>',
    });
    expect(cloud.sent[1]).toMatchObject({
      path: '/2013-04-01/hostedzone/ZREAL/rrset',
      search: '?hostedzoneid=ZREAL',
    });
    expect(cloud.sent[1]?.body.toString()).toContain('<HostedZoneId>ZREAL<');
    expect(read.text).toContain('/hostedzone/ZWANTED');
  });

  it('leaves other zones alone', async () => {
    const cloud = start();
    const { text } = await cloud.send({ method: 'GET', path: '/2013-04-01/hostedzone/ZREAL' });
    expect(cloud.sent[0]?.path).toBe('/2013-04-01/hostedzone/ZREAL');
    expect(text).toContain('/hostedzone/ZREAL');
  });
});
