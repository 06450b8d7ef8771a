export * from './check';
export * from './errors';
export {
  type Environment,
  type EnvironmentInput,
  environmentJsonSchema,
  environmentSchema,
  type RegionSettings,
} from './schema';
export type { Workloads } from './workloads';
