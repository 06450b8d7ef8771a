export { boundaryArn } from './boundary';
export * from './errors';
export * from './github-roles';
export * from './github-roles-props';
export * from './state-store';
