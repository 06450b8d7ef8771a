export * from './bucket';
export * from './contract';
export * from './errors';
export * from './lifecycle';
export * from './log-bucket';
export * from './props';
export * from './replication';
