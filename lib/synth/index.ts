export * from './program';
export { type Synthesis, type SynthesizedStack, type SynthesizeOptions, synthesize } from './synthesize';
