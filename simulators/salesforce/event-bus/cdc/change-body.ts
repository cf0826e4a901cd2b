import type { OrgField } from '../../metadata/model.ts';
import type { RecordChange, StoredRecord, StoredValue } from '../../storage/transaction.ts';
import type { ChangeEventShape, ShapeField } from '../avro/change-event-shape.ts';
import type { CompoundField, CompoundMember } from '../avro/compound-field.ts';
import { type AvroValue, toAvro } from '../avro/value.ts';
import { encodeBitmaps } from './bitmap.ts';
import { textDiff } from './text-diff.ts';

export type BodyValue = AvroValue | Readonly<Record<string, AvroValue>>;

/** The body of a change event, and what its header says of the fields. */
export type ChangeBody = {
  readonly values: Readonly<Record<string, BodyValue>>;
  readonly changedFields: readonly string[];
  readonly nulledFields: readonly string[];
  readonly diffFields: readonly string[];
};

export const emptyBody: ChangeBody = { values: {}, changedFields: [], nulledFields: [], diffFields: [] };

type Positions = { readonly top: number[]; readonly nested: Map<number, number[]> };

const noPositions = (): Positions => ({ top: [], nested: new Map() });

/** Storage may leave an empty field out or hold null. */
const valueOf = (record: StoredRecord | undefined, name: string): StoredValue => record?.[name] ?? null;

function wholeCompound(compound: CompoundField, record: StoredRecord): BodyValue {
  if (compound.plainField !== undefined) return toAvro('string', record[compound.plainField]);
  return membersOf(compound.members, record);
}

/** The members' values as a record, or null if none has any. */
function membersOf(members: readonly CompoundMember[], record: StoredRecord): BodyValue {
  const values = members.map((member) => [member.name, toAvro(member.kind, record[member.fieldName])] as const);
  return values.some(([, value]) => value !== null) ? Object.fromEntries(values) : null;
}

/** Every populated field of a record: the body of a CREATE or UNDELETE, whose header lists no fields. */
export function populatedBody(shape: ChangeEventShape, record: StoredRecord): ChangeBody {
  const values: Record<string, BodyValue> = {};
  for (const field of shape.fields) {
    if ('single' in field) values[field.single.name] = toAvro(field.single.kind, record[field.single.name]);
    else values[field.compound.name] = wholeCompound(field.compound, record);
  }
  return { ...emptyBody, values };
}

type Update = {
  readonly before: StoredRecord;
  readonly after: StoredRecord;
  readonly values: Record<string, BodyValue>;
  readonly changed: Positions;
  readonly nulled: Positions;
  readonly diff: Positions;
};

function updateSingle(field: OrgField, position: number, update: Update): void {
  const [storedBefore, storedAfter] = [valueOf(update.before, field.name), valueOf(update.after, field.name)];
  // Most fields of most updates: the same value has the same form.
  if (storedBefore === storedAfter) return;
  const [before, after] = [toAvro(field.kind, storedBefore), toAvro(field.kind, storedAfter)];
  if (before === after) return;
  update.changed.top.push(position);
  if (after === null) update.nulled.top.push(position);
  const diff = typeof before === 'string' && typeof after === 'string' ? textDiff(before, after) : undefined;
  if (diff !== undefined) update.diff.top.push(position);
  update.values[field.name] = diff ?? after;
}

function updateCompound(compound: CompoundField, position: number, update: Update): void {
  const changed = compound.members.filter((member) => valueOf(update.before, member.fieldName) !== valueOf(update.after, member.fieldName));
  if (changed.length === 0) return;
  const positionsOf = (members: readonly CompoundMember[]) => members.map((member) => compound.members.indexOf(member));
  update.changed.nested.set(position, positionsOf(changed));
  update.nulled.nested.set(position, positionsOf(changed.filter((member) => valueOf(update.after, member.fieldName) === null)));
  update.values[compound.name] = membersOf(changed, update.after);
}

function updateField(field: ShapeField, position: number, update: Update): void {
  if ('single' in field) return updateSingle(field.single, position, update);
  const { plainField } = field.compound;
  const plain = plainField === undefined ? undefined : update.after[plainField];
  if (plain === undefined || plain === null) return updateCompound(field.compound, position, update);
  if (plain === update.before[field.compound.name]) return;
  update.changed.top.push(position);
  update.values[field.compound.name] = toAvro('string', plain);
}

/** Only what differs. Undefined if nothing that change events carry does. */
function updatedBody(shape: ChangeEventShape, before: StoredRecord, after: StoredRecord): ChangeBody | undefined {
  const update: Update = { before, after, values: {}, changed: noPositions(), nulled: noPositions(), diff: noPositions() };
  shape.fields.forEach((field, index) => updateField(field, index + 1, update));
  const changedFields = encodeBitmaps(update.changed);
  if (changedFields.length === 0) return undefined;
  return { values: update.values, changedFields, nulledFields: encodeBitmaps(update.nulled), diffFields: encodeBitmaps(update.diff) };
}

/** The body that tells a record's net change, or undefined if there is nothing to tell. */
export function changeBody(shape: ChangeEventShape, { type, before = {}, after = {} }: RecordChange): ChangeBody | undefined {
  if (type === 'DELETE') return emptyBody;
  return type === 'UPDATE' ? updatedBody(shape, before, after) : populatedBody(shape, after);
}
