import { applied } from './applied';
import type { Proof } from './proof';
import { settled } from './settled';
import { workloads } from './workloads';

/** What is shown of every environment, in this order. */
export const proofs: readonly Proof[] = [applied, settled, workloads];
