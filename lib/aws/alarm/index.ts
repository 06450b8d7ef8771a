export * from './alarm';
export * from './alarm-topic';
