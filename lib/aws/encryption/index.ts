export * from './encryption-key';
export * from './errors';
