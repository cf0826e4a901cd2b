/** What is to run when, on the org's own clock: moving the clock forward brings it nearer. */
import type { OrgClock } from '../../../clock.ts';
import { makeAlarm } from '../../../event-bus/alarm.ts';
import type { BusClock } from '../../../event-bus/clock.ts';

export type Agenda = {
  /** Runs once, at that time or as soon as possible after it, never at once. */
  readonly at: (dueAt: number, run: () => void) => void;
};

/** Timers take no longer delays than some weeks. */
const LONGEST_DELAY_MS = 86_400_000;

type Entry = { readonly dueAt: number; readonly run: () => void };

export function makeAgenda(clock: OrgClock, timers: BusClock): Agenda {
  const entries = new Set<Entry>();
  const alarm = makeAlarm(timers);

  const arm = (): void => {
    if (entries.size === 0) return;
    const next = Math.min(...[...entries].map(({ dueAt }) => dueAt));
    alarm.set(Math.min(Math.max(next - clock.now(), 0), LONGEST_DELAY_MS), ring);
  };

  const ring = (): void => {
    const now = clock.now();
    const due = [...entries].filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    for (const entry of due) entries.delete(entry);
    for (const { run } of due) run();
    arm();
  };

  clock.onAdvance(arm);
  return {
    at: (dueAt, run) => {
      entries.add({ dueAt, run });
      arm();
    },
  };
}
