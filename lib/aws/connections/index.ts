export * from './connections';
export * from './errors';
export * from './port';
export * from './security-group';
