export * from './approvals';
export * from './check';
export * from './errors';
export { lostWith, statefulTypes } from './stateful';
