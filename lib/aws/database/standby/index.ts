export * from './props';
export * from './replicated-backups';
export { generationName, type StandbySource } from './source';
export * from './standby-database';
