import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Probe, ProbeAnswer } from '../ports';

/** How the probe asks. */
export interface HttpsProbeOptions {
  /**
   * What is asked for.
   * @default '/health'
   */
  readonly path?: string;
  /**
   * The port.
   * @default 443
   */
  readonly port?: number;
  /**
   * Milliseconds after which no answer is a bad one.
   * @default 5000
   */
  readonly timeoutMs?: number;
  /**
   * Makes the request.
   * @default - node's own, by HTTPS, which verifies the certificate
   */
  readonly request?: (options: RequestOptions, answered: (answer: IncomingMessage) => void) => ClientRequest;
}

/** Asks by HTTPS on a connection of its own, to a place that is given, with the name by SNI and Host. 2xx is a good answer. */
export function httpsProbe(options: HttpsProbeOptions = {}): Probe {
  const { path = '/health', port = 443, timeoutMs = 5000, request = httpsRequest } = options;
  return {
    health: (name, at) => {
      if (at === undefined) return Promise.resolve({ good: false, found: `${name} leads nowhere` });
      return new Promise<ProbeAnswer>((resolve) => {
        const bad = (found: string) => resolve({ good: false, found });
        const headers = { host: name };
        const asked = request({ host: at, port, path, servername: name, headers, agent: false }, (answer) => {
          const status = answer.statusCode ?? 0;
          answer.resume();
          answer.on('error', () => undefined);
          resolve({ good: status >= 200 && status < 300, found: String(status) });
        });
        // Of the whole, not of a silence only.
        const end = setTimeout(() => asked.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
        asked.on('error', (error) => bad(error.message));
        asked.on('close', () => clearTimeout(end));
        asked.end();
      });
    },
  };
}
