/** Source: Apex Reference Guide, "Map Class". */
import { ApexList, ApexMap, KeySet } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { equals } from '../../equality.ts';
import { listOf, OBJECT, setOf, type ApexType } from '../../types/type.ts';
import { ApexSObject, type Value } from '../../values.ts';
import { platformClass } from '../native.ts';
import { objectToken } from '../schema/tokens.ts';
import { cloneRecord } from '../sobject-clone.ts';
import { filled, grown } from './growth.ts';

const keyType = (type: ApexType): ApexType => type.args[0] ?? OBJECT;
const valueType = (type: ApexType): ApexType => type.args[1] ?? OBJECT;

const idOf = (item: Value): Value => (item instanceof ApexSObject ? (item.fields.get('Id') ?? null) : null);

/** Records under their ids: the last of an id stays, as public packages rely on. */
function putRecords(context: ApexContext, map: ApexMap, { items }: ApexList): void {
  for (const item of items) map.set(idOf(item), item);
  filled(context, map, items.length);
}

/** A new map takes each record once, and none without an id. */
function checkIds(context: ApexContext, { items }: ApexList): void {
  const seen = new Set<Value>();
  items.forEach((item, row) => {
    const id = idOf(item);
    if (id === null) context.fail('ListException', `Row with null Id at index: ${row}`);
    if (seen.has(id)) context.fail('ListException', `Row with duplicate Id at index: ${row}`);
    seen.add(id);
  });
}

function putAll(context: ApexContext, map: ApexMap, from: ApexMap): void {
  for (const { key, value } of [...from.entries()]) map.set(key, value);
  filled(context, map, from.size);
}

function copyOf(context: ApexContext, type: ApexType, from: ApexMap): ApexMap {
  const copy = new ApexMap(type);
  putAll(context, copy, from);
  return copy;
}

function deepClone(context: ApexContext, map: ApexMap): ApexMap {
  context.charge(map.size);
  const all = { id: true, stamps: true, autonumber: true, deep: true };
  const copied = (value: Value): Value => (value instanceof ApexSObject ? cloneRecord(context, value, all) : value);
  return new ApexMap(
    map.type,
    [...map.entries()].map(({ key, value }) => [copied(key), copied(value)] as const),
  );
}

/** Under the ids of a list of records; other lists have none. */
function recordsById(context: ApexContext, type: ApexType, records: ApexList): ApexMap {
  const map = new ApexMap(type);
  checkIds(context, records);
  putRecords(context, map, records);
  return map;
}

export const mapClass = platformClass('Map<K, V>', {
  'Map()': (_, type: ApexType) => new ApexMap(type),
  'Map(Map<K, V> mapToCopy)': copyOf,
  'Map(List<V> recordList)': recordsById,
  'void clear()': (_, self: ApexMap) => self.clear(),
  'Map<K, V> clone()': (context, self: ApexMap) => copyOf(context, self.type, self),
  'Map<K, V> deepClone()': deepClone,
  'Boolean containsKey(K? key)': (_, self: ApexMap, key: Value) => self.has(key),
  'Boolean equals(Object? map2)': (_, self: ApexMap, other: Value) => equals(self, other),
  'V get(K? key)': (_, self: ApexMap, key: Value) => self.get(key),
  'Integer hashCode()': (_, self: ApexMap) => self.hash(),
  'Boolean isEmpty()': (_, self: ApexMap) => self.size === 0,
  'Set<K> keySet()': (_, self: ApexMap) => new KeySet(setOf(keyType(self.type)), self),
  'List<V> values()': (context, self: ApexMap) => {
    const values = new ApexList(listOf(valueType(self.type)), [...self.values()]);
    return filled(context, values, self.size);
  },
  'V put(K? key, V? value)': (context, self: ApexMap, key: Value, value: Value) => {
    const before = self.set(key, value);
    grown(context, self, value);
    return before;
  },
  'void putAll(Map<K, V> fromMap)': putAll,
  'void putAll(List<V> sobjectArray)': putRecords,
  'V remove(K? key)': (_, self: ApexMap, key: Value) => self.delete(key),
  'Integer size()': (_, self: ApexMap) => self.size,
  'String toString()': (context, self: ApexMap) => context.text(self),
  'Schema.SObjectType getSObjectType()': (context, self: ApexMap) => objectToken(context, valueType(self.type).base),
});
