/**
 * Reads the CBOR that AWS's protocol sends: maps, lists, text, numbers, truth values and times (RFC 8949; Smithy, "RPC v2 CBOR").
 * @throws Error on anything else
 */
export function decodeCbor(bytes: Buffer): unknown {
  return new Reader(bytes).value();
}

const END = Symbol('end');

class Reader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  value(): unknown {
    const head = this.bytes.readUInt8(this.at);
    this.at += 1;
    const major = head >> 5;
    const info = head & 31;
    if (major === 7) return this.simple(info);
    const length = info === 31 ? Number.POSITIVE_INFINITY : this.count(info);
    if (major === 0) return length;
    if (major === 1) return -1 - length;
    if (major === 2 || major === 3) return this.text(major, length);
    if (major === 4) return this.items(length);
    if (major === 5) return this.map(length);
    return this.value();
  }

  private count(info: number): number {
    if (info < 24) return info;
    const size = 2 ** (info - 24);
    const start = this.at;
    this.at += size;
    return size === 8 ? Number(this.bytes.readBigUInt64BE(start)) : this.bytes.readUIntBE(start, size);
  }

  private text(major: number, length: number): string {
    if (Number.isFinite(length)) {
      this.at += length;
      return this.bytes.toString(major === 3 ? 'utf8' : 'base64', this.at - length, this.at);
    }
    return this.items(length).join('');
  }

  private items(length: number): unknown[] {
    const items: unknown[] = [];
    while (items.length < length) {
      const one = this.value();
      if (one === END) break;
      items.push(one);
    }
    return items;
  }

  private map(length: number): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (let read = 0; read < length; read += 1) {
      const key = this.value();
      if (key === END) break;
      found[String(key)] = this.value();
    }
    return found;
  }

  private simple(info: number): unknown {
    if (info === 31) return END;
    if (info === 20 || info === 21) return info === 21;
    if (info === 22 || info === 23) return undefined;
    const size = { 25: 2, 26: 4, 27: 8 }[info];
    if (size === undefined) throw new Error(`CBOR has a simple value ${info}, which AWS does not send`);
    this.at += size;
    if (size === 4) return this.bytes.readFloatBE(this.at - 4);
    return size === 8 ? this.bytes.readDoubleBE(this.at - 8) : Number.NaN;
  }
}
