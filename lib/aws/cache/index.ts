export * from './access';
export * from './access-string';
export * from './cache';
export * from './contract';
export * from './errors';
export * from './plan';
export * from './props';
export * from './reference';
