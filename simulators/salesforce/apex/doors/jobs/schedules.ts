/** Jobs that run at the times of a cron expression. Source: Apex Developer Guide, "Apex Scheduler". */
import type { JobPort } from '../../context-ports.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { ApexObject } from '../../values.ts';
import type { Agenda } from './agenda.ts';
import { parseCron, type Cron } from './cron.ts';
import type { Job, Steps } from './job.ts';
import type { JobRows, JobType } from './job-records.ts';
import { scheduledSteps, type ScheduledJob } from './queueable.ts';

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
  /** Begins to wait for the times of a schedule; false when the id is none's. */
  readonly start: (triggerId: string) => boolean;
  readonly has: (triggerId: string) => boolean;
};

type Known = { readonly job: ScheduledJob; readonly cron: Cron; readonly zone: string };

export function makeSchedules({ runtime, now, rows, agenda, jobOf, hold, begin }: ScheduleOptions): Schedules {
  const known = new Map<string, Known>();
  const stepsOf = (job: ScheduledJob): Steps => scheduledSteps({ runtime: runtime(), rows: rows() }, job);

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
    begin(stepsOf(schedule.job));
  };

  return {
    has: (triggerId) => known.has(triggerId),
    start: (triggerId) => {
      const schedule = known.get(triggerId);
      if (schedule !== undefined) waitFor(triggerId, schedule.cron.after(now(), schedule.zone));
      return schedule !== undefined;
    },
    add: (name, expression, object) => {
      const apex = runtime();
      const cron = parseCron(expression) ?? apex.fail('StringException', `Illegal cron expression format (${expression})`);
      const zone = apex.user().timeZone;
      const nextAt = cron.after(now(), zone);
      if (nextAt === undefined) apex.fail('AsyncException', `Based on configured schedule, the given trigger '${name}' will never fire.`);
      if (rows().isScheduled(name)) apex.fail('AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
      const triggerId = rows().addSchedule({ name, cron: expression, nextAt, zone, userId: apex.user().id });
      const job = { ...jobOf(object, 'ScheduledApex'), triggerId };
      rows().change(job.id, { CronTriggerId: triggerId });
      known.set(triggerId, { job, cron, zone });
      return hold(triggerId, () => stepsOf(job));
    },
  };
}
