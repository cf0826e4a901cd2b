/**
 * Replay ids on the wire: an 8-byte big-endian counter and two zero bytes, as real orgs send them. They are opaque to
 * clients by contract. The widely used Node client sends back only the first 8 bytes, which the platform accepts.
 */
const counterBytes = 8;
const wireBytes = 10;

export function encodeReplayId(counter: number): Buffer {
  const bytes = Buffer.alloc(wireBytes);
  bytes.writeBigUInt64BE(BigInt(counter));
  return bytes;
}

/** The counter of a replay id, or undefined if the bytes are none that this bus gave out. */
export function decodeReplayId(bytes: Uint8Array): number | undefined {
  if (bytes.length !== counterBytes && bytes.length !== wireBytes) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.subarray(counterBytes).some((byte) => byte !== 0)) return undefined;
  const counter = view.readBigUInt64BE();
  return counter <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(counter) : undefined;
}
