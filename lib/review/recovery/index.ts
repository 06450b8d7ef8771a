export { runbook, runbookPhases } from './runbook';
export type { PhaseName, RunbookPhase, RunbookStep } from './steps';
export { recoveryTable } from './table';
