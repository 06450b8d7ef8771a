export * from './errors';
export * from './props';
export * from './replicas';
export * from './secret';
