export * from './cli';
export type { Console, Style } from './console';
export type { Documents } from './documents';
export { duplicateCodes, type ErrorTable, errorsDocument, loadErrorTables } from './errors-document';
export { exitCodes, UsageError } from './exit-code';
export * from './paths';
export * from './program';
export type { ReadEnvironments } from './recovery';
export { type Synthesis, type SynthesizedStack, type SynthesizeOptions, synthesize } from './synth';
