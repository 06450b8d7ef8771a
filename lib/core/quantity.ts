/** The two quantities of a container: processor time, and bytes of memory or disk. */
export type QuantityKind = 'cpu' | 'bytes';

/** Suffixes of Kubernetes quantities (k8s.io/apimachinery, `resource.Quantity`) as powers: base and exponent. */
const suffixes: Readonly<Record<string, readonly [base: bigint, exponent: number]>> = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  '': [10n, 0],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [2n, 10],
  Mi: [2n, 20],
  Gi: [2n, 30],
  Ti: [2n, 40],
  Pi: [2n, 50],
  Ei: [2n, 60],
};

const form = /^(\d+)(?:\.(\d+))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/**
 * A Kubernetes quantity as a whole number of thousandths, or `undefined` when it is not one. Rounded up, as Kubernetes rounds.
 * Negative quantities, which no resource takes, are not read.
 */
function thousandths(text: string): bigint | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', suffix = '', power] = match;
  const [base, exponent] =
    power === undefined ? (suffixes[suffix] ?? [10n, 0]) : ([10n, Number(power)] as const);
  const scaled = BigInt(whole + fraction) * 1000n * (exponent > 0 ? base ** BigInt(exponent) : 1n);
  const divisor = 10n ** BigInt(fraction.length) * (exponent < 0 ? base ** BigInt(-exponent) : 1n);
  return (scaled + divisor - 1n) / divisor;
}

/**
 * Processor time in thousandths of a core: `100m` is 100, `0.5` is 500, `2` is 2000. `undefined` when it is not a quantity.
 * Rounded up, as Kubernetes rounds.
 */
export function parseCpu(text: string): number | undefined {
  const found = thousandths(text);
  return found === undefined ? undefined : Number(found);
}

/**
 * Bytes of memory or disk: `128Mi` is 134217728, `1G` is 1000000000. `undefined` when it is not a quantity. Rounded up.
 * Exact up to 8 PiB, beyond what a node has.
 */
export function parseBytes(text: string): number | undefined {
  const found = thousandths(text);
  return found === undefined ? undefined : Number((found + 999n) / 1000n);
}

/** A quantity in the unit of its kind: thousandths of a core, or bytes. */
export function parseQuantity(kind: QuantityKind, text: string): number | undefined {
  return kind === 'cpu' ? parseCpu(text) : parseBytes(text);
}

/** Thousandths of a core as Kubernetes writes them: 1500 is `1500m`, 2000 is `2`. */
export function formatCpu(milli: number): string {
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/** Bytes as Kubernetes writes them, in the largest binary unit that keeps them whole: 134217728 is `128Mi`. */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value !== 0 && value % 1024 === 0 && unit < binary.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value}${binary[unit]}`;
}
