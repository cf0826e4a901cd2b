/** AsyncApexJob rows: what the org shows of jobs, and what decides whether one still runs. */
import { toDatetime } from '../../../storage/instants.ts';
import type { StoredRecord } from '../../../storage/transaction.ts';
import { typeNameOf } from '../../library/exceptions.ts';
import type { ExceptionObject } from '../../run/exceptions.ts';
import { makeRowWriter, type RowOptions } from './row-writer.ts';
import { makeScheduleRows, type ScheduleRows } from './schedule-rows.ts';

export type JobType = 'Queueable' | 'BatchApex' | 'BatchApexWorker' | 'ScheduledApex' | 'Future';

export type JobRows = ScheduleRows & {
  /** Answers the id of the job. */
  readonly add: (className: string, type: JobType, values?: StoredRecord) => string;
  readonly change: (id: string, values: StoredRecord) => void;
  /** Completed, or Failed with the message. `errors`: 1 for a failure when left out. */
  readonly end: (id: string, failure: ExceptionObject | undefined, errors?: number) => void;
  /** Aborted, or not there: the transaction that enqueued it was undone. */
  readonly isAborted: (id: string) => boolean;
  readonly abort: (id: string) => void;
  readonly told: (failure: ExceptionObject) => string;
};

const LONGEST_STATUS = 255;

const told = (failure: ExceptionObject): string => `${typeNameOf(failure)}: ${failure.message ?? ''}`.slice(0, LONGEST_STATUS);

/** Writes past triggers and permissions, as the platform does: in the transaction that runs, or in one of its own. */
export function makeJobRows(options: RowOptions): JobRows {
  const { database, binding } = options;
  const [jobs, classes] = [database.table('AsyncApexJob'), database.table('ApexClass')];

  const { put, make } = makeRowWriter(options);

  const change: JobRows['change'] = (id, values) => {
    if (jobs.get(id) !== undefined) put(jobs, id, values);
  };

  /** A class within another has no row of its own. */
  const classId = (className: string): string => {
    const [name = ''] = className.split('.');
    for (const row of classes.records()) if (row['Name'] === name) return String(row['Id']);
    return make(classes, { Name: name });
  };

  const completed = (): StoredRecord => ({ CompletedDate: toDatetime(binding.now()) });

  return {
    ...makeScheduleRows(options),
    told,
    change,
    add: (className, type, values = {}) =>
      make(jobs, { ApexClassId: classId(className), JobType: type, Status: 'Queued', NumberOfErrors: 0, ...values }),
    end: (id, failure, errors = failure === undefined ? 0 : 1) => {
      const how = failure === undefined ? { Status: 'Completed' } : { Status: 'Failed', ExtendedStatus: told(failure) };
      change(id, { ...how, ...completed(), NumberOfErrors: errors });
    },
    isAborted: (id) => (jobs.get(id)?.['Status'] ?? 'Aborted') === 'Aborted',
    abort: (id) => {
      if (!['Completed', 'Failed'].includes(String(jobs.get(id)?.['Status']))) change(id, { Status: 'Aborted', ...completed() });
    },
  };
}
