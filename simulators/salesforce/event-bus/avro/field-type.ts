/**
 * How a field of the org appears in an event schema: its Avro type and the doc string `<role>:<type>[:<field id>]`, as
 * captured from real orgs.
 */
import type { FieldKind, OrgField } from '../../metadata/model.ts';

type Appearance = { readonly avro: string; readonly doc: string };

const text = (doc: string): Appearance => ({ avro: 'string', doc });

const appearances: Readonly<Record<FieldKind, Appearance>> = {
  id: text('EntityId'),
  string: text('Text'),
  textarea: text('StringPlusClob'),
  picklist: text('DynamicEnum'),
  multipicklist: text('MultiEnum'),
  email: text('Email'),
  phone: text('Phone'),
  url: text('Url'),
  reference: text('EntityId'),
  autonumber: text('Text'),
  encrypted: text('EncryptedText'),
  base64: text('Blob'),
  boolean: { avro: 'boolean', doc: 'Boolean' },
  int: { avro: 'int', doc: 'Integer' },
  double: { avro: 'double', doc: 'Double' },
  currency: { avro: 'double', doc: 'Currency' },
  percent: { avro: 'double', doc: 'Percent' },
  date: { avro: 'long', doc: 'DateOnly' },
  datetime: { avro: 'long', doc: 'DateTime' },
  time: { avro: 'long', doc: 'TimeOnly' },
};

/** Longest text area the platform keeps as plain text. */
const longestTextArea = 255;

export function avroTypeOf(kind: FieldKind): string {
  return appearances[kind].avro;
}

function docType(field: OrgField): string {
  if (field.kind === 'textarea' && (field.length ?? 0) <= longestTextArea) return 'Text';
  return appearances[field.kind].doc;
}

function role(field: OrgField): string {
  if (field.name === 'CreatedDate') return 'CreatedDate';
  return field.kind === 'reference' || field.kind === 'id' ? 'ForeignKey' : 'Data';
}

/** The doc string of a field. */
export function fieldDoc(field: OrgField): string {
  const id = field.custom ? `:${field.id}` : '';
  return `${role(field)}:${docType(field)}${id}`;
}
