/** Governor limits of one transaction. Source: Apex Developer Guide, "Execution Governors and Limits". */

export type LimitName =
  | 'queries'
  | 'queryRows'
  | 'aggregateQueries'
  | 'queryLocatorRows'
  | 'soslQueries'
  | 'dmlStatements'
  | 'dmlRows'
  | 'publishImmediateDml'
  | 'callouts'
  | 'queueableJobs'
  | 'futureCalls'
  | 'emailInvocations'
  | 'mobilePushApexCalls'
  | 'cpuTime'
  | 'heapSize';

export type Limits = Readonly<Record<LimitName, number>>;

export const SYNCHRONOUS: Limits = {
  queries: 100,
  queryRows: 50_000,
  aggregateQueries: 300,
  queryLocatorRows: 10_000,
  soslQueries: 20,
  dmlStatements: 150,
  dmlRows: 10_000,
  publishImmediateDml: 150,
  callouts: 100,
  queueableJobs: 50,
  futureCalls: 50,
  emailInvocations: 10,
  mobilePushApexCalls: 10,
  cpuTime: 10_000,
  heapSize: 6_000_000,
};

const ASYNCHRONOUS: Limits = {
  ...SYNCHRONOUS,
  queries: 200,
  queueableJobs: 1,
  futureCalls: 0,
  cpuTime: 60_000,
  heapSize: 12_000_000,
};

/** No future method is called from a future method or a batch, and so many from other jobs as from elsewhere. */
export function limitsOfJob(quiddity: string): Limits {
  const { futureCalls } = SYNCHRONOUS;
  return quiddity === 'FUTURE' || quiddity === 'BATCH_APEX' ? ASYNCHRONOUS : { ...ASYNCHRONOUS, futureCalls };
}

/** As the LimitException names them: `Too many SOQL queries: 101`. */
export const LIMIT_TITLES: Readonly<Record<LimitName, string>> = {
  queries: 'Too many SOQL queries',
  queryRows: 'Too many query rows',
  aggregateQueries: 'Too many aggregate queries',
  queryLocatorRows: 'Too many query locator rows',
  soslQueries: 'Too many SOSL queries',
  dmlStatements: 'Too many DML statements',
  dmlRows: 'Too many DML rows',
  publishImmediateDml: 'Too many Event Publish calls',
  callouts: 'Too many callouts',
  queueableJobs: 'Too many queueable jobs added to the queue',
  futureCalls: 'Too many future calls',
  emailInvocations: 'Too many Email Invocations',
  mobilePushApexCalls: 'Too many mobile push apex calls',
  cpuTime: 'Apex CPU time limit exceeded',
  heapSize: 'Apex heap size too large',
};
