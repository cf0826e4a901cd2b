/** Which lines of Apex ran. A line counts once, however many statements stand on it; test classes do not count. */
import type { LoadedApex } from '../run/load.ts';

export type UnitCoverage = { readonly unit: string; readonly lines: number; readonly covered: number; readonly missed: readonly number[] };

/** How often each line of each unit ran since `hits` was last cleared. */
export function lineHits({ program, hits, classes }: LoadedApex): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const tests = new Set([...classes.values()].filter((info) => info.inTest).map((info) => info.unit));
  const units = new Map<string, Map<number, number>>();
  for (const [number, { unit, at }] of program.statements.entries()) {
    if (tests.has(unit)) continue;
    const lines = units.get(unit) ?? new Map<number, number>();
    units.set(unit, lines.set(at.line, (lines.get(at.line) ?? 0) + (hits[number] ?? 0)));
  }
  return units;
}

export function readCoverage(apex: LoadedApex): UnitCoverage[] {
  return [...lineHits(apex)].map(([unit, lines]) => {
    const missed = [...lines].filter(([, count]) => count === 0).map(([line]) => line);
    return { unit, lines: lines.size, covered: lines.size - missed.length, missed: missed.toSorted((a, b) => a - b) };
  });
}

/** In percent, 0 to 100. */
export function totalCoverage(units: readonly UnitCoverage[]): number {
  const sum = (count: (unit: UnitCoverage) => number): number => units.reduce((total, unit) => total + count(unit), 0);
  const lines = sum((unit) => unit.lines);
  return lines === 0 ? 100 : (100 * sum((unit) => unit.covered)) / lines;
}
