export * from './bucket-replication';
export * from './props';
