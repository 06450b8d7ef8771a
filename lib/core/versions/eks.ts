import type { VersionTable } from './support';

/** Kubernetes versions of EKS. */
export const eksVersions = {
  product: 'EKS',
  source: 'endoflife.date/amazon-eks, after the EKS User Guide, "Amazon EKS Kubernetes release calendar"',
  asOf: '2026-08-22',
  versions: {
    '1.27': { standard: '2024-07-24', extended: '2025-07-24' },
    '1.31': { standard: '2025-11-26', extended: '2026-11-26' },
    '1.32': { standard: '2026-03-23', extended: '2027-03-23' },
    '1.33': { standard: '2026-07-29', extended: '2027-07-29' },
    '1.34': { standard: '2026-12-02', extended: '2027-12-02' },
    '1.35': { standard: '2027-03-27', extended: '2028-03-27' },
    '1.36': { standard: '2027-08-02', extended: '2028-08-02' },
  },
} as const satisfies VersionTable;

/** A Kubernetes version that EKS offers or offered. */
export type EksVersion = keyof typeof eksVersions.versions;

/** What a cluster gets when nothing is said. */
export const defaultEksVersion: EksVersion = '1.36';
