export * from './aws-stack';
export * from './contract';
export * from './errors';
export * from './override';
export * from './policy';
export * from './role';
