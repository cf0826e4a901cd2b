/** Source: Apex Reference Guide, "System Class". `System.runAs` is a statement of the language. */
import type { ApexContext } from '../context.ts';
import type { EnqueueOptions, JobPort } from '../context-ports.ts';
import { equals, hashOf } from '../equality.ts';
import { ApexDate, ApexDatetime, type ApexEnum, type ApexObject, type PlatformObject, type Value } from '../values.ts';
import { assertMembers } from './assert.ts';
import type { AsyncOptions } from './async.ts';
import { demandBatch } from './batchable.ts';
import { localDays } from '../../time-zones.ts';
import { platformClass, platformEnum, type Members } from './native.ts';

export const loggingLevel = platformEnum('LoggingLevel', ['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR']);

const NO_OPTIONS: EnqueueOptions = { delayMinutes: 0, signature: null, maximumDepth: null };

/** Minutes a job may wait: "the delay must be between 0 and 10 minutes". */
function checkedDelay(context: ApexContext, minutes: number): number {
  if (minutes < 0 || minutes > 10) context.fail('IllegalArgumentException', 'Delay must be between 0 and 10 minutes');
  return minutes;
}

function enqueue(context: ApexContext, job: ApexObject, options: EnqueueOptions = NO_OPTIONS): string {
  context.use('queueableJobs');
  return context.jobs.enqueue(job, options);
}

function scheduleBatch(context: ApexContext, job: ApexObject, name: string, when: Parameters<JobPort['scheduleBatch']>[2]): string {
  demandBatch(context, job, when.scope);
  if (when.minutes < 0) context.fail('IllegalArgumentException', 'The number of minutes must not be negative');
  return context.jobs.scheduleBatch(job, name, when);
}

const jobs: Members = {
  'static Id enqueueJob(Queueable queueable)': (context, job: ApexObject) => enqueue(context, job),
  'static Id enqueueJob(Queueable queueable, Integer delay)': (context, job: ApexObject, minutes: number) =>
    enqueue(context, job, { ...NO_OPTIONS, delayMinutes: checkedDelay(context, minutes) }),
  'static Id enqueueJob(Queueable queueable, AsyncOptions asyncOptions)': (
    context,
    job: ApexObject,
    { state }: PlatformObject<AsyncOptions>,
  ) =>
    enqueue(context, job, {
      delayMinutes: checkedDelay(context, state.delay ?? 0),
      signature: state.signature?.state.value ?? null,
      maximumDepth: state.depth,
    }),
  'static void attachFinalizer(Finalizer finalizer)': (context, finalizer: ApexObject) => context.jobs.attachFinalizer(finalizer),
  'static String schedule(String jobName, String cronExpression, Schedulable schedulableClass)': (
    context,
    name: string,
    cron: string,
    job: ApexObject,
  ) => context.jobs.schedule(name, cron, job),
  'static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow)': (
    context,
    job: ApexObject,
    name: string,
    minutes: number,
  ) => scheduleBatch(context, job, name, { minutes }),
  'static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow, Integer scopeSize)': (
    context,
    job: ApexObject,
    name: string,
    ...[minutes, scope]: [number, number]
  ) => scheduleBatch(context, job, name, { minutes, scope }),
  'static void abortJob(String jobId)': (context, id: string) => context.jobs.abort(id),
};

const isA =
  (...kinds: string[]) =>
  (context: ApexContext) =>
    kinds.includes(context.kind().quiddity);

const circumstances: Members = {
  'static Boolean isBatch()': isA('BATCH_APEX', 'BATCH_ACS', 'BATCH_CHUNK_PARALLEL', 'BATCH_CHUNK_SERIAL'),
  'static Boolean isFuture()': isA('FUTURE'),
  'static Boolean isQueueable()': isA('QUEUEABLE'),
  'static Boolean isScheduled()': isA('SCHEDULED'),
};

export const systemClass = platformClass('System', {
  ...assertMembers,
  ...jobs,
  ...circumstances,
  'static void debug(Object? msg)': (context, message: Value) => context.log('DEBUG', context.text(message)),
  'static void debug(LoggingLevel logLevel, Object? msg)': (context, level: ApexEnum, message: Value) =>
    context.log(level.name, context.text(message)),
  'static Datetime now()': (context) => new ApexDatetime(context.now()),
  'static Date today()': (context) => new ApexDate(localDays(context.now(), context.user().timeZone)),
  'static Long currentTimeMillis()': (context) => BigInt(Math.trunc(context.now())),
  'static Boolean equals(Object? left, Object? right)': (_, left: Value, right: Value) => equals(left, right),
  'static Integer hashCode(Object? value)': (_, value: Value) => hashOf(value),
});
