/** Tells of failures that work goes on from. One that comes again and again is told once a minute, with how often it came. */
import { failureFields } from './failure-fields.ts';
import type { Log, Metrics } from './port.ts';

const PAUSE_MS = 60_000;
/** More kinds of failure at once than anybody reads. */
const MOST_KEPT = 200;

export type FailureLog = (where: string, failure: unknown) => void;

type Told = { readonly at: number; times: number };

export function makeFailureLog({ log, metrics }: { log: Log; metrics: Metrics }, now: () => number): FailureLog {
  const told = new Map<string, Told>();
  return (where, failure) => {
    metrics.count('broker_failures_total', { where });
    const fields = failureFields(failure);
    const kind = `${where} ${String(fields['code'] ?? fields['error'])}`;
    const before = told.get(kind);
    if (before && now() - before.at < PAUSE_MS) {
      before.times += 1;
      return;
    }
    if (told.size >= MOST_KEPT) told.clear();
    told.set(kind, { at: now(), times: 0 });
    log.warn('engine.failed', { where, ...fields, ...(before && before.times > 0 && { timesBefore: before.times }) });
  };
}
