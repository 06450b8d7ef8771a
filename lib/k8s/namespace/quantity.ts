const memoryUnits: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/**
 * An amount of CPU in cores, or `undefined` for a text that is none: `500m`, `2`, `0.5`. Finer than a thousandth is refused by the
 * API server (Kubernetes, "Resource Management for Pods and Containers").
 */
export function parseCpu(text: string): number | undefined {
  if (/^[1-9]\d*m$/.test(text)) return Number(text.slice(0, -1)) / 1000;
  return /^\d+(\.\d{1,3})?$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

/**
 * An amount of memory or storage in bytes, or `undefined` for a text that is none. A unit is asked for: bytes are seldom meant, and
 * `m` is a thousandth of one.
 */
export function parseMemory(text: string): number | undefined {
  const [, figure, unit] = /^(\d+(?:\.\d+)?)([kMGT]|[KMGT]i)$/.exec(text) ?? [];
  const factor = memoryUnits[unit ?? ''];
  const bytes = Number(figure) * (factor ?? Number.NaN);
  return bytes > 0 ? bytes : undefined;
}
