import { OutsideError, type Probe, type Resolver } from '../../../../lib/drill';
import type { Send } from '../../../gaps/gap';
import { healthOf } from '../../../gaps/route53-health-checks';
import { readXml } from '../../../gaps/xml';
import { answersOf, readRecords } from './routing';

/** Answers as the name servers of a zone of the emulator would: it has the records and health checks, but serves no DNS. */
export function zoneResolver(send: Send, hostedZoneId: string, probe: Probe): Resolver {
  const state = {
    isHealthy: async (id: string) => (await healthOf(send, id)) === 'healthy',
    isTargetHealthy: async (target: string) => (await probe.health(target, target)).good,
  };
  return {
    answers: async (name) => {
      const answer = await send({
        service: 'route53',
        method: 'GET',
        path: `/2013-04-01/hostedzone/${hostedZoneId}/rrset?maxitems=300`,
      });
      if (answer.status >= 300) throw new OutsideError(`records of ${hostedZoneId}: ${answer.status}`);
      return [...(await answersOf(readRecords(readXml(answer)), name, 'A', state))].sort();
    },
  };
}
