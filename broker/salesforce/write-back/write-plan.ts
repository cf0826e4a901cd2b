/**
 * Plans write-back calls. A call is one Composite request: up to five collections of 200 records, and up to twenty
 * single records beside them. Source: REST API Developer Guide, "Composite" (25 subrequests, five of them collections)
 * and "sObject Collections".
 */
import { SALESFORCE_OBJECTS } from '../../../canonical/salesforce-objects.ts';
import type { SalesforceObjectName } from '../../../canonical/salesforce-objects.ts';
import type { DirtyRecord } from '../../engine/ledger.ts';

export const RECORDS_PER_COLLECTION = 200;
export const COLLECTIONS_PER_CALL = 5;
export const SINGLES_PER_CALL = 20;

/** Records of one object that travel in one subrequest, or each in its own. */
export type WriteGroup = { readonly object: SalesforceObjectName; readonly records: readonly DirtyRecord[] };

/** Groups in the order they are sent: parents before children. No aggregate is in two calls of a plan. */
export type WriteCall = { readonly groups: readonly WriteGroup[]; readonly aggregateIds: ReadonlySet<string>; readonly records: number };

type Counts = ReadonlyMap<SalesforceObjectName, number>;

const rankOf = (object: SalesforceObjectName): number => SALESFORCE_OBJECTS[object].rank;
const collectionsFor = (records: number): number => Math.ceil(records / RECORDS_PER_COLLECTION);

/** The objects whose records travel one by one, so that the others get along with five collections; undefined if nothing helps. */
function singlesOf(counts: Counts): ReadonlySet<SalesforceObjectName> | undefined {
  const smallestFirst = [...counts].sort(([, a], [, b]) => a - b);
  let collections = smallestFirst.reduce((sum, [, count]) => sum + collectionsFor(count), 0);
  let left = SINGLES_PER_CALL;
  const singles = new Set<SalesforceObjectName>();
  for (const [object, count] of smallestFirst) {
    if (collections <= COLLECTIONS_PER_CALL) return singles;
    if (count > left) return undefined;
    singles.add(object);
    left -= count;
    collections -= collectionsFor(count);
  }
  return collections <= COLLECTIONS_PER_CALL ? singles : undefined;
}

function added(counts: Counts, records: readonly DirtyRecord[]): Counts {
  const sum = new Map(counts);
  for (const { object } of records) sum.set(object, (sum.get(object) ?? 0) + 1);
  return sum;
}

function fits(counts: Counts): boolean {
  return singlesOf(counts) !== undefined;
}

/** What of an aggregate fits a call of its own: all of it, or parents first as much as goes. */
function portionOf(records: readonly DirtyRecord[]): readonly DirtyRecord[] {
  if (fits(added(new Map(), records))) return records;
  const sorted = [...records].sort((a, b) => rankOf(a.object) - rankOf(b.object));
  let counts: Counts = new Map();
  for (const [index, record] of sorted.entries()) {
    counts = added(counts, [record]);
    if (!fits(counts)) return sorted.slice(0, index);
  }
  return sorted;
}

type Bin = { counts: Counts; readonly records: DirtyRecord[]; readonly aggregateIds: Set<string> };

function place(bins: Bin[], aggregateId: string, records: readonly DirtyRecord[], maxCalls: number): void {
  const portion = portionOf(records);
  let bin = bins.find((candidate) => fits(added(candidate.counts, portion)));
  if (!bin && bins.length < maxCalls) {
    bin = { counts: new Map(), records: [], aggregateIds: new Set() };
    bins.push(bin);
  }
  if (!bin) return;
  bin.counts = added(bin.counts, portion);
  bin.records.push(...portion);
  bin.aggregateIds.add(aggregateId);
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function toCall({ counts, records, aggregateIds }: Bin): WriteCall {
  const singles = singlesOf(counts);
  const objects = [...counts.keys()].sort((a, b) => rankOf(a) - rankOf(b));
  const groups = objects.flatMap((object) => {
    const ofObject = records.filter((record) => record.object === object);
    return chunks(ofObject, singles?.has(object) ? 1 : RECORDS_PER_COLLECTION).map((part) => ({ object, records: part }));
  });
  return { groups, aggregateIds, records: records.length };
}

/**
 * At most `maxCalls` calls for these records, oldest aggregates first. All records of an aggregate go together, unless
 * they alone are too many: then its parents go, and the rest waits. What does not fit waits too.
 */
export function planCalls(records: readonly DirtyRecord[], maxCalls: number): readonly WriteCall[] {
  const bins: Bin[] = [];
  for (const [aggregateId, own] of Map.groupBy(records, (record) => record.aggregateId)) place(bins, aggregateId, own, maxCalls);
  return bins.map(toCall);
}
