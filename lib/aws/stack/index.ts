export * from './aws-stack';
export * from './contract';
export * from './depends-on';
export * from './errors';
export * from './override';
export * from './policy';
export * from './role';
