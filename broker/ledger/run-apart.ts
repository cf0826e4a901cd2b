/** Keeping apart turns whose results the ledger will not store, so that they cost nobody else theirs. */
import type { TurnFunction, TurnRun } from '../engine/ledger.ts';
import { isRefusedContent } from './away.ts';

type Run = (aggregateIds: readonly string[], turn: TurnFunction, now: number) => Promise<TurnRun>;

function throwing(error: unknown): TurnFunction {
  return () => {
    throw error;
  };
}

/**
 * The same, but where what is to be stored is refused, the aggregates it was to be committed with are halved until it is
 * alone. Alone, it is as if its turn had thrown: the aggregate is stuck, and shown.
 */
export function runApart(run: Run): Run {
  const apart: Run = async (aggregateIds, turn, now) => {
    try {
      return await run(aggregateIds, turn, now);
    } catch (error) {
      if (!isRefusedContent(error)) throw error;
      if (aggregateIds.length <= 1) return run(aggregateIds, throwing(error), now);
      const middle = Math.ceil(aggregateIds.length / 2);
      const first = await apart(aggregateIds.slice(0, middle), turn, now);
      const second = await apart(aggregateIds.slice(middle), turn, now);
      return { reports: [...first.reports, ...second.reports], busy: [...first.busy, ...second.busy] };
    }
  };
  return apart;
}
