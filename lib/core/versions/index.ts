export * from './eks';
export * from './elasticache';
export * from './kubernetes-apis';
export * from './postgres';
export * from './support';
