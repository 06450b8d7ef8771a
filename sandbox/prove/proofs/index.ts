import type { Proof } from '../proof';
import { applied } from './applied';
import { byCdktf } from './by-cdktf';
import { changed } from './changed';
import { destroyed } from './destroyed';
import { drift } from './drift';
import { faults } from './faults';
import { identity } from './identity';
import { recovery } from './recovery';
import { secrets } from './secrets';
import { settled } from './settled';
import { upgraded } from './upgraded';
import { workloads } from './workloads';

/** What is shown of every environment, in this order; what has a cloud of its own is begun longest first. */
export const proofs: readonly Proof[] = [
  applied,
  settled,
  workloads,
  drift,
  changed,
  faults,
  secrets,
  destroyed,
  recovery,
  identity,
  upgraded,
  byCdktf,
];
