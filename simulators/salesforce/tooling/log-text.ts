/** A debug log in the platform's form. Source: Salesforce Help, "Debug Log Details" and "Debug Log Levels". */
import type { RunningUser } from '../apex/org-port.ts';
import { elapsedNs, type Execution, type Moment } from '../apex/run/execution.ts';
import type { LimitName } from '../apex/run/limits.ts';
import { headOf, LEVELS, shows, type Category, type Level, type LogLevels } from './log-levels.ts';

export type LoggedRun = {
  readonly execution: Execution;
  readonly levels: LogLevels;
  /** `execute_anonymous_apex` */
  readonly unit: string;
  /** ms since the epoch */
  readonly startedAt: number;
  /** Of an anonymous block. */
  readonly source?: string;
  /** The exception nobody caught: `System.MathException: Divide by 0`, and where. */
  readonly failure?: { readonly message: string; readonly stack: string } | undefined;
};

/** API version of the log's head. */
const VERSION = '67.0';

export function logText(run: LoggedRun): string {
  const { execution, levels, unit, source } = run;
  const line = lineWriter(run);
  const said = (event: string, ...details: readonly string[]): string => line({ event, details, elapsedNs: elapsedNs(execution) });
  const began = (event: string, ...details: readonly string[]): string => line({ event, details, elapsedNs: 0 });
  const framed = shows(levels, 'APEX_CODE', 'ERROR');
  const lines = [
    `${VERSION} ${headOf(levels)}`,
    ...(source === undefined
      ? []
      : source
          .trimEnd()
          .split(/\r?\n/)
          .map((text) => `Execute Anonymous: ${text}`)),
    began('USER_INFO', '[EXTERNAL]', ...userInfo(execution.user)),
    ...(framed ? [began('EXECUTION_STARTED'), began('CODE_UNIT_STARTED', '[EXTERNAL]', unit)] : []),
    ...(execution.trail ?? []).filter((moment) => isShown(levels, moment)).map(line),
    ...(run.failure === undefined || !framed ? [] : [said('FATAL_ERROR', `${run.failure.message}\n\n${run.failure.stack}`)]),
    ...(shows(levels, 'APEX_PROFILING', 'INFO') ? limitLines(execution, said) : []),
    ...(framed ? [said('CODE_UNIT_FINISHED', unit), said('EXECUTION_FINISHED')] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** `10:15:00.30 (30064000)|EVENT|…`: milliseconds are not filled up, the time is the user's. */
function lineWriter({ execution, startedAt }: LoggedRun): (moment: Moment) => string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: execution.user.timeZone, timeStyle: 'medium', hourCycle: 'h23' });
  return ({ event, details, elapsedNs: elapsed }) => {
    const at = startedAt + Math.floor(elapsed / 1e6);
    return [`${clock.format(at)}.${at % 1000} (${Math.floor(elapsed)})`, event, ...details].join('|');
  };
}

function userInfo({ id, username, timeZone }: RunningUser): string[] {
  const name = (timeZoneName: 'longOffset' | 'long'): string =>
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName }).formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const offset = name('longOffset') === 'GMT' ? 'GMT+00:00' : name('longOffset');
  return [id, username, `(${offset}) ${name('long')} (${timeZone})`, offset];
}

/** What the run has to note for a log of these levels. */
export function wishOf(levels: LogLevels): { readonly methods: boolean } {
  return { methods: shows(levels, ...METHODS) };
}

const METHODS: readonly [Category, Level] = ['APEX_CODE', 'FINE'];

/** From which level of which category on an event is written. */
const THRESHOLDS: Readonly<Record<string, readonly [Category, Level]>> = {
  CODE_UNIT_STARTED: ['APEX_CODE', 'ERROR'],
  CODE_UNIT_FINISHED: ['APEX_CODE', 'ERROR'],
  METHOD_ENTRY: METHODS,
  METHOD_EXIT: METHODS,
  EXCEPTION_THROWN: ['APEX_CODE', 'INFO'],
  SOQL_EXECUTE_BEGIN: ['DB', 'INFO'],
  SOQL_EXECUTE_END: ['DB', 'INFO'],
  DML_BEGIN: ['DB', 'INFO'],
  DML_END: ['DB', 'INFO'],
  SAVEPOINT_SET: ['DB', 'INFO'],
  SAVEPOINT_ROLLBACK: ['DB', 'INFO'],
  SAVEPOINT_RELEASE: ['DB', 'INFO'],
  SAVEPOINT_RESET: ['DB', 'INFO'],
  CALLOUT_REQUEST: ['CALLOUT', 'INFO'],
  CALLOUT_RESPONSE: ['CALLOUT', 'INFO'],
};

/** What `System.debug` writes has a level of its own. */
function isShown(levels: LogLevels, { event, details }: Moment): boolean {
  if (event === 'USER_DEBUG') {
    const level = LEVELS.find((known) => known === details[1]);
    return level !== undefined && shows(levels, 'APEX_CODE', level);
  }
  const threshold = THRESHOLDS[event];
  return threshold !== undefined && shows(levels, ...threshold);
}

const LIMITS: readonly (readonly [title: string, name: LimitName])[] = [
  ['Number of SOQL queries', 'queries'],
  ['Number of query rows', 'queryRows'],
  ['Number of SOSL queries', 'soslQueries'],
  ['Number of DML statements', 'dmlStatements'],
  ['Number of Publish Immediate DML', 'publishImmediateDml'],
  ['Number of DML rows', 'dmlRows'],
  ['Maximum CPU time', 'cpuTime'],
  ['Maximum heap size', 'heapSize'],
  ['Number of callouts', 'callouts'],
  ['Number of Email Invocations', 'emailInvocations'],
  ['Number of future calls', 'futureCalls'],
  ['Number of queueable jobs added to the queue', 'queueableJobs'],
  ['Number of Mobile Apex push calls', 'mobilePushApexCalls'],
];

function limitLines(execution: Execution, said: (event: string, ...details: readonly string[]) => string): string[] {
  const used = { ...execution.used, cpuTime: Math.floor(elapsedNs(execution) / 1e6) };
  return [
    said('CUMULATIVE_LIMIT_USAGE'),
    said('LIMIT_USAGE_FOR_NS', '(default)', ''),
    ...LIMITS.map(([title, name]) => `  ${title}: ${used[name]} out of ${execution.limits[name]}`),
    '',
    said('CUMULATIVE_LIMIT_USAGE_END'),
    '',
  ];
}
