/** Java's narrowing of a floating-point number (Java Language Specification, 5.1.3): what does not fit becomes the nearest that does, NaN becomes 0. */
export function narrow(value: number, bits: 32 | 64): bigint {
  const most = 2n ** BigInt(bits - 1) - 1n;
  if (Number.isNaN(value)) return 0n;
  if (value <= -Number(most)) return -most - 1n;
  return value >= Number(most) ? most : BigInt(Math.trunc(value));
}
