/** Batch Apex. Source: Apex Developer Guide, "Using Batch Apex". */
import { ApexList } from '../../collections.ts';
import { startBatch } from '../../library/batchable.ts';
import { iterate } from '../../run/language.ts';
import { classOf, listOf, OBJECT } from '../../types/type.ts';
import { PlatformObject, type ApexObject, type Value } from '../../values.ts';
import { typeOf } from '../../run/instances.ts';
import type { Runtime } from '../../run/runtime.ts';
import { copyOf } from './copy.ts';
import type { Job, JobTools, Step, Steps } from './job.ts';

export type BatchJob = Job & { readonly scope: number };

type Progress = { done: number; errors: number };
type Begun = { readonly state: ApexObject; readonly items: readonly Value[] };

/** A chunk that fails is undone and counted, and the others go on. Members keep their values from chunk to chunk only in a `Database.Stateful`. */
export function* batchSteps(tools: JobTools, job: BatchJob): Steps {
  const { runtime, rows } = tools;
  const step = makeStep(tools, job);
  rows.change(job.id, { Status: 'Preparing' });
  const started = yield step(job.object, (state) => ({ state, items: scopeOf(tools, state, job) }));
  if (started.failure !== undefined) {
    rows.end(job.id, started.failure);
    return;
  }
  const { state: first, items } = started.value as Begun;
  const stateful = runtime.classes.isInstance(job.object, classOf('Database.Stateful'));
  let state = stateful ? first : job.object;
  const chunks = chunksOf(runtime, items, job.scope);
  const progress: Progress = { done: 0, errors: 0 };
  rows.change(job.id, { Status: 'Processing', TotalJobItems: chunks.length, JobItemsProcessed: 0 });
  const workers = addWorkers(tools, job, chunks.length);
  for (const chunk of chunks) {
    if (rows.isAborted(job.id)) return;
    const list = listFor(chunk);
    const outcome = yield step(state, (held) => {
      runtime.invoke(held, 'execute$2$Database_BatchableContext', contextOf(job), copyOf(runtime, list));
      return held;
    });
    progress.done += 1;
    if (outcome.failure !== undefined) noteError(tools, job, progress, rows.told(outcome.failure));
    else if (stateful) state = outcome.value as ApexObject;
    rows.change(job.id, { JobItemsProcessed: progress.done, NumberOfErrors: progress.errors });
  }
  for (const worker of workers) rows.end(worker, undefined);
  const finished = yield step(state, (held) => runtime.call(held, 'finish', contextOf(job)));
  if (finished.failure === undefined) rows.end(job.id, undefined, progress.errors);
  else rows.end(job.id, finished.failure, progress.errors + 1);
}

/** Source: Apex Developer Guide, "Using Batch Apex" (testing: only one execution of the execute method); the text as public error reports have it. */
const ONE_CHUNK =
  'No more than one executeBatch can be called from within a test method.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.';

function chunksOf(runtime: Runtime, items: readonly Value[], size: number): (readonly Value[])[] {
  const chunks = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
  if (chunks.length > 1 && isInTest(runtime)) runtime.fail('UnexpectedException', ONE_CHUNK);
  return chunks;
}

const isInTest = (runtime: Runtime): boolean => runtime.running() && runtime.inTest();

function makeStep({ runtime }: JobTools, { userId }: Job): (object: ApexObject, work: (state: ApexObject) => unknown) => Step {
  return (object, work) => ({ userId, quiddity: 'BATCH_APEX', work: () => work(copyOf(runtime, object)) });
}

/** Each goes through 10,000 chunks at most. Source: Object Reference, "AsyncApexJob", JobType. */
function addWorkers({ rows }: JobTools, { id, object }: BatchJob, chunks: number): readonly string[] {
  const each = { ParentJobId: id, Status: 'Processing' };
  return Array.from({ length: Math.ceil(chunks / 10_000) }, () => rows.add(object.type.name, 'BatchApexWorker', each));
}

function noteError({ rows }: JobTools, { id }: Job, progress: Progress, told: string): void {
  if (progress.errors === 0) rows.change(id, { ExtendedStatus: `First error: ${told}` });
  progress.errors += 1;
}

const contextOf = ({ id }: Job): Value => new PlatformObject(classOf('Database.BatchableContext'), { jobId: id, childJobId: id });

function scopeOf({ runtime }: JobTools, state: ApexObject, job: BatchJob): readonly Value[] {
  const scope = startBatch(runtime, () => runtime.call(state, 'start', contextOf(job)));
  if (scope === null) return runtime.fail('UnexpectedException', 'The start method returned null');
  return [...iterate(runtime, scope)];
}

function listFor(items: readonly Value[]): ApexList {
  const [first] = items;
  return new ApexList(listOf(first === null || first === undefined ? OBJECT : typeOf(first)), [...items]);
}
