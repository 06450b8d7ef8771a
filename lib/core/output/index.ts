export * from './carry';
export * from './commit';
export * from './lock';
export * from './places';
export * from './write-error';
