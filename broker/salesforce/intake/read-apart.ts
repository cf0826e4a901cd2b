/**
 * One record can make the query of many fail: a field the platform cannot compute, children it cannot page through. Asking for
 * fewer and fewer finds it, so that its neighbours are read.
 */
import type { SalesforceFailure } from '../failure.ts';

/** Contents by key; keys the org does not have are left out. */
export type Found<Content> =
  { readonly ok: true; readonly found: ReadonlyMap<string, Content> } | { readonly ok: false; readonly failure: SalesforceFailure };

export type ReadKeys<Content> = (keys: readonly string[]) => Promise<Found<Content>>;

export type ReadApart<Content> = {
  /** Keys that were read, those of nothing included. */
  readonly read: ReadonlySet<string>;
  readonly found: ReadonlyMap<string, Content>;
  /** Keys that cannot be read although others can. */
  readonly faulty: ReadonlyMap<string, SalesforceFailure>;
  /** Why all others were not read. */
  readonly failure?: SalesforceFailure;
};

/** Calls one search may cost: one bad record among 200 takes sixteen. */
const MOST_CALLS = 24;

/** No record has this key. Where asking for it fails too, the fault is of the org or of its set-up, and no record's. */
const NOBODY = '-';

type Refused = { readonly keys: readonly string[]; readonly failure: SalesforceFailure };

/** Whether it may be for the sake of a record, and not of the session or the allowance. */
function mayBeOfRecord({ class: kind }: SalesforceFailure): boolean {
  return kind === 'REFUSED' || kind === 'TRANSIENT';
}

/** Reads keys with as few queries as it takes: one, if nothing is wrong. */
export async function readApart<Content>(keys: readonly string[], ask: ReadKeys<Content>): Promise<ReadApart<Content>> {
  const read = new Set<string>();
  const found = new Map<string, Content>();
  const faulty = new Map<string, SalesforceFailure>();
  let refused: readonly Refused[] = [];

  async function attempt(some: readonly string[]): Promise<void> {
    const result = await ask(some);
    if (!result.ok) refused = [{ keys: some, failure: result.failure }, ...refused];
    else {
      for (const key of some) read.add(key);
      for (const [key, content] of result.found) found.set(key, content);
    }
  }

  async function search(): Promise<void> {
    for (let calls = 0; calls < MOST_CALLS;) {
      const [first, ...others] = refused;
      if (!first || !mayBeOfRecord(first.failure)) return;
      refused = others;
      const [only = ''] = first.keys;
      if (first.keys.length === 1) faulty.set(only, first.failure);
      else {
        const middle = Math.ceil(first.keys.length / 2);
        await attempt(first.keys.slice(0, middle));
        await attempt(first.keys.slice(middle));
        calls += 2;
      }
    }
  }

  if (keys.length > 0) await attempt(keys);
  const [whole] = refused;
  if (whole && mayBeOfRecord(whole.failure) && (await ask([NOBODY])).ok) await search();
  const [left] = refused;
  return { read, found, faulty, ...(left && { failure: left.failure }) };
}
