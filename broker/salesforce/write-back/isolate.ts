/**
 * One malformed record makes the platform refuse its whole collection, or all of its call. Taking what was refused apart finds it,
 * so that its neighbours are written.
 */
import type { GroupOutcomes, RecordOutcome } from './composite-request.ts';
import { COLLECTIONS_PER_CALL } from './write-plan.ts';
import type { WriteGroup } from './write-plan.ts';

/** Calls one search may cost: one bad record takes four among the 200 of a collection, twenty-two among the 1,000 of a call. */
const MOST_CALLS = 40;

/** A call that finds out more about records, and what is known of them before. */
type Suspect = { readonly groups: readonly WriteGroup[]; readonly outcomes: readonly RecordOutcome[] };

function isWhole(what: RecordOutcome['whole']): (result: GroupOutcomes) => boolean {
  return ({ outcomes }) => outcomes.length > 0 && outcomes.every(({ whole, failure }) => whole === what && failure?.class === 'REFUSED');
}

/** Collections of a call are looked at one by one, so the parts of a refused one fit a call. */
function ofCollection({ group: { object, records }, outcomes }: GroupOutcomes): Suspect {
  const size = Math.ceil(records.length / COLLECTIONS_PER_CALL);
  const groups: WriteGroup[] = [];
  for (let from = 0; from < records.length; from += size) groups.push({ object, records: records.slice(from, from + size) });
  return { groups, outcomes };
}

function halves(results: readonly GroupOutcomes[]): (readonly GroupOutcomes[])[] {
  const [only, ...others] = results;
  if (!only) return [];
  if (others.length > 0) {
    const middle = Math.ceil(results.length / 2);
    return [results.slice(0, middle), results.slice(middle)];
  }
  const { group, outcomes } = only;
  const middle = Math.ceil(outcomes.length / 2);
  return [[0, middle] as const, [middle, outcomes.length] as const].map(([from, to]) => [
    { group: { ...group, records: group.records.slice(from, to) }, outcomes: outcomes.slice(from, to) },
  ]);
}

/** A refused call is sent in two: parents before their children, as far as they are apart. */
function ofCall(results: readonly GroupOutcomes[]): Suspect[] {
  return halves(results).map((half) => ({ groups: half.map(({ group }) => group), outcomes: half.flatMap(({ outcomes }) => outcomes) }));
}

/** Sends groups in one call and answers for each, or for none if the call itself came to nothing. */
export type SendGroups = (groups: readonly WriteGroup[]) => Promise<readonly GroupOutcomes[]>;

/**
 * Takes apart what was refused as a whole until every record has an answer of its own, or the search has cost enough. Then those
 * that are left are answered with the refusal they share, and `whole` still says so. A call that comes to nothing ends the search:
 * what has no answer of its own is left out, and sent again.
 */
export async function isolateFaults(first: readonly GroupOutcomes[], send: SendGroups): Promise<RecordOutcome[]> {
  const settled: RecordOutcome[] = [];
  let suspects: readonly Suspect[] = [];
  const sort = (results: readonly GroupOutcomes[]): void => {
    const refused = results.filter(isWhole('CALL'));
    const collections = results.filter(isWhole('COLLECTION'));
    const rest = results.filter((result) => !refused.includes(result) && !collections.includes(result));
    settled.push(...rest.flatMap(({ outcomes }) => outcomes));
    suspects = [...ofCall(refused), ...collections.map(ofCollection), ...suspects];
  };
  sort(first);
  for (let calls = 0; calls < MOST_CALLS; calls += 1) {
    const [suspect, ...others] = suspects;
    if (!suspect) break;
    suspects = others;
    const results = await send(suspect.groups);
    if (results.length === 0) return settled;
    sort(results);
  }
  return [...settled, ...suspects.flatMap(({ outcomes }) => outcomes)];
}
