/** What the ledger keeps of an aggregate's records after Salesforce has answered for some of them. Pure. */
import type { RecordSettlement } from '../engine/ledger.ts';
import { recordKey } from './record-key.ts';

/** The records of one turn that Salesforce has not taken yet. */
export type Unwritten = { readonly version: number; readonly since: number; readonly keys: readonly string[] };

/** A record whose last send failed, with values of this version. Without `dueAt` it is not sent again before its values change. */
export type Trouble = {
  readonly key: string;
  readonly version: number;
  /** Whether the aggregate was told of a refusal, and not yet that it is over. */
  readonly refused: boolean;
  readonly attempts: number;
  readonly dueAt: number | null;
  readonly code: string | null;
  readonly detail: string | null;
};

export type AggregateRecords = { readonly unwritten: readonly Unwritten[]; readonly troubles: readonly Trouble[] };

export type Settled = AggregateRecords & {
  /** Settlements the aggregate is to hear of: a first refusal, one for another reason, or its end. */
  readonly news: readonly RecordSettlement[];
  /** When the next record is due, and since when the oldest waits; undefined if Salesforce has all it can be given. */
  readonly behind: { readonly since: number; readonly dueAt: number } | undefined;
};

function reasonOf({ code, detail }: RecordSettlement): Pick<Trouble, 'code' | 'detail'> {
  return { code: code ?? null, detail: detail ?? null };
}

function troubleAfter(item: RecordSettlement, before: Trouble | undefined): Trouble | undefined {
  const { version, result } = item;
  if (result === 'ACCEPTED') return before && before.version > version ? before : undefined;
  const attempts = (before?.version === version ? before.attempts : 0) + 1;
  const tried = { key: recordKey(item), version, attempts, ...reasonOf(item) };
  if (result === 'REFUSED') return { ...tried, refused: true, dueAt: null };
  return { ...tried, refused: before?.refused === true, dueAt: item.dueAt ?? 0 };
}

function isNews(before: Trouble | undefined, after: Trouble | undefined): boolean {
  if ((before?.refused ?? false) !== (after?.refused ?? false)) return true;
  return after?.refused === true && after.dueAt === null && after.code !== before?.code;
}

/** Children that were refused for want of their parent are tried again when a record of their order recovers. */
function withStrandedDue(troubles: readonly Trouble[], now: number): readonly Trouble[] {
  return troubles.map((trouble) => (trouble.refused && trouble.dueAt === null ? { ...trouble, dueAt: now, attempts: 0 } : trouble));
}

/** Keys that newer values replace, or that Salesforce has taken, wait no longer. */
function stillUnwritten(unwritten: readonly Unwritten[], settlements: readonly RecordSettlement[]): readonly Unwritten[] {
  const done = new Map<string, number>();
  for (const { result, version, ...record } of settlements) if (result === 'ACCEPTED') done.set(recordKey(record), version);
  return unwritten
    .toReversed()
    .map((row) => {
      const keys = row.keys.filter((key) => (done.get(key) ?? -1) < row.version);
      for (const key of keys) done.set(key, Number.POSITIVE_INFINITY);
      return keys.length === row.keys.length ? row : { ...row, keys };
    })
    .filter(({ keys }) => keys.length > 0)
    .toReversed();
}

/** When the values of this record are due to be sent, `now` if nothing went wrong with them; undefined if not at all. */
export function dueAt(trouble: Trouble | undefined, version: number, now: number): number | undefined {
  return !trouble || trouble.version < version ? now : (trouble.dueAt ?? undefined);
}

function behindOf({ unwritten, troubles }: AggregateRecords, now: number): Settled['behind'] {
  const troubleOf = new Map(troubles.map((trouble) => [trouble.key, trouble]));
  const waiting = unwritten.flatMap(({ keys, version, since }) =>
    keys.flatMap((key) => {
      const due = dueAt(troubleOf.get(key), version, now);
      return due === undefined ? [] : [{ since, due }];
    }),
  );
  if (waiting.length === 0) return undefined;
  return { since: Math.min(...waiting.map(({ since }) => since)), dueAt: Math.min(...waiting.map(({ due }) => due)) };
}

/** Settles records of one aggregate. `unwritten` is in the order of versions. */
export function settleAggregate(records: AggregateRecords, settlements: readonly RecordSettlement[], now: number): Settled {
  const troubles = new Map(records.troubles.map((trouble) => [trouble.key, trouble]));
  const news: RecordSettlement[] = [];
  for (const item of settlements) {
    const key = recordKey(item);
    const before = troubles.get(key);
    const after = troubleAfter(item, before);
    if (after) troubles.set(key, after);
    else troubles.delete(key);
    if (isNews(before, after)) news.push(item);
  }
  const recovered = news.some(({ result }) => result === 'ACCEPTED');
  const left = { unwritten: stillUnwritten(records.unwritten, settlements), troubles: [...troubles.values()] };
  const after = recovered ? { ...left, troubles: withStrandedDue(left.troubles, now) } : left;
  return { ...after, news, behind: behindOf(after, now) };
}
