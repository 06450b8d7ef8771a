export * from './props';
export * from './released-database';
export * from './replicated-backups';
export { generationName, type StandbySource } from './source';
export * from './standby-database';
