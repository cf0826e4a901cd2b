/** Copies of records. Source: Apex Reference Guide, "SObject Class" (clone) and "List Class" (deepClone). */
import type { ApexContext } from '../context.ts';
import { ApexSObject, type Value } from '../values.ts';

export type Keep = {
  readonly id: boolean;
  /** Who made and changed it, and when. */
  readonly stamps: boolean;
  readonly autonumber: boolean;
  /** Parents and children are copied too, not shared. */
  readonly deep: boolean;
};

const STAMPS = new Set(['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp']);

export function cloneRecord(context: ApexContext, record: ApexSObject, keep: Keep): ApexSObject {
  const { metadata } = context.org;
  context.charge(1);
  const object = metadata.object(record.type.base);
  const kept = (name: string): boolean => {
    if (name === 'Id') return keep.id;
    if (STAMPS.has(name)) return keep.stamps;
    return keep.autonumber || object === undefined || metadata.field(object, name)?.kind !== 'autonumber';
  };
  const copied = (value: Value): Value => (keep.deep && value instanceof ApexSObject ? cloneRecord(context, value, keep) : value);
  const fields = [...record.fields].filter(([name]) => kept(name)).map(([name, value]) => [name, copied(value)] as const);
  const copy = new ApexSObject(record.type, new Map(fields), record.selected);
  // Without its id it is a new record: an insert writes all that may be written.
  const writable = (name: string): boolean => object === undefined || metadata.field(object, name)?.createable !== false;
  for (const [name] of fields) if ((!keep.id && writable(name)) || record.changed.has(name)) copy.changed.add(name);
  return copy;
}
