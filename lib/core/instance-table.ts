/** What an instance type brings to a cluster. */
export interface InstanceSize {
  /** Virtual CPUs. */
  readonly cpus: number;
  /** Memory in MiB, as EC2 states it. */
  readonly memoryMiB: number;
  /** Most network interfaces. */
  readonly interfaces: number;
  /** IPv4 addresses of each interface. */
  readonly addressesPerInterface: number;
}

type Row = readonly [cpus: number, memoryGiB: number, interfaces: number, addressesPerInterface: number];
type Sizes = Readonly<Record<string, Row>>;

/** Where the figures of the table come from, and the day they were read. */
export const instanceTableSource = {
  source:
    'EC2 Instance Types guide, "Maximum IP addresses per network interface"; aws/amazon-vpc-cni-k8s misc/eni-max-pods.txt',
  asOf: '2026-11-21',
} as const;

const largeNetwork: Sizes = {
  large: [2, 0, 3, 10],
  xlarge: [4, 0, 4, 15],
  '2xlarge': [8, 0, 4, 15],
  '4xlarge': [16, 0, 8, 30],
};

/** Sizes of families that have so much memory per virtual CPU. */
function perCpu(memoryGiB: number, ...sizes: readonly string[]): Sizes {
  return Object.fromEntries(
    Object.entries(largeNetwork)
      .filter(([size]) => sizes.includes(size))
      .map(([size, [cpus, , ...network]]) => [size, [cpus, cpus * memoryGiB, ...network] as const]),
  );
}

const burstable: Sizes = {
  small: [2, 2, 3, 4],
  medium: [2, 4, 3, 6],
  large: [2, 8, 3, 12],
  xlarge: [4, 16, 4, 15],
  '2xlarge': [8, 32, 4, 15],
};
const general = perCpu(4, 'large', 'xlarge', '2xlarge', '4xlarge');
const compute = perCpu(2, 'large', 'xlarge', '2xlarge');
const memory = perCpu(8, 'large', 'xlarge', '2xlarge');

const families: Readonly<Record<string, Sizes>> = {
  t3: burstable,
  t3a: { ...burstable, small: [2, 2, 2, 4] },
  t4g: burstable,
  m5: general,
  m6i: general,
  m6a: general,
  m7i: general,
  m7g: general,
  m8g: general,
  c5: compute,
  c6i: compute,
  c7i: compute,
  c7g: compute,
  r5: memory,
  r6i: memory,
  r7i: memory,
};

/** Sizes by instance type, for example `t3.medium`. */
export const instanceSizes: Readonly<Record<string, InstanceSize>> = Object.fromEntries(
  Object.entries(families).flatMap(([family, sizes]) =>
    Object.entries(sizes).map(([size, [cpus, memoryGiB, interfaces, addressesPerInterface]]) => [
      `${family}.${size}`,
      { cpus, memoryMiB: memoryGiB * 1024, interfaces, addressesPerInterface },
    ]),
  ),
);

/**
 * Most pods of a node: an interface's first address is not for pods, and two pods use the node's own network
 * (eni-max-pods.txt).
 */
export function maxPods({ interfaces, addressesPerInterface }: InstanceSize): number {
  return interfaces * (addressesPerInterface - 1) + 2;
}
