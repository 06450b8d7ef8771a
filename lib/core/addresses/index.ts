export * from './errors';
export * from './input';
export * from './overlaps';
export * from './plan';
export * from './range';
export * from './slots';
export * from './tiers';
export * from './vpc-ranges';
