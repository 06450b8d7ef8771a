const units = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 } as const;

/** The form of a duration: a whole number above 0 and one unit, for example `90s`, `15m`, `4h` or `1d`. */
export const durationForm = /^([1-9]\d{0,5})([smhd])$/;

/** Seconds of a duration in the form of {@link durationForm}, or `undefined` for any other text. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = durationForm.exec(text) ?? [];
  return amount && unit ? Number(amount) * units[unit as keyof typeof units] : undefined;
}

/** Seconds as people read them, without what is zero: `14m 30s`, `26h`, `0s`. Hours go on beyond a day. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [
    [Math.floor(whole / units.h), 'h'],
    [Math.floor((whole % units.h) / units.m), 'm'],
    [whole % units.m, 's'],
  ].filter(([amount]) => amount !== 0);
  return parts.map(([amount, unit]) => `${amount}${unit}`).join(' ') || '0s';
}

/** The least duration in the form of {@link durationForm}, in whole minutes or hours, that is not shorter. */
export function durationAtLeast(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / units.m));
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
