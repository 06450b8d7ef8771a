export * from './errors';
export * from './props';
export * from './secret';
