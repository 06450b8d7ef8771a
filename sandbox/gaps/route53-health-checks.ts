import { type AwsAnswer, withBody, xmlAnswer } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { asService } from './service';
import { all, child, readXml, setChild, textAt, writeXml, type XmlElement, xml } from './xml';

/** What health checkers see of an endpoint. */
export type Health = 'healthy' | 'unhealthy';

const api = '/2013-04-01/healthcheck';

/** A path that AWS does not have: by it the sandbox sets and reads the health of an endpoint. */
const own = '/sandbox/health';

const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** Lists that are lost, by the name of their members. */
const lists = { Regions: 'Region', ChildHealthChecks: 'ChildHealthCheck' } as const;

/** What the emulator writes as Python does, `True`. */
const truths = ['Disabled', 'EnableSNI', 'Inverted', 'MeasureLatency'] as const;

/** Health checks keep their regions and children, and have a state that the sandbox sets. */
export const route53HealthChecks: GapFactory = () => {
  const settings = new Map<string, XmlElement[]>();
  const unhealthy = new Set<string>();
  return {
    name: 'route53-health-checks',
    service: 'route53',
    symptom:
      "a health check's regions and children are answered as empty names, its truth values as True, and GetHealthCheckStatus is unknown",
    documentation:
      'Amazon Route 53 API Reference, "HealthCheckConfig": Regions, ChildHealthChecks, Disabled, Inverted, HealthThreshold; "GetHealthCheckStatus"',
    resources: ['aws_route53_health_check'],
    matches: ({ path }) => path.startsWith(api) || path.startsWith(own),
    async handle(call, next) {
      const id = call.path.split('/')[3] ?? '';
      const read = async (check: string) => {
        const found = await asService(
          next,
          call,
        )({
          service: 'route53',
          method: 'GET',
          path: `${api}/${check}`,
        });
        return found.status < 300 ? complete(readXml(found), settings) : undefined;
      };
      if (call.path.startsWith(own)) {
        if (call.method === 'PUT') {
          if (call.body.toString() === 'unhealthy') unhealthy.add(id);
          else unhealthy.delete(id);
        }
        const health: Health = (await isHealthy(id, read, unhealthy)) ? 'healthy' : 'unhealthy';
        return { status: 200, headers: {}, body: Buffer.from(health) };
      }
      if (call.path.endsWith('/status')) return status(await read(id), unhealthy);
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      if (call.method === 'DELETE') {
        settings.delete(id);
        unhealthy.delete(id);
        return answer;
      }
      const root = readXml(answer);
      if (call.method === 'POST') remember(root, readXml(call), settings);
      return withBody(answer, writeXml(complete(root, settings)));
    },
    async isNeeded(send) {
      const check = await triedCheck(
        send,
        'gap-health',
        '<Inverted>true</Inverted><Regions><Region>us-east-1</Region><Region>us-west-2</Region><Region>eu-west-1</Region></Regions>',
      );
      const path = `${api}/${textAt(check, 'Id') ?? ''}`;
      const seen = await send({ service: 'route53', method: 'GET', path: `${path}/status` });
      await send({ service: 'route53', method: 'DELETE', path });
      const says = (...path: string[]) => textAt(check, 'HealthCheckConfig', ...path);
      return says('Regions', 'Region') !== 'us-east-1' || says('Inverted') !== 'true' || seen.status >= 300;
    },
  };
};

/**
 * Makes a health check to try the emulator with, which the caller deletes.
 * @param more - of its configuration, as XML
 * @returns what was answered of it; `undefined` when nothing was
 */
export async function triedCheck(send: Send, reference: string, more = ''): Promise<XmlElement | undefined> {
  const created = await send({
    service: 'route53',
    path: api,
    headers: { 'content-type': 'text/xml' },
    body: `<CreateHealthCheckRequest xmlns="${namespace}"><CallerReference>${reference}</CallerReference><HealthCheckConfig><Type>HTTPS</Type><FullyQualifiedDomainName>gap.example</FullyQualifiedDomainName>${more}</HealthCheckConfig></CreateHealthCheckRequest>`,
  });
  return all(readXml(created), 'HealthCheck')[0];
}

/** Says what health checkers see of an endpoint from now on. */
export async function setHealth(send: Send, healthCheckId: string, health: Health): Promise<void> {
  await send({ service: 'route53', method: 'PUT', path: `${own}/${healthCheckId}`, body: health });
}

/** What DNS takes a health check for, calculated ones too. */
export async function healthOf(send: Send, healthCheckId: string): Promise<Health> {
  const answer = await send({ service: 'route53', method: 'GET', path: `${own}/${healthCheckId}` });
  return answer.body.toString() === 'unhealthy' ? 'unhealthy' : 'healthy';
}

/** Keeps the lists that a call named. */
function remember(answered: XmlElement, sent: XmlElement, settings: Map<string, XmlElement[]>): void {
  const id = textAt(all(answered, 'HealthCheck')[0], 'Id') ?? '';
  const config = child(sent, 'HealthCheckConfig') ?? sent;
  const named = Object.keys(lists).flatMap((name) => child(config, name) ?? []);
  const kept = (settings.get(id) ?? []).filter(({ name }) => !named.some((one) => one.name === name));
  const reset = all(sent, 'ResettableElementName').map(({ text }) => text);
  settings.set(
    id,
    [...kept, ...named].filter(({ name }) => !reset.includes(name)),
  );
}

function complete(root: XmlElement, settings: ReadonlyMap<string, XmlElement[]>): XmlElement {
  for (const check of all(root, 'HealthCheck')) {
    const config = child(check, 'HealthCheckConfig');
    if (!config) continue;
    for (const one of settings.get(textAt(check, 'Id') ?? '') ?? []) setChild(config, one);
    for (const name of truths) {
      const value = child(config, name);
      if (value) value.text = value.text.toLowerCase();
    }
  }
  return root;
}

/** Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy"; a disabled one counts as healthy. */
async function isHealthy(
  id: string,
  read: (id: string) => Promise<XmlElement | undefined>,
  unhealthy: ReadonlySet<string>,
): Promise<boolean> {
  const root = await read(id);
  const config = root && all(root, 'HealthCheckConfig')[0];
  if (!config) return false;
  const says = (name: string) => textAt(config, name)?.toLowerCase() === 'true';
  const seen = async () => {
    if (textAt(config, 'Type') !== 'CALCULATED') return !unhealthy.has(id);
    const children = all(config, 'ChildHealthCheck');
    const states = await Promise.all(children.map(({ text }) => isHealthy(text, read, unhealthy)));
    return states.filter(Boolean).length >= Number(textAt(config, 'HealthThreshold') ?? 0);
  };
  return (says('Disabled') || (await seen())) !== says('Inverted');
}

/** Each checker's last observation. AWS answers it for endpoints only, never for calculated checks. */
function status(root: XmlElement | undefined, unhealthy: ReadonlySet<string>): AwsAnswer {
  const check = root && all(root, 'HealthCheck')[0];
  const config = child(check, 'HealthCheckConfig');
  const refuse = (code: string, message: string, http: number) =>
    xmlAnswer(
      http,
      writeXml(
        xml('ErrorResponse', [
          xml('Error', [xml('Type', 'Sender'), xml('Code', code), xml('Message', message)]),
        ]),
      ),
    );
  if (!check || !config) return refuse('NoSuchHealthCheck', 'no such health check', 404);
  if (textAt(config, 'Type') === 'CALCULATED')
    return refuse('InvalidInput', 'a calculated health check has no observations', 400);
  const failing = unhealthy.has(textAt(check, 'Id') ?? '');
  const text = failing ? 'Failure: Connection timed out.' : 'Success: HTTP Status Code 200, OK';
  const observations = all(config, 'Region').map((region) =>
    xml('HealthCheckObservation', [
      xml('Region', region.text),
      xml('IPAddress', '192.0.2.1'),
      xml('StatusReport', [xml('Status', text), xml('CheckedTime', new Date().toISOString())]),
    ]),
  );
  const answer = xml('GetHealthCheckStatusResponse', [xml('HealthCheckObservations', observations)], {
    '@_xmlns': namespace,
  });
  return xmlAnswer(200, writeXml(answer));
}
