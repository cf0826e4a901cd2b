/** Source: Apex Reference Guide, "Limits Class". */
import type { ApexContext } from '../context.ts';
import type { LimitName } from '../run/limits.ts';
import { platformClass, type Members } from './native.ts';

const METHODS: Readonly<Record<string, LimitName>> = {
  AggregateQueries: 'aggregateQueries',
  AsyncCalls: 'futureCalls',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DmlRows: 'dmlRows',
  DmlStatements: 'dmlStatements',
  EmailInvocations: 'emailInvocations',
  // Deprecated: they count with what they are one of.
  FindSimilarCalls: 'soslQueries',
  RunAs: 'dmlStatements',
  SavepointRollbacks: 'dmlStatements',
  Savepoints: 'dmlStatements',
  FutureCalls: 'futureCalls',
  HeapSize: 'heapSize',
  MobilePushApexCalls: 'mobilePushApexCalls',
  PublishImmediateDML: 'publishImmediateDml',
  Queries: 'queries',
  QueryLocatorRows: 'queryLocatorRows',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
  SoslQueries: 'soslQueries',
};

/** Of what is not there to be used. Source: Apex Developer Guide, "Apex Cursors". */
const UNUSED: Readonly<Record<string, number>> = { ApexCursorRows: 50_000_000, FetchCallsOnApexCursor: 10 };

function unusedPair([name, limit]: readonly [string, number]): Members {
  return { [`static Integer get${name}()`]: () => 0, [`static Integer getLimit${name}()`]: () => limit };
}

/** What is used, and how much there is. */
function pair([name, limit]: readonly [string, LimitName]): Members {
  return {
    [`static Integer get${name}()`]: (context: ApexContext) => context.used(limit),
    [`static Integer getLimit${name}()`]: (context: ApexContext) => context.limit(limit),
  };
}

export const limitsClass = platformClass(
  'Limits',
  Object.assign({}, ...Object.entries(METHODS).map(pair), ...Object.entries(UNUSED).map(unusedPair)) as Members,
);
