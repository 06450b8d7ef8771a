export * from './eks';
export * from './elasticache';
export * from './postgres';
export * from './support';
