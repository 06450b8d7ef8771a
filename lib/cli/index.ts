export * from '../synth';
export * from './cli';
export { type Console, processConsole, type Style } from './console';
export type { Documents } from './docs/documents';
export { duplicateCodes, type ErrorTable, errorsDocument, loadErrorTables } from './docs/errors-document';
export { exitCodes, UsageError } from './exit-code';
export * from './paths';
export type { CliProject } from './project';
export type { ReadEnvironments } from './recovery/tables';
