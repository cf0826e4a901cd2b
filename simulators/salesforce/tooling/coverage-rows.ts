/** Which lines tests ran, as rows. Source: Tooling API guide, "ApexCodeCoverage", "ApexCodeCoverageAggregate", "ApexOrgWideCoverage". */
import { basename } from 'node:path';
import { lineHits } from '../apex/doors/coverage.ts';
import type { LoadedApex } from '../apex/run/load.ts';
import type { RecordTable } from '../storage/record-table.ts';
import type { ToolingStore } from './tooling-store.ts';

export type CoverageRows = {
  /** Counts from nothing. */
  readonly begin: () => void;
  /** Keeps what ran since, as the doing of one test method. */
  readonly keep: (test: { readonly classId: string; readonly method: string }) => void;
  /** Works out the part of all code that was ever run. */
  readonly total: () => void;
};

type Lines = ReadonlyMap<number, number>;

export function makeCoverageRows({ database, rows }: ToolingStore, apex: LoadedApex): CoverageRows {
  const [single, aggregate] = [database.table('ApexCodeCoverage'), database.table('ApexCodeCoverageAggregate')];
  const ids = new Map(
    ['ApexClass', 'ApexTrigger'].flatMap((name) => [...database.table(name).records()].map((row) => [row['Name'], row['Id']])),
  );
  const idOf = (unit: string): string => String(ids.get(basename(unit).replace(/\.\w+$/, '')) ?? '');
  const everRun = new Map<string, Map<number, number>>();

  return {
    begin: () => void apex.hits.fill(0),
    keep: ({ classId, method }) => {
      for (const row of [...single.records()])
        if (row['ApexTestClassId'] === classId && row['TestMethodName'] === method) single.erase(String(row['Id']));
      for (const [unit, lines] of lineHits(apex)) {
        const total = everRun.get(unit) ?? new Map<number, number>();
        everRun.set(unit, total);
        for (const [line, count] of lines) total.set(line, (total.get(line) ?? 0) + count);
        if ([...lines.values()].every((count) => count === 0)) continue;
        rows.make(single, { ApexTestClassId: classId, TestMethodName: method, ApexClassOrTriggerId: idOf(unit), ...coverageOf(lines) });
        putAggregate(aggregate, rows, idOf(unit), total);
      }
    },
    total: () => {
      const counts = [...everRun.values()].flatMap((lines) => [...lines.values()]);
      const share = counts.length === 0 ? 0 : counts.filter((count) => count > 0).length / counts.length;
      const table = database.table('ApexOrgWideCoverage');
      for (const { Id } of [...table.records()]) table.erase(String(Id));
      rows.make(table, { PercentCovered: Math.floor(100 * share) });
    },
  };
}

function putAggregate(table: RecordTable, rows: ToolingStore['rows'], codeId: string, lines: Lines): void {
  const known = [...table.records()].find((row) => row['ApexClassOrTriggerId'] === codeId)?.['Id'];
  const values = { ApexClassOrTriggerId: codeId, ...coverageOf(lines) };
  if (known === undefined) rows.make(table, values);
  else rows.put(table, String(known), values);
}

function coverageOf(lines: Lines): { NumLinesCovered: number; NumLinesUncovered: number; Coverage: string } {
  const those = (ran: boolean): number[] =>
    [...lines]
      .filter(([, count]) => count > 0 === ran)
      .map(([line]) => line)
      .toSorted((a, b) => a - b);
  const [coveredLines, uncoveredLines] = [those(true), those(false)];
  return {
    NumLinesCovered: coveredLines.length,
    NumLinesUncovered: uncoveredLines.length,
    Coverage: JSON.stringify({ coveredLines, uncoveredLines }),
  };
}
