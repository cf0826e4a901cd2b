/** CronTrigger and CronJobDetail rows: what the org shows of schedules, and what decides whether one still fires. */
import { toDatetime } from '../../../storage/instants.ts';
import type { RecordTable } from '../../../storage/record-table.ts';
import type { StoredRecord } from '../../../storage/transaction.ts';
import { makeRowWriter, type RowOptions } from './row-writer.ts';

export type Schedule = {
  readonly name: string;
  readonly cron: string;
  readonly nextAt: number | undefined;
  readonly zone: string;
  readonly userId: string;
};

export type ScheduleRows = {
  /** Answers the id of the CronTrigger. */
  readonly addSchedule: (schedule: Schedule) => string;
  /** Neither deleted nor at its end. */
  readonly isWaiting: (triggerId: string) => boolean;
  readonly fired: (triggerId: string, nextAt: number | undefined) => void;
  readonly isScheduled: (name: string) => boolean;
  /** Takes a CronTrigger away; false for an id of none. */
  readonly unschedule: (triggerId: string) => boolean;
};

export function makeScheduleRows(options: RowOptions): ScheduleRows {
  const { database, binding } = options;
  const [triggers, details] = [database.table('CronTrigger'), database.table('CronJobDetail')];
  const { put, make } = makeRowWriter(options);
  return {
    isWaiting: (triggerId) => triggers.get(triggerId)?.['State'] === 'WAITING',
    isScheduled: (name) => [...details.records()].some((row) => row['Name'] === name && lives(triggers, row)),
    addSchedule: ({ name, cron, nextAt, zone, userId }) =>
      make(triggers, {
        CronJobDetailId: make(details, { Name: name, JobType: '7' }),
        CronExpression: cron,
        NextFireTime: nextAt === undefined ? null : toDatetime(nextAt),
        State: 'WAITING',
        TimesTriggered: 0,
        TimeZoneSidKey: zone,
        OwnerId: userId,
        StartTime: toDatetime(binding.now()),
      }),
    fired: (triggerId, nextAt) => {
      const times = Number(triggers.get(triggerId)?.['TimesTriggered'] ?? 0);
      put(triggers, triggerId, {
        TimesTriggered: times + 1,
        PreviousFireTime: toDatetime(binding.now()),
        NextFireTime: nextAt === undefined ? null : toDatetime(nextAt),
        State: nextAt === undefined ? 'COMPLETE' : 'WAITING',
      });
    },
    unschedule: (triggerId) => {
      const known = triggers.get(triggerId) !== undefined;
      if (known) put(triggers, triggerId, { IsDeleted: true, State: 'DELETED' });
      return known;
    },
  };
}

function lives(triggers: RecordTable, detail: StoredRecord): boolean {
  return [...triggers.records()].some((row) => row['CronJobDetailId'] === detail['Id'] && row['State'] !== 'COMPLETE');
}
