export * from './errors';
export * from './labels';
export * from './namespace-chart';
