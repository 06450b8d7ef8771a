/** A range of ports of one protocol. */
export interface Port {
  /** IP protocol; `-1` means all protocols and ports. */
  readonly protocol: 'tcp' | 'udp' | '-1';
  /** First port. */
  readonly from: number;
  /** Last port. */
  readonly to: number;
}

/** Ports by name. */
export const Port = {
  /** One TCP port. */
  tcp: (port: number): Port => ({ protocol: 'tcp', from: port, to: port }),
  /** TCP ports from first to last. */
  tcpRange: (from: number, to: number): Port => ({ protocol: 'tcp', from, to }),
  /** One UDP port. */
  udp: (port: number): Port => ({ protocol: 'udp', from: port, to: port }),
} as const;

/** `tcp-5432` or `tcp-1024-65535`, for ids and descriptions. */
export function portName(port: Port): string {
  if (port.protocol === '-1') return 'all';
  return port.from === port.to ? `${port.protocol}-${port.from}` : `${port.protocol}-${port.from}-${port.to}`;
}
