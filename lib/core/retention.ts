/** Days that CloudWatch Logs can keep events (CloudWatch Logs API, PutRetentionPolicy). 0, keep for ever, is left out. */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A retention that CloudWatch Logs takes, in days. */
export type RetentionDays = (typeof retentionDays)[number];
