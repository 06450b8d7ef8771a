export * from './binding-config-map';
export * from './cluster-provider';
export * from './encrypted-storage-class';
export * from './errors';
export * from './external-secrets-identity';
export * from './labels';
export * from './plan-access';
export * from './platform-namespace';
