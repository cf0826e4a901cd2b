/** Jobs of the Bulk API 2.0: each is its user's own, and kept for seven days. Source: Bulk API 2.0 guide, "Limits and Allocations". */
import type { OrgClock } from '../clock.ts';
import { makeIdSource, normalizeId } from '../storage/record-id.ts';
import type { ApiCall } from './api-call.ts';
import { API_ERRORS } from './errors.ts';

export type BulkJob = { readonly id: string; readonly userId: string; readonly createdAt: number };

export type BulkJobs<Job extends BulkJob> = {
  readonly newId: () => string;
  readonly add: (job: Job) => void;
  /** Throws `ApiFault` for a job there is not, and for one of somebody else. */
  readonly find: (call: ApiCall, id: string | undefined) => Job;
  readonly all: () => readonly Job[];
  readonly remove: (job: Job) => void;
};

const KEPT_MS = 7 * 86_400_000;

export function makeBulkJobs<Job extends BulkJob>(clock: OrgClock): BulkJobs<Job> {
  const jobs = new Map<string, Job>();
  const ids = makeIdSource();
  const forgetOld = (): void => {
    for (const job of jobs.values()) if (job.createdAt < clock.now() - KEPT_MS) jobs.delete(job.id);
  };
  return {
    newId: () => ids('750'),
    add: (job) => {
      forgetOld();
      jobs.set(job.id, job);
    },
    find: (call, id) => {
      forgetOld();
      const job = jobs.get(normalizeId(id ?? '') ?? '');
      if (job?.userId !== call.user.userId) throw API_ERRORS.notFound();
      return job;
    },
    all: () => {
      forgetOld();
      return [...jobs.values()];
    },
    remove: ({ id }) => void jobs.delete(id),
  };
}
