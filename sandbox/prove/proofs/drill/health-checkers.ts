import type { Probe, Resolver } from '../../../../lib/drill';
import type { Send } from '../../../gaps/gap';
import { setHealth } from '../../../gaps/route53-health-checks';
import { all, readXml, textAt, type XmlElement } from '../../../gaps/xml';

/** What health checkers think of an endpoint. */
export interface Opinion {
  /** What Route 53 takes it for. */
  readonly healthy: boolean;
  /** How many answers in a row said otherwise. */
  readonly against: number;
}

/**
 * What health checkers think after one more answer: the other of what they thought once as many in a row as the threshold say so (Amazon
 * Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy").
 */
export function rethought({ healthy, against }: Opinion, good: boolean, threshold: number): Opinion {
  if (good === healthy) return { healthy, against: 0 };
  return against + 1 >= threshold ? { healthy: good, against: 0 } : { healthy, against: against + 1 };
}

/** What health checkers need. */
export interface HealthCheckersOptions {
  /** Calls as the account whose health checks they are. */
  readonly send: Send;
  /** Finds the endpoint that is asked for. */
  readonly resolver: Resolver;
  /** Asks it. */
  readonly probe: Probe;
  /** Seconds between two rounds: AWS's 30 or 10 would be waited for in vain. */
  readonly interval: number;
}

/** The health checkers of Route 53: they ask every endpoint in rounds, and the emulator's checks have the state that follows. */
export class HealthCheckers {
  private readonly opinions = new Map<string, Opinion>();
  private running = true;
  private readonly done: Promise<void>;

  constructor(private readonly options: HealthCheckersOptions) {
    this.done = this.work();
  }

  /** Ends them after their present round. */
  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async work(): Promise<void> {
    while (this.running) {
      // A call that comes back with nothing is a round that saw nothing.
      await this.round().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, this.options.interval * 1000));
    }
  }

  private async round(): Promise<void> {
    const path = '/2013-04-01/healthcheck?maxitems=100';
    const answer = await this.options.send({ service: 'route53', method: 'GET', path });
    await Promise.all(all(readXml(answer), 'HealthCheck').map((one) => this.look(one)));
  }

  private async look(check: XmlElement): Promise<void> {
    const says = (name: string) => textAt(check, 'HealthCheckConfig', name) ?? '';
    const [id, name] = [textAt(check, 'Id') ?? '', says('FullyQualifiedDomainName')];
    if (says('Type') === 'CALCULATED' || says('Disabled') === 'true' || name === '') return;
    const { send, resolver, probe } = this.options;
    const [at] = await resolver.answers(name);
    const { good } = await probe.health(name, at);
    const before = this.opinions.get(id) ?? { healthy: true, against: 0 };
    const now = rethought(before, good, Number(says('FailureThreshold') || 3));
    this.opinions.set(id, now);
    if (now.healthy !== before.healthy) await setHealth(send, id, now.healthy ? 'healthy' : 'unhealthy');
  }
}
