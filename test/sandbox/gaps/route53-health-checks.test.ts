import type { Send } from '../../../sandbox/gaps/gap';
import { healthOf, route53HealthChecks, setHealth } from '../../../sandbox/gaps/route53-health-checks';
import { noContext, through, xmlOf } from './calls';

/** Answers as the emulator does: members of lists without their text. */
function start() {
  const configs: Record<string, string> = {};
  const answer = (id: string) =>
    xmlOf(
      `<R><HealthCheck><Id>${id}</Id><HealthCheckConfig>${configs[id]?.replace(/(<(Region|ChildHealthCheck)>)[^<]*/g, '$1')}</HealthCheckConfig></HealthCheck></R>`,
    );
  const cloud = through(route53HealthChecks(noContext), ({ method, path, body }) => {
    const id = path.split('/')[3] ?? '';
    if (method === 'POST') {
      const sent = body.toString();
      const made = id || (/<CallerReference>([^<]+)</.exec(sent)?.[1] ?? '');
      configs[made] = /<HealthCheckConfig>(.*)<\/HealthCheckConfig>/.exec(sent)?.[1] ?? configs[made] ?? '';
      return answer(made);
    }
    if (method === 'DELETE') delete configs[id];
    return id in configs || method === 'DELETE' ? answer(id) : xmlOf('<ErrorResponse/>', 404);
  });
  const send: Send = ({ service: _, ...rest }) => cloud.send(rest);
  const make = (id: string, config: string) =>
    cloud.send({
      path: '/2013-04-01/healthcheck',
      body: `<CreateHealthCheckRequest><CallerReference>${id}</CallerReference><HealthCheckConfig>${config}</HealthCheckConfig></CreateHealthCheckRequest>`,
    });
  const get = (path: string) => cloud.send({ method: 'GET', path: `/2013-04-01/healthcheck/${path}` });
  return { cloud, send, make, get };
}

const endpoint =
  '<Type>HTTPS</Type><Regions><Region>us-east-1</Region><Region>eu-west-1</Region><Region>us-west-2</Region></Regions>';
const together = (threshold: number, more = '') =>
  `<Type>CALCULATED</Type><HealthThreshold>${threshold}</HealthThreshold><ChildHealthChecks><ChildHealthCheck>one</ChildHealthCheck><ChildHealthCheck>two</ChildHealthCheck></ChildHealthChecks>${more}`;

describe('route53-health-checks', () => {
  it('keeps regions and children, until they are reset', async () => {
    const { make, get, cloud } = start();
    await make('one', endpoint);
    await make('all', together(2));
    expect((await get('one')).text).toContain(
      '<Regions><Region>us-east-1</Region><Region>eu-west-1</Region><Region>us-west-2</Region></Regions>',
    );
    expect((await get('all')).text).toContain('<ChildHealthCheck>one</ChildHealthCheck>');
    await cloud.send({
      path: '/2013-04-01/healthcheck/all',
      body: '<UpdateHealthCheckRequest><ChildHealthChecks><ChildHealthCheck>three</ChildHealthCheck></ChildHealthChecks></UpdateHealthCheckRequest>',
    });
    expect((await get('all')).text).toContain('<ChildHealthCheck>three</ChildHealthCheck>');
    await cloud.send({
      path: '/2013-04-01/healthcheck/one',
      body: '<UpdateHealthCheckRequest><ResetElements><ResettableElementName>Regions</ResettableElementName></ResetElements></UpdateHealthCheckRequest>',
    });
    expect((await get('one')).text).not.toContain('us-west-2');
  });

  it('writes truth values as AWS does', async () => {
    const { make, get } = start();
    await make('one', '<Type>HTTPS</Type><Inverted>True</Inverted><Disabled>False</Disabled>');
    expect((await get('one')).text).toContain('<Inverted>true</Inverted><Disabled>false</Disabled>');
  });

  it('answers what each region sees', async () => {
    const { make, get, send } = start();
    await make('one', endpoint);
    expect((await get('one/status')).text.match(/<Status>Success/g)).toHaveLength(3);
    await setHealth(send, 'one', 'unhealthy');
    expect((await get('one/status')).text.match(/<Status>Failure/g)).toHaveLength(3);
    await setHealth(send, 'one', 'healthy');
    expect(await healthOf(send, 'one')).toBe('healthy');
  });

  it('has no observations of a calculated one, or of none', async () => {
    const { make, get } = start();
    await make('all', together(1));
    expect(await get('all/status')).toMatchObject({
      status: 400,
      text: expect.stringContaining('InvalidInput'),
    });
    expect(await get('none/status')).toMatchObject({ status: 404 });
  });

  it.each([
    ['as many as the threshold', together(1), 'healthy'],
    ['fewer than the threshold', together(2), 'unhealthy'],
    ['inverted', together(2, '<Inverted>True</Inverted>'), 'healthy'],
    ['disabled', together(2, '<Disabled>True</Disabled>'), 'healthy'],
    ['disabled and inverted', together(2, '<Disabled>True</Disabled><Inverted>True</Inverted>'), 'unhealthy'],
  ])('counts its healthy children: %s', async (_, config, health) => {
    const { make, send } = start();
    await make('one', endpoint);
    await make('two', endpoint);
    await make('all', config);
    await setHealth(send, 'two', 'unhealthy');
    expect(await healthOf(send, 'all')).toBe(health);
  });

  it('forgets what is deleted', async () => {
    const { make, send, cloud } = start();
    await make('one', endpoint);
    await setHealth(send, 'one', 'unhealthy');
    await cloud.send({ method: 'DELETE', path: '/2013-04-01/healthcheck/one' });
    expect(await healthOf(send, 'one')).toBe('unhealthy');
    await make('one', endpoint);
    expect(await healthOf(send, 'one')).toBe('healthy');
  });
});
