export * from './alarm';
export * from './alarm-topic';
export * from './errors';
