export * from './autoscaling';
export * from './errors';
export * from './plan';
export * from './props';
export * from './queue-autoscaling';
