export type { Backups } from './backups';
export * from './check';
export * from './errors';
export type { Recovery } from './recovery';
export { reservedBuckets } from './region-check';
export {
  type Environment,
  type EnvironmentInput,
  environmentJsonSchema,
  environmentSchema,
  type RegionSettings,
} from './schema';
export type { Workloads } from './workloads';
