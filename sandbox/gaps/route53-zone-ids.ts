import { type AwsAnswer, type AwsCall, callWithBody, withBody } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { readXml, textAt } from './xml';

/** The header by which the sandbox asks for a hosted zone with the id that an environment presumes. */
export const wantedZoneIdHeader = 'x-sandbox-hosted-zone-id';

/** The path of the API that this follows. */
const api = '/2013-04-01';

/**
 * A hosted zone is older than any environment, whose data name it by its id; the emulator chooses ids itself. The zones that the
 * sandbox makes get the id that was presumed.
 */
export const route53ZoneIds: GapFactory = () => {
  const real = new Map<string, string>();
  const inward = (text: string) => replaced(text, real);
  const outward = (text: string) => replaced(text, new Map([...real].map(([wanted, own]) => [own, wanted])));
  return {
    name: 'route53-zone-ids',
    service: 'route53',
    symptom:
      'a hosted zone that an environment presumes has an id that the emulator chose (paths and bodies that name it are altered)',
    documentation: 'Amazon Route 53 API Reference, "CreateHostedZone"; "HostedZone": Id',
    resources: ['aws_route53_record'],
    matches: () => true,
    async handle(call, next) {
      const { [wantedZoneIdHeader]: wanted, ...headers } = call.headers;
      if (typeof wanted === 'string') {
        const created = await next({ ...call, headers });
        const id = textAt(readXml(created), 'HostedZone', 'Id')?.replace('/hostedzone/', '');
        if (created.status < 300 && id) real.set(wanted, id);
        return renamed(created, outward);
      }
      return renamed(await next(renamedCall(call, inward)), outward);
    },
    isNeeded: async (send) => {
      const created = await createZone(send, 'gap-zone-ids.example', 'ZGAP0ZONE0IDS');
      const id = textAt(readXml(created), 'HostedZone', 'Id') ?? '';
      await send({ service: 'route53', method: 'DELETE', path: `${api}${id}` });
      return id !== '/hostedzone/ZGAP0ZONE0IDS';
    },
  };
};

/** Makes a public hosted zone with that id. */
export function createZone(send: Send, name: string, id: string): Promise<AwsAnswer> {
  return send({
    service: 'route53',
    path: `${api}/hostedzone`,
    headers: { [wantedZoneIdHeader]: id, 'content-type': 'text/xml' },
    body: `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${name}</Name><CallerReference>${id}</CallerReference></CreateHostedZoneRequest>`,
  });
}

function replaced(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((before, [from, to]) => before.replaceAll(from, to), text);
}

function renamed(answer: AwsAnswer, rename: (text: string) => string): AwsAnswer {
  const text = answer.body.toString('utf8');
  const other = rename(text);
  const { location } = answer.headers;
  const headers =
    typeof location === 'string' ? { ...answer.headers, location: rename(location) } : answer.headers;
  return text === other ? { ...answer, headers } : withBody({ ...answer, headers }, other);
}

function renamedCall(call: AwsCall, rename: (text: string) => string): AwsCall {
  const text = call.body.toString('utf8');
  const other = rename(text);
  const body = text === other ? call : callWithBody(call, other);
  return { ...body, path: rename(call.path), search: rename(call.search) };
}
