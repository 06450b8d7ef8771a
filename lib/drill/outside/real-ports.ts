import type { RunbookContext } from '../../review/recovery/steps';
import type { DrillPorts, Prompt } from '../ports';
import { authoritativeResolver } from './authoritative-resolver';
import { awsCli } from './aws-cli';
import { awsCloud } from './aws-cloud';
import { commandMarker } from './command-marker';
import { httpsProbe } from './https-probe';
import { systemClock } from './system-clock';
import { promptOperator } from './terminal-prompt';

/** What the real world needs to know. */
export interface RealPortsOptions {
  /** Whom to ask. */
  readonly prompt: Prompt;
  /**
   * The program that marks the database; see {@link commandMarker}.
   * @default - no marks: the loss of the database is the replica's lag
   */
  readonly marker?: string | undefined;
  /**
   * Ends what runs.
   * @default - it ends by itself
   */
  readonly signal?: AbortSignal | undefined;
}

/** The real world. */
export function realPorts(context: RunbookContext, { prompt, marker, signal }: RealPortsOptions): DrillPorts {
  return {
    cloud: awsCloud(awsCli({ signal }), context, systemClock),
    resolver: authoritativeResolver(),
    probe: httpsProbe(),
    clock: systemClock,
    prompt,
    markers: marker === undefined ? [] : [commandMarker(marker, 'database', signal)],
    operator: promptOperator(prompt),
  };
}
