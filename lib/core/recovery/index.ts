export * from './check-promise';
export * from './databases';
export * from './errors';
export * from './figures';
export * from './names';
export * from './promise';
export * from './standby';
