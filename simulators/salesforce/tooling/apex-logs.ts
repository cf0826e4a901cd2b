/** ApexLog: debug logs of runs whose user is traced. Source: Tooling API guide, "ApexLog", "TraceFlag"; Salesforce Help, "Debug Logs". */
import type { FinishedRun, RunLogs } from '../apex/doors/transactions.ts';
import { failureOf } from '../apex/doors/failure.ts';
import type { OrgClock } from '../clock.ts';
import { normalizeId } from '../storage/record-id.ts';
import { parseDatetime, toDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import { levelsOf, type LogLevels } from './log-levels.ts';
import { logText, wishOf } from './log-text.ts';
import type { ToolingStore } from './tooling-store.ts';

export type ApexLogs = RunLogs & {
  /** The text of a log by its id, of 15 or 18 characters. */
  readonly bodyOf: (id: string) => string | undefined;
  /** Calls back with the id of each new log. */
  readonly onKept: (listener: (id: string) => void) => void;
};

/** Flags of these types make logs of what a user does. */
const OF_USERS: ReadonlySet<unknown> = new Set(['DEVELOPER_LOG', 'USER_DEBUG']);
/** The platform keeps a thousand megabytes for seven days. */
const KEPT = 1000;

export function makeApexLogs(store: ToolingStore, clock: OrgClock): ApexLogs {
  const bodies = new Map<string, string>();
  const listeners: ((id: string) => void)[] = [];

  const levelsFor = (userId: string): LogLevels | undefined => {
    const { database } = store;
    const flag = [...database.table('TraceFlag').records()].find(
      (row) => row['TracedEntityId'] === userId && OF_USERS.has(row['LogType']) && isOn(row, clock.now()),
    );
    const level = database.table('DebugLevel').get(String(flag?.['DebugLevelId']));
    return level === undefined ? undefined : levelsOf(Object.entries(level));
  };

  const forgetOldest = (): void => {
    const [oldest] = bodies.keys();
    if (bodies.size <= KEPT || oldest === undefined) return;
    bodies.delete(oldest);
    store.database.table('ApexLog').erase(oldest);
  };

  return {
    wants: (userId) => {
      const levels = levelsFor(userId);
      return levels === undefined ? undefined : wishOf(levels);
    },
    take: (run) => {
      const levels = levelsFor(run.execution.user.id);
      if (levels === undefined) return;
      const text = logText({ ...run, levels, failure: run.failure === undefined ? undefined : failureOf(run.failure) });
      const { rows, database } = store;
      const id = rows.make(database.table('ApexLog'), logRow(run, text, clock.now()));
      bodies.set(id, text);
      forgetOldest();
      for (const listener of listeners) listener(id);
    },
    bodyOf: (id) => bodies.get(normalizeId(id) ?? ''),
    onKept: (listener) => void listeners.push(listener),
  };
}

function isOn(flag: StoredRecord, now: number): boolean {
  const at = (field: string, otherwise: number): number => parseDatetime(String(flag[field] ?? '')) ?? otherwise;
  return at('StartDate', 0) <= now && now < at('ExpirationDate', 0);
}

function logRow({ execution, unit, startedAt, failure }: FinishedRun, text: string, now: number): StoredRecord {
  return {
    Application: 'Unknown',
    DurationMilliseconds: Math.max(0, now - startedAt),
    Location: 'Monitoring',
    LogLength: Buffer.byteLength(text),
    LogUserId: execution.user.id,
    Operation: unit,
    Request: 'Api',
    StartTime: toDatetime(startedAt),
    Status: failure === undefined ? 'Success' : `${failure.exception.type.base}: ${failure.exception.message ?? ''}`.slice(0, 255),
  };
}
