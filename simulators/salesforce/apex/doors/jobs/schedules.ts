/** Jobs that run at the times of a cron expression. Source: Apex Developer Guide, "Apex Scheduler". */
import type { JobPort } from '../../context-ports.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { ApexObject } from '../../values.ts';
import { toLocal } from '../../../time-zones.ts';
import type { Agenda } from './agenda.ts';
import { batchSteps } from './batch.ts';
import { parseCron, type Cron } from './cron.ts';
import { scopeOf } from './enqueuers.ts';
import type { Job, JobTools, Steps } from './job.ts';
import type { JobRows, JobType } from './job-records.ts';
import { scheduledSteps } from './queueable.ts';

export type ScheduleOptions = {
  readonly runtime: () => Runtime;
  readonly now: () => number;
  readonly rows: () => JobRows;
  readonly agenda: Agenda;
  readonly jobOf: (object: ApexObject, type: JobType) => Job;
  /** Keeps what is to run until the transaction has committed, or a test stops. */
  readonly hold: (triggerId: string, steps: () => Steps) => string;
  readonly begin: (steps: Steps) => void;
};

export type Schedules = {
  readonly add: JobPort['schedule'];
  /** Fires once. */
  readonly addBatch: JobPort['scheduleBatch'];
  /** Begins to wait for the times of a schedule; false when the id is none's. */
  readonly start: (triggerId: string) => boolean;
  readonly has: (triggerId: string) => boolean;
};

type Known = { readonly steps: () => Steps; readonly cron: Cron; readonly zone: string };

/** What a schedule is to run, made when its id is known. */
type Plan = (triggerId: string) => () => Steps;

export function makeSchedules({ runtime, now, rows, agenda, jobOf, hold, begin }: ScheduleOptions): Schedules {
  const known = new Map<string, Known>();
  const tools = (): JobTools => ({ runtime: runtime(), rows: rows() });

  const waitFor = (triggerId: string, nextAt: number | undefined): void => {
    if (nextAt !== undefined) agenda.at(nextAt, () => fire(triggerId));
  };

  const fire = (triggerId: string): void => {
    const schedule = known.get(triggerId);
    if (schedule === undefined || !rows().isWaiting(triggerId)) {
      known.delete(triggerId);
      return;
    }
    const nextAt = schedule.cron.after(now(), schedule.zone);
    rows().fired(triggerId, nextAt);
    waitFor(triggerId, nextAt);
    begin(schedule.steps());
  };

  const scheduled = (object: ApexObject, type: JobType, triggerId: string): Job => {
    const job = jobOf(object, type);
    rows().change(job.id, { CronTriggerId: triggerId });
    return job;
  };

  const put = (name: string, expression: string, plan: Plan): string => {
    const apex = runtime();
    const cron = parseCron(expression) ?? apex.fail('StringException', `Illegal cron expression format (${expression})`);
    const zone = apex.user().timeZone;
    const nextAt = cron.after(now(), zone);
    if (nextAt === undefined) apex.fail('AsyncException', `Based on configured schedule, the given trigger '${name}' will never fire.`);
    if (rows().isScheduled(name)) apex.fail('AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    const triggerId = rows().addSchedule({ name, cron: expression, nextAt, zone, userId: apex.user().id });
    const steps = plan(triggerId);
    known.set(triggerId, { steps, cron, zone });
    return hold(triggerId, steps);
  };

  return {
    has: (triggerId) => known.has(triggerId),
    start: (triggerId) => {
      const schedule = known.get(triggerId);
      if (schedule !== undefined) waitFor(triggerId, schedule.cron.after(now(), schedule.zone));
      return schedule !== undefined;
    },
    add: (name, expression, object) =>
      put(name, expression, (triggerId) => {
        const job = { ...scheduled(object, 'ScheduledApex', triggerId), triggerId };
        return () => scheduledSteps(tools(), job);
      }),
    addBatch: (object, name, { minutes, scope }) =>
      put(name, onceAt(now() + minutes * MINUTE_MS, runtime().user().timeZone), (triggerId) => {
        const job = { ...scheduled(object, 'BatchApex', triggerId), scope: scopeOf(scope) };
        return () => batchSteps(tools(), job);
      }),
  };
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** The expression of the first full second after an instant. */
function onceAt(ms: number, zone: string): string {
  const at = new Date(toLocal(Math.floor(ms / SECOND_MS) * SECOND_MS + SECOND_MS, zone));
  const time = [at.getUTCSeconds(), at.getUTCMinutes(), at.getUTCHours()];
  return [...time, at.getUTCDate(), at.getUTCMonth() + 1, '?', at.getUTCFullYear()].join(' ');
}
