/** Avro schemas of change events, after captures from real orgs. */
import { type AvroField, type AvroRecord, type AvroType, eventNamespace, nullable } from './avro-schema.ts';
import type { ChangeEventShape, ShapeField } from './change-event-shape.ts';
import type { CompoundField } from './compound-field.ts';
import { avroTypeOf, fieldDoc } from './field-type.ts';

const texts = { type: 'array', items: 'string' } as const;

export const changeTypes = [
  'CREATE',
  'UPDATE',
  'DELETE',
  'UNDELETE',
  'GAP_CREATE',
  'GAP_UPDATE',
  'GAP_DELETE',
  'GAP_UNDELETE',
  'GAP_OVERFLOW',
  'SNAPSHOT',
] as const;

export type ChangeType = (typeof changeTypes)[number];

const header: AvroField = {
  name: 'ChangeEventHeader',
  doc: 'Data:ComplexValueType',
  type: {
    type: 'record',
    name: 'ChangeEventHeader',
    fields: [
      { name: 'entityName', type: 'string' },
      { name: 'recordIds', type: texts },
      { name: 'changeType', type: { type: 'enum', name: 'ChangeType', symbols: changeTypes } },
      { name: 'changeOrigin', type: 'string' },
      { name: 'transactionKey', type: 'string' },
      { name: 'sequenceNumber', type: 'int' },
      { name: 'commitTimestamp', type: 'long' },
      { name: 'commitNumber', type: 'long' },
      { name: 'commitUser', type: 'string' },
      { name: 'nulledFields', type: texts },
      { name: 'diffFields', type: texts },
      { name: 'changedFields', type: texts },
    ],
  },
};

function recordOf(compound: CompoundField): AvroRecord {
  const fields = compound.members.map((member) => nullable(member.name, undefined, avroTypeOf(member.kind)));
  return { type: 'record', name: compound.recordName, fields };
}

/** The first use of a nested record defines it; later uses name it. */
function bodyField(field: ShapeField, defined: Set<string>): AvroField {
  if ('single' in field) return nullable(field.single.name, fieldDoc(field.single), avroTypeOf(field.single.kind));
  const { compound, custom } = field;
  const record: AvroType = defined.has(compound.recordName) ? compound.recordName : recordOf(compound);
  defined.add(compound.recordName);
  const doc = `Data:${compound.recordName}${custom === undefined ? '' : `:${custom.id}`}`;
  return compound.plainField === undefined ? nullable(compound.name, doc, record) : nullable(compound.name, doc, 'string', record);
}

export function changeEventSchema(shape: ChangeEventShape): AvroRecord {
  const defined = new Set<string>();
  const body = shape.fields.map((field) => bodyField(field, defined));
  return { type: 'record', name: shape.entity, namespace: eventNamespace, fields: [header, ...body] };
}
