/** Record types of the source. Source: the RecordType page of the Metadata API guide. */
import { to18 } from '../storage/record-id.ts';
import { stableId } from './field-id.ts';
import { referenceField } from './field-parts.ts';
import type { OrgObject, RecordType } from './model.ts';
import type { XmlElement } from './xml.ts';

/** The record type of records without one. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

export type RecordTypeSource = { readonly object: string; readonly name: string; readonly root: XmlElement };

function readRecordType({ object, name, root }: RecordTypeSource): RecordType {
  return {
    id: to18(stableId('012', `${object}.${name}`)),
    developerName: name,
    label: root.text('label') ?? name,
    description: root.text('description') ?? null,
    active: root.text('active') !== 'false',
    picklists: new Map(root.children('picklistValues').map((field) => [field.text('picklist') ?? '', readValues(field)])),
  };
}

function readValues(field: XmlElement): { readonly values: readonly string[]; readonly initial: string | null } {
  // Values are URL-encoded in the source: `Customer %2D Direct`.
  const values = field
    .children('values')
    .map((value) => ({ name: decodeURIComponent(value.text('fullName') ?? ''), initial: value.flag('default') }));
  return { values: values.map(({ name }) => name), initial: values.find(({ initial }) => initial)?.name ?? null };
}

/** Gives the objects their record types, and with them the field that names one. */
export function withRecordTypes(objects: ReadonlyMap<string, OrgObject>, sources: readonly RecordTypeSource[]): Map<string, OrgObject> {
  const types = Map.groupBy(sources, ({ object }) => object);
  return new Map(
    [...objects].map(([name, object]) => {
      const own = types.get(name)?.map(readRecordType);
      if (own === undefined) return [name, object];
      const field = referenceField('RecordTypeId', ['RecordType'], { label: 'Record Type ID' })(name);
      return [name, { ...object, recordTypes: own, fields: [...object.fields, field] }];
    }),
  );
}
