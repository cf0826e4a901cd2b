/**
 * Limits of the whole org. Source: Apex Reference Guide, "OrgLimits Class", "OrgLimit Class"; the allocations are those of a new
 * Enterprise Edition org ("Limits" resource of the REST API). Apex uses none of them up here.
 */
import { ApexMap } from '../collections.ts';
import { classOf, mapOf, STRING } from '../types/type.ts';
import { PlatformObject } from '../values.ts';
import { listOfClass } from './list-value.ts';
import { platformClass, type PlatformClass } from './native.ts';

/** E-mails to one recipient each, a day. */
export const SINGLE_EMAILS = 5000;

const ALLOCATIONS: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyApiRequests: 100_000,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyStreamingApiEvents: 200_000,
  DailyWorkflowEmails: 1000,
  DataStorageMB: 10_240,
  FileStorageMB: 10_240,
  HourlyAsyncReportRuns: 1200,
  HourlyPublishedPlatformEvents: 250_000,
  HourlyTimeBasedWorkflow: 1000,
  MassEmail: 5000,
  SingleEmail: SINGLE_EMAILS,
};

type Limit = PlatformObject<{ readonly name: string; readonly most: number }>;

const LIMITS: readonly Limit[] = Object.entries(ALLOCATIONS).map(
  ([name, most]) => new PlatformObject(classOf('OrgLimit'), { name, most }, name),
);

export const orgLimits: readonly PlatformClass[] = [
  platformClass('OrgLimit', {
    'String getName()': (_, { state }: Limit) => state.name,
    'Integer getLimit()': (_, { state }: Limit) => state.most,
    'Integer getValue()': () => 0,
    'String toString()': (_, { state }: Limit) => state.name,
  }),
  platformClass('OrgLimits', {
    'static List<OrgLimit> getAll()': () => listOfClass('OrgLimit', LIMITS),
    'static Map<String, OrgLimit> getMap()': () =>
      new ApexMap(
        mapOf(STRING, classOf('OrgLimit')),
        LIMITS.map((limit) => [limit.state.name, limit]),
      ),
  }),
];
