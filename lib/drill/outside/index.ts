export * from './authoritative-resolver';
export * from './aws-cli';
export * from './aws-cloud';
export * from './command-marker';
export * from './https-probe';
export * from './real-ports';
export * from './system-clock';
export * from './terminal-prompt';
