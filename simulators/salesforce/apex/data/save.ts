/** DML for Apex: statements and `Database` methods. Source: Apex Developer Guide, "Working with Data in Apex". */
import { isFixedMaster } from '../../metadata/fixed-master.ts';
import type { OrgObject } from '../../metadata/model.ts';
import type { ApexContext } from '../context.ts';
import { ApexList } from '../collections.ts';
import type { Access, DmlOutcome, DmlVerb } from '../org-port.ts';
import { ExceptionObject, ApexThrow, type DmlFailure } from '../run/exceptions.ts';
import type { ApexSObject } from '../values.ts';
import { type Value } from '../values.ts';
import { accessOf } from './query.ts';
import type { Frames } from '../run/frames.ts';
import type { Records } from './records.ts';
import { mixedWith } from './mixed-dml.ts';
import { INACCESSIBLE, saveAsUser } from './user-mode-saves.ts';

export type SaveOptions = {
  readonly verb: DmlVerb;
  readonly access: Access;
  /** Of an upsert: the external id field. */
  readonly key: string | null;
  readonly allOrNone: boolean;
  /** Cut texts that are longer than their field. */
  readonly truncates?: boolean;
};

/** What the compiler writes for a statement. */
export type StatementOptions = { readonly verb: DmlVerb; readonly access: 'user' | 'system' | null; readonly key: string | null };

export type Saves = {
  readonly statement: (saved: Value, options: StatementOptions) => void;
  readonly save: (records: readonly ApexSObject[], options: SaveOptions) => readonly DmlOutcome[];
};

/** The platform cuts what a statement saves into chunks of this size. */
const CHUNK = 200;

export function makeSaves(context: ApexContext, records: Records, frames: Frames): Saves {
  const save: Saves['save'] = (saved, options) => {
    if (saved.length === 0) return [];
    demandDifferent(context, saved, options);
    context.use('dmlStatements');
    context.use('dmlRows', saved.length);
    const savepoint = context.org.savepoint();
    const outcomes: DmlOutcome[] = [];
    context.note('DML_BEGIN', `Op:${VERBS[options.verb]}`, `Type:${saved[0]?.type.name ?? ''}`, `Rows:${saved.length}`);
    try {
      for (const chunk of chunksOf(saved, (record) => record.type)) outcomes.push(...saveChunk(chunk, options));
      context.note('DML_END');
      if (options.allOrNone && outcomes.some((outcome) => !outcome.success))
        throw new ApexThrow(dmlException(context, options.verb, outcomes, saved));
    } catch (error) {
      context.org.rollback(savepoint);
      takeIdsBack(saved, outcomes);
      throw error;
    }
    return outcomes;
  };

  const saveChunk = (chunk: readonly ApexSObject[], { verb, access, key, allOrNone, truncates }: SaveOptions): readonly DmlOutcome[] => {
    const [first] = chunk;
    if (first === undefined) return [];
    const object = records.objectOf(first);
    const keyField = key === null ? undefined : context.org.metadata.field(object, key);
    const which = verb === 'insert' || (verb === 'upsert' && keyField === undefined) ? 'all' : 'changed';
    const inputs = chunk.map((record) => {
      const changes = inputOf(records, record, which, keyField?.name);
      const input = access.mode === 'user' && which === 'changed' ? { ...fixedMasters(object, record), ...changes } : changes;
      return truncates === true || record.truncates ? truncated(object, input) : input;
    });
    meetFlows(context, object);
    const request = { verb, object, records: inputs, access, allOrNone, ...(keyField === undefined ? {} : { key: keyField }) };
    const mixed = mixedWith(context, { verb, object, records: inputs });
    if (mixed !== undefined) return chunk.map(() => ({ id: null, success: false, created: false, errors: [mixed] }));
    const outcomes = access.mode === 'user' ? saveAsUser(context, request) : context.org.save(request);
    for (const [index, outcome] of outcomes.entries()) noteSaved(chunk[index], outcome);
    return outcomes;
  };

  return {
    save,
    statement: (saved, { verb, access, key }) => {
      if (saved === null) context.fail('NullPointerException', 'Attempt to de-reference a null object');
      const list = saved instanceof ApexList ? saved.items : [saved];
      if (list.includes(null)) context.fail('NullPointerException', 'Attempt to de-reference a null object');
      save(list as ApexSObject[], { verb, access: accessOf(access ?? undefined, frames.access()), key, allOrNone: true });
    },
  };
}

/** The messages are the platform's, as public error reports have them. */
function demandDifferent(context: ApexContext, saved: readonly ApexSObject[], { verb, key }: SaveOptions): void {
  if ((verb === 'insert' || verb === 'upsert') && new Set(saved).size < saved.length)
    context.fail('ListException', `Before ${VERBS.insert} or ${VERBS.upsert} list must not have two identically equal elements`);
  if (verb === 'update' || (verb === 'upsert' && key === null)) demandDifferentIds(context, saved);
}

function demandDifferentIds(context: ApexContext, saved: readonly ApexSObject[]): void {
  const ids = new Set<Value>();
  for (const { fields } of saved) {
    const id = fields.get('Id') ?? null;
    if (id !== null && ids.has(id)) context.fail('ListException', `Duplicate id in list: ${context.text(id)}`);
    ids.add(id);
  }
}

function takeIdsBack(saved: readonly ApexSObject[], outcomes: readonly DmlOutcome[]): void {
  for (const [index, record] of saved.entries()) if (outcomes[index]?.created === true) record.fields.delete('Id');
}

function meetFlows({ org, met }: ApexContext, { name }: OrgObject): void {
  for (const flow of org.metadata.recordFlows.get(name) ?? []) met.add(`flow ${flow} of ${name}`);
}

function noteSaved(record: ApexSObject | undefined, { success, created, id }: DmlOutcome): void {
  if (record === undefined || !success) return;
  if (created || !record.fields.has('Id')) record.fields.set('Id', id);
  record.changed.clear();
}

function inputOf(records: Records, record: ApexSObject, which: 'all' | 'changed', key: string | undefined): Record<string, unknown> {
  const input = records.toInput(record, which);
  if (key !== undefined && !(key in input) && record.fields.has(key)) input[key] = record.fields.get(key);
  return input;
}

/** User mode refuses an update of a record that holds a master which cannot be changed, its own too. Source: public reports of tests on the platform. */
function fixedMasters({ fields }: OrgObject, record: ApexSObject): Record<string, unknown> {
  const held = fields.filter((field) => isFixedMaster(field) && record.fields.has(field.name));
  return Object.fromEntries(held.map(({ name }) => [name, record.fields.get(name)]));
}

function truncated({ fields }: OrgObject, input: Record<string, unknown>): Record<string, unknown> {
  const lengths = new Map(fields.map(({ name, length }) => [name, length]));
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, lengths.get(name)) : value]),
  );
}

/** Runs of records of one type, of 200 at most. */
function chunksOf<Item>(items: readonly Item[], kind: (item: Item) => unknown): Item[][] {
  const chunks: Item[][] = [];
  for (const item of items) {
    const last = chunks.at(-1);
    const same = last?.[0] !== undefined && kind(last[0]) === kind(item) && last.length < CHUNK;
    if (same) last.push(item);
    else chunks.push([item]);
  }
  return chunks;
}

const VERBS: Readonly<Record<DmlVerb | 'merge', string>> = {
  insert: 'Insert',
  update: 'Update',
  upsert: 'Upsert',
  delete: 'Delete',
  undelete: 'Undelete',
  merge: 'Merge',
};

/** `Insert failed. First exception on row 0; first error: CODE, message: [fields]`. */
export function dmlException(
  context: ApexContext,
  verb: DmlVerb | 'merge',
  outcomes: readonly DmlOutcome[],
  saved: readonly ApexSObject[],
): ExceptionObject {
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.errors.map((error): DmlFailure => ({ index, id: (saved[index]?.fields.get('Id') as string | null) ?? null, ...error })),
  );
  const [first] = failures;
  const isHidden = first !== undefined && first.message === INACCESSIBLE(saved[first.index]?.type.name ?? '');
  const text = isHidden ? first.message : `${VERBS[verb]} failed. ${firstFailure(failures)}`;
  const exception = ExceptionObject.of(context.type('DmlException'), text);
  exception.failures = failures;
  return exception;
}

function firstFailure([first]: readonly DmlFailure[]): string {
  if (first === undefined) return '';
  const row = first.id === null ? `row ${first.index}` : `row ${first.index} with id ${first.id}`;
  return `First exception on ${row}; first error: ${first.statusCode}, ${first.message}: [${first.fields.join(', ')}]`;
}
