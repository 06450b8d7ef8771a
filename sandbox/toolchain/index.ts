export * from './build';
export { cacheFolder } from './cache';
export * from './find';
export { locate } from './locate';
export { awsProviderVersion, kubernetesProviderVersion, tools } from './table';
export * from './tool';
