/** `System.runAs(user) { … }`: the block runs, saves and queries as that user. Source: Apex Developer Guide, "Using the runAs Method". */
import { beginUser } from '../data/mixed-dml.ts';
import { dmlException } from '../data/save.ts';
import { forgiveSave } from '../data/savepoints.ts';
import type { ApexSObject } from '../values.ts';
import { ApexThrow } from './exceptions.ts';
import type { Runtime } from './runtime.ts';

/** Answers what ends it. Each counts as a DML statement, but leaves nothing that would have to be committed before a callout. */
export function enterUser(runtime: Runtime, user: ApexSObject | null): () => void {
  if (!runtime.inTest()) runtime.fail('UnexpectedException', 'System.runAs is only allowed in tests');
  if (user === null) return runtime.fail('NullPointerException', 'Attempt to de-reference a null object');
  runtime.use('dmlStatements');
  forgiveSave(runtime);
  const running = runtime.execution();
  const before = running.user;
  const id = idOf(runtime, user);
  running.user = runtime.org.userOf(id);
  const leave = runtime.org.enter(id);
  const goBack = beginUser(runtime);
  return () => {
    goBack();
    leave();
    running.user = before;
  };
}

/** A user that was not inserted is there for the block all the same; the record in memory stays as it is. */
function idOf(runtime: Runtime, user: ApexSObject): string {
  const known = user.fields.get('Id') ?? null;
  if (typeof known === 'string') return known;
  const { org, records } = runtime;
  const access = { mode: 'system', sharing: false } as const;
  const made = { object: records.objectOf(user), records: [records.toInput(user, 'all')], allOrNone: true, access };
  const outcomes = org.save({ verb: 'insert', ...made });
  const id = outcomes[0]?.id ?? null;
  if (id === null) throw new ApexThrow(dmlException(runtime, 'insert', outcomes, [user]));
  return id;
}
