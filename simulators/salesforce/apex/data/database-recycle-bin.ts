/** `Database.emptyRecycleBin`. Source: Apex Reference Guide, "Database Class". */
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { Members } from '../library/native.ts';
import type { DmlOutcome } from '../org-port.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf, listOf } from '../types/type.ts';
import { ApexSObject, PlatformObject, type Value } from '../values.ts';
import { accessOf } from './query.ts';

const RESULT = classOf('Database.EmptyRecycleBinResult');

function idOf(record: Value): string {
  const id = record instanceof ApexSObject ? record.fields.get('Id') : record;
  return typeof id === 'string' ? id : '';
}

function empty(context: ApexContext, given: readonly Value[]): PlatformObject[] {
  context.use('dmlStatements');
  context.use('dmlRows', given.length);
  const outcomes = context.org.purge(given.map(idOf), accessOf(undefined, (context as Runtime).frames.access()));
  return outcomes.map((outcome) => new PlatformObject<DmlOutcome>(RESULT, outcome));
}

const emptyList = (context: ApexContext, list: ApexList): ApexList => new ApexList(listOf(RESULT), empty(context, list.items));

export const recycleBinMembers: Members = {
  'static Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)': (context: ApexContext, record: Value) =>
    empty(context, [record])[0],
  'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)': emptyList,
  'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> ids)': emptyList,
};
