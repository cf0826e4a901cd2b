/**
 * One malformed record makes the platform refuse its whole collection. Splitting the collection finds it, so that its
 * neighbours are written.
 */
import type { GroupOutcomes, RecordOutcome } from './composite-request.ts';
import { COLLECTIONS_PER_CALL } from './write-plan.ts';
import type { WriteGroup } from './write-plan.ts';

/** Calls one search may cost: one bad record among 200 takes four. */
const MOST_CALLS = 20;

function split({ object, records }: WriteGroup): WriteGroup[] {
  const size = Math.ceil(records.length / COLLECTIONS_PER_CALL);
  const parts: WriteGroup[] = [];
  for (let from = 0; from < records.length; from += size) parts.push({ object, records: records.slice(from, from + size) });
  return parts;
}

function isWholeFault(outcomes: readonly RecordOutcome[]): boolean {
  return outcomes.length > 1 && outcomes.every(({ whole, failure }) => whole === true && failure?.class === 'REFUSED');
}

/** Sends groups in one call and answers for each. */
export type SendGroups = (groups: readonly WriteGroup[]) => Promise<readonly GroupOutcomes[]>;

/** Splits groups that were refused as a whole until every record has an answer of its own, or the search has cost enough. */
export async function isolateFaults(first: readonly GroupOutcomes[], send: SendGroups): Promise<RecordOutcome[]> {
  const settled: RecordOutcome[] = [];
  const suspects: GroupOutcomes[] = [];
  const sort = (results: readonly GroupOutcomes[]): void => {
    for (const result of results) {
      if (isWholeFault(result.outcomes)) suspects.push(result);
      else settled.push(...result.outcomes);
    }
  };
  sort(first);
  for (let calls = 0; calls < MOST_CALLS; calls += 1) {
    const suspect = suspects.shift();
    if (!suspect) break;
    sort(await send(split(suspect.group)));
  }
  return [...settled, ...suspects.flatMap(({ outcomes }) => outcomes)];
}
