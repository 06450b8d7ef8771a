export * from './errors';
export * from './labels';
export * from './namespace-chart';
export { type Manifests, manifestFiles, type NamespaceManifests, renderManifests } from './output';
export { type ResolvedObject, resolveObjects } from './output-resolve';
export { type Patch, type PatchOperation, type PatchTarget, patchObject } from './patch';
export { type Json, type JsonObject, toYaml } from './yaml';
