import { eksEndpoint } from './eks-endpoint';
import type { GapFactory } from './gap';

/** Every gap of the emulator that is filled, outermost first. */
export const gaps: readonly GapFactory[] = [eksEndpoint];
