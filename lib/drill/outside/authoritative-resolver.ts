import { Resolver as NodeResolver } from 'node:dns/promises';
import { OutsideError, type Resolver } from '../ports';

/** What is needed of a DNS client. */
export type DnsClient = Pick<NodeResolver, 'resolveNs' | 'resolve4'>;

/** Makes a DNS client that asks some servers, or by default those of this machine. */
export type MakeDnsClient = (servers?: readonly string[]) => DnsClient;

const TIMEOUT_MS = 2_000;

/** A client of node's own. */
export const nodeDns: MakeDnsClient = (servers) => {
  const client = new NodeResolver({ timeout: TIMEOUT_MS, tries: 2 });
  if (servers) client.setServers(servers);
  return client;
};

/** Asks the name servers of a name's own zone, so that no cache answers. */
export function authoritativeResolver(make: MakeDnsClient = nodeDns): Resolver {
  const machine = make();
  const clients = new Map<string, Promise<DnsClient>>();
  const clientOf = (name: string): Promise<DnsClient> => {
    const known = clients.get(name);
    if (known) return known;
    const found = serversOf(machine, name).then((servers) => make(servers));
    // Servers that could not be found now may be found in a moment.
    found.catch(() => clients.delete(name));
    clients.set(name, found);
    return found;
  };
  return {
    answers: async (name) => [...(await asked(name, (await clientOf(name)).resolve4(name)))].sort(),
  };
}

/** Addresses of the servers of the nearest zone that a name is in. */
async function serversOf(machine: DnsClient, name: string): Promise<readonly string[]> {
  const labels = name.split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    const zone = labels.slice(from).join('.');
    const servers = await asked(zone, machine.resolveNs(zone));
    const addresses = await Promise.all(servers.map((server) => asked(server, machine.resolve4(server))));
    if (addresses.flat().length > 0) return addresses.flat();
  }
  throw new OutsideError(`no name servers of ${name}`);
}

/** A name that is not there has no answers; a server that does not answer says nothing. */
async function asked(name: string, answer: Promise<string[]>): Promise<readonly string[]> {
  try {
    return await answer;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw new OutsideError(`DNS of ${name}: ${message}`);
  }
}
