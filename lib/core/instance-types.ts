/** The processor architecture of an instance, in the terms of EC2. */
export type Architecture = 'x86_64' | 'arm64';

/** An EC2 instance type, taken apart. */
export interface InstanceType {
  /** For example `t3a`. */
  readonly family: string;
  /** For example `medium`. */
  readonly size: string;
  /** The architecture that an image has to be built for. */
  readonly architecture: Architecture;
}

const form =
  /^(u-\d+tb\d|(?<series>[a-z]+)\d+(?<attributes>[a-z]*)(?<suffix>(?:-[a-z0-9]+)*))\.(?<size>nano|micro|small|medium|large|\d{0,3}xlarge|metal(?:-\d+xl)?)$/;

/**
 * An instance type taken apart, or `undefined` when the text does not have the form of one. Whether EC2 offers it in a region
 * is not looked up.
 *
 * Naming after the EC2 instance types guide, "Naming conventions": a `g` among the letters behind the generation means
 * Graviton. Arm too, from before that rule and beside it: `a1`, and types with Grace processors (`p6e-gb200`).
 */
export function parseInstanceType(text: string): InstanceType | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [family = ''] = text.split('.');
  const { attributes = '', suffix = '', size = '' } = match.groups ?? {};
  const arm = attributes.includes('g') || family === 'a1' || suffix.startsWith('-gb');
  return { family, size, architecture: arm ? 'arm64' : 'x86_64' };
}
