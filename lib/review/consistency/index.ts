export * from './errors';
export * from './prove';
