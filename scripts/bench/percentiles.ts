/** Percentiles of what was measured, by nearest rank. */
export type Percentiles = { readonly p50: number; readonly p99: number };

/** In the unit of the values, rounded to a tenth. Throws when there are none. */
export function percentilesOf(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    if (value === undefined) throw new Error('nothing was measured');
    return Math.round(value * 10) / 10;
  };
  return { p50: at(0.5), p99: at(0.99) };
}
