export * from './errors';
export * from './namespace-baseline';
export * from './plan';
export * from './priority-classes';
export * from './props';
