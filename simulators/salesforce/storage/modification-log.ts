/**
 * Records in order of SystemModstamp, so that "changed since" costs what it returns. Entries are only ever added; one that
 * its record has outgrown is skipped when read and dropped when the log is rebuilt.
 */
import type { StoredRecord } from './transaction.ts';

export type ModificationLog = {
  readonly add: (record: StoredRecord, liveRecords: number) => void;
  readonly since: (datetime: string) => StoredRecord[];
};

type Entry = { readonly stamp: string; readonly id: string };

export function makeModificationLog(current: (id: string) => StoredRecord | undefined): ModificationLog {
  let entries: Entry[] = [];

  const isCurrent = ({ stamp, id }: Entry): boolean => current(id)?.['SystemModstamp'] === stamp;

  return {
    add: (record, liveRecords) => {
      const entry = { stamp: String(record['SystemModstamp']), id: String(record['Id']) };
      const last = entries.at(-1);
      // A rollback puts an older version back, whose entry may have been dropped: it goes where it belongs.
      if (last === undefined || last.stamp <= entry.stamp) entries.push(entry);
      else entries.splice(lowerBound(entries, entry.stamp), 0, entry);
      if (entries.length > 1000 + 2 * liveRecords) entries = [...firstEntries(entries.filter(isCurrent)).values()];
    },
    since: (datetime) => {
      const found = firstEntries(entries.slice(lowerBound(entries, datetime)).filter(isCurrent));
      return [...found.keys()].map(current).filter((record) => record !== undefined);
    },
  };
}

function firstEntries(entries: readonly Entry[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of entries) if (!found.has(entry.id)) found.set(entry.id, entry);
  return found;
}

/** Index of the first entry with a stamp at or after `stamp`. */
function lowerBound(entries: readonly Entry[], stamp: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.stamp ?? '') < stamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
