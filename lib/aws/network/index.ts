export * from './attributes';
export * from './contract';
export * from './endpoint-services';
export * from './endpoints';
export * from './errors';
export * from './flow-logs';
export * from './network';
export * from './props';
