/**
 * Policies of an HTTPS listener that take TLS 1.2 and 1.3, or 1.3 alone, with forward secrecy only (Elastic Load Balancing,
 * "Security policies for your Application Load Balancer", read 2026-11). `PQ` adds the hybrid post-quantum key exchange.
 */
export const tlsPolicies = [
  'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-2-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-3-2021-06',
  'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  'ELBSecurityPolicy-TLS13-1-2-2021-06',
  'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04',
] as const;

/** A policy that an HTTPS listener may have. */
export type TlsPolicy = (typeof tlsPolicies)[number];

/** What AWS recommends, and what its console chooses; the API itself would choose one of 2016. */
export const defaultTlsPolicy: TlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';
