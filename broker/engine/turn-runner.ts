/** Runs the turns of woken aggregates, many in a transaction, and passes on what they ask for. */
import type { Clock } from './clock.ts';
import type { ReachPoint } from './fault-points.ts';
import type { Ledger, TurnFunction, TurnReport } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';

const BATCH = 50;
const BUSY_RETRY_MS = 10;
const FAILURE_RETRY_MS = 250;

/** Turns that were committed together. */
export type FinishedTurns = { readonly reports: readonly TurnReport[]; readonly startedAt: number; readonly endedAt: number };

export type TurnRunnerDependencies = {
  readonly ledger: Pick<Ledger, 'runTurns'>;
  readonly turn: TurnFunction;
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'wakeCommands'>;
  readonly reach: ReachPoint;
  /** Called after a commit that left records to write to Salesforce. */
  readonly onRecords: () => void;
  /** Called after a commit, for traces. */
  readonly onTurns: (turns: FinishedTurns) => void;
  /** Called when a batch could not be committed, which is tried again. */
  readonly onFailure: (error: unknown) => void;
};

export type TurnRunner = {
  /** Takes note; the turns run soon. */
  readonly wake: (aggregateIds: readonly string[]) => void;
  /** The same for aggregates that were told what became of a command: what is under way is finished before more is begun. */
  readonly wakeAnswered: (aggregateIds: readonly string[]) => void;
  /** Stops after the batch under way. What is left waits in the ledger. */
  readonly stop: () => Promise<void>;
};

export function makeTurnRunner(dependencies: TurnRunnerDependencies): TurnRunner {
  const woken = new Set<string>();
  const answered = new Set<string>();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  function passOn(reports: readonly TurnReport[]): void {
    for (const report of reports) if (report.more) woken.add(report.aggregateId);
    if (reports.some((report) => report.dirty)) dependencies.onRecords();
    const commands = reports.flatMap((report) => report.commands);
    if (commands.length > 0) dependencies.scheduler.wakeCommands(commands);
  }

  async function runBatch(): Promise<void> {
    const batch = [...new Set([...answered, ...woken])].slice(0, BATCH);
    for (const id of batch) {
      answered.delete(id);
      woken.delete(id);
    }
    try {
      dependencies.reach('turn.before-commit');
      const startedAt = dependencies.clock.now();
      const { reports, busy } = await dependencies.ledger.runTurns(batch, dependencies.turn, startedAt);
      dependencies.reach('turn.after-commit');
      dependencies.onTurns({ reports, startedAt, endedAt: dependencies.clock.now() });
      passOn(reports);
      for (const id of busy) woken.add(id);
      if (busy.length === woken.size && busy.length > 0) await dependencies.clock.sleep(BUSY_RETRY_MS, stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return;
      for (const id of batch) woken.add(id);
      dependencies.onFailure(error);
      await dependencies.clock.sleep(FAILURE_RETRY_MS, stopping.signal);
    }
  }

  async function run(): Promise<void> {
    await Promise.resolve();
    try {
      while (answered.size + woken.size > 0 && !stopping.signal.aborted) await runBatch();
    } catch {
      // Only the signal ends a sleep early.
    }
    loop = undefined;
  }

  const wakeInto =
    (set: Set<string>) =>
    (aggregateIds: readonly string[]): void => {
      for (const id of aggregateIds) set.add(id);
      if (!stopping.signal.aborted && set.size > 0) loop ??= run();
    };

  return {
    wake: wakeInto(woken),
    wakeAnswered: wakeInto(answered),
    stop: async () => {
      stopping.abort(new Error('stopping'));
      await loop;
    },
  };
}
