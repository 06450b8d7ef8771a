/** `assets` and `reports/daily/` become `AssetsReportsDaily`: a statement's id has letters and digits only. */
export function sidOf(...parts: readonly string[]): string {
  const words = parts.join('/').split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
