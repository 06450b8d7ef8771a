import type { Cloud } from '../cloud/cloud';
import type { Row } from './table';

/** An account that no environment has: what the probes leave behind is in nobody's way. */
const PROBES = '999999999999';

/** Asks the emulator alone whether it still has the fault of each gap: one that it no longer has is to be deleted. */
export async function gapsAreNeeded(cloud: Pick<Cloud, 'gaps' | 'directAs'>): Promise<Row> {
  const began = Date.now();
  const send = cloud.directAs(PROBES);
  const faults: string[] = [];
  for (const gap of cloud.gaps) {
    try {
      if (!(await gap.isNeeded(send)))
        faults.push(`sandbox/gaps/${gap.name}.ts is no longer needed: delete it`);
    } catch (error) {
      faults.push(`sandbox/gaps/${gap.name}.ts: cannot be asked for: ${(error as Error).message}`);
    }
  }
  return {
    environment: 'all',
    proof: 'gaps',
    seconds: (Date.now() - began) / 1000,
    shown: `${cloud.gaps.length} gaps are still needed`,
    faults,
  };
}
