export * from './custom-resource';
export { type CustomKind, type CustomSpec, customResources } from './definitions';
export * from './errors';
