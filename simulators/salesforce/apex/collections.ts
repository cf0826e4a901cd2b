/**
 * Lists, sets and maps. Sets and maps go through their elements in the order these came in, as the platform does in practice (it promises
 * only that the order is the same each time).
 */
import { equals, hashOf, simpleKey, sum } from './equality.ts';
import type { ApexType } from './types/type.ts';
import { ApexCollection, type Value } from './values.ts';

export class ApexList extends ApexCollection {
  /** `List<String>` */
  override readonly type: ApexType;
  readonly items: Value[];

  constructor(type: ApexType, items: Value[] = []) {
    super();
    this.type = type;
    this.items = items;
  }

  override equalTo(other: Value): boolean {
    if (!(other instanceof ApexList) || other.items.length !== this.items.length) return false;
    return this.items.every((value, index) => equals(value, other.items[index] ?? null));
  }

  override hash(): number {
    return this.items.reduce<number>((hash, value) => (Math.imul(31, hash) + hashOf(value)) | 0, 1);
  }
}

/** Where a collection keeps what a value stands for. Another value is found there while the two are equal. */
type Place = { readonly value: Value };

/**
 * Gives every value the JavaScript value it is found under: most have one that is the same for equal values; records, collections and
 * objects with an `equals` of their own have a place by their hash and then by equality. One that has changed since is not found any more (Apex
 * Developer Guide, "Collections", sObjects in map keys and sets).
 */
class Keys {
  private readonly buckets = new Map<number, Place[]>();

  /** Undefined for a value that has no place. */
  find(value: Value): unknown {
    const simple = simpleKey(value);
    return simple === undefined ? this.buckets.get(hashOf(value))?.find((place) => equals(place.value, value)) : simple;
  }

  findOrMake(value: Value): unknown {
    const known = this.find(value);
    if (known !== undefined) return known;
    const [hash, place] = [hashOf(value), { value }];
    const bucket = this.buckets.get(hash);
    if (bucket === undefined) this.buckets.set(hash, [place]);
    else bucket.push(place);
    return place;
  }

  forget(value: Value): void {
    if (simpleKey(value) !== undefined) return;
    const bucket = this.buckets.get(hashOf(value)) ?? [];
    const at = bucket.findIndex((place) => equals(place.value, value));
    if (at >= 0) bucket.splice(at, 1);
  }

  clear(): void {
    this.buckets.clear();
  }
}

export class ApexSet extends ApexCollection {
  override readonly type: ApexType;
  private readonly keys = new Keys();
  private readonly values = new Map<unknown, Value>();

  constructor(type: ApexType, values: Iterable<Value> = []) {
    super();
    this.type = type;
    for (const value of values) this.add(value);
  }

  get size(): number {
    return this.values.size;
  }

  has(value: Value): boolean {
    return this.values.has(this.keys.find(value));
  }

  /** Returns true when the set did not have it. An equal element that is there stays. */
  add(value: Value): boolean {
    const key = this.keys.findOrMake(value);
    if (this.values.has(key)) return false;
    this.values.set(key, value);
    return true;
  }

  delete(value: Value): boolean {
    const key = this.keys.find(value);
    this.keys.forget(value);
    return this.values.delete(key);
  }

  clear(): void {
    this.keys.clear();
    this.values.clear();
  }

  [Symbol.iterator](): IterableIterator<Value> {
    return this.values.values();
  }

  override equalTo(other: Value): boolean {
    return other instanceof ApexSet && other.size === this.size && [...this].every((value) => other.has(value));
  }

  override hash(): number {
    return sum([...this].map(hashOf));
  }
}

export type MapEntry = { readonly key: Value; value: Value };

export class ApexMap extends ApexCollection {
  override readonly type: ApexType;
  private readonly places = new Keys();
  private readonly held = new Map<unknown, MapEntry>();

  constructor(type: ApexType, entries: Iterable<readonly [Value, Value]> = []) {
    super();
    this.type = type;
    for (const [key, value] of entries) this.set(key, value);
  }

  /** An empty map that finds its keys as this one does. */
  emptied(): ApexMap {
    return new ApexMap(this.type);
  }

  get size(): number {
    return this.held.size;
  }

  has(key: Value): boolean {
    return this.held.has(this.places.find(key));
  }

  /** Null for a key that is not there, as `Map.get` has it. */
  get(key: Value): Value {
    return this.held.get(this.places.find(key))?.value ?? null;
  }

  /** Returns the value it replaces, or null. */
  set(key: Value, value: Value): Value {
    const place = this.places.findOrMake(key);
    const entry = this.held.get(place);
    if (entry === undefined) {
      this.held.set(place, { key, value });
      return null;
    }
    const before = entry.value;
    entry.value = value;
    return before;
  }

  /** Returns the removed value, or null. */
  delete(key: Value): Value {
    const place = this.places.find(key);
    const before = this.held.get(place)?.value ?? null;
    this.places.forget(key);
    this.held.delete(place);
    return before;
  }

  clear(): void {
    this.places.clear();
    this.held.clear();
  }

  entries(): IterableIterator<MapEntry> {
    return this.held.values();
  }

  *keys(): Generator<Value> {
    for (const entry of this.held.values()) yield entry.key;
  }

  *values(): Generator<Value> {
    for (const entry of this.held.values()) yield entry.value;
  }

  override equalTo(other: Value): boolean {
    if (!(other instanceof ApexMap) || other.size !== this.size) return false;
    return [...this.entries()].every(({ key, value }) => other.has(key) && equals(value, other.get(key)));
  }

  override hash(): number {
    return sum([...this.entries()].map(({ key, value }) => hashOf(key) ^ hashOf(value)));
  }
}

/** The keys of a map, as they are at each time: what is taken out of them is taken out of the map. Nothing can be added. */
export class KeySet extends ApexSet {
  private readonly map: ApexMap;

  constructor(type: ApexType, map: ApexMap) {
    super(type);
    this.map = map;
  }

  override get size(): number {
    return this.map.size;
  }

  override has(value: Value): boolean {
    return this.map.has(value);
  }

  override delete(value: Value): boolean {
    const has = this.map.has(value);
    this.map.delete(value);
    return has;
  }

  override clear(): void {
    this.map.clear();
  }

  override [Symbol.iterator](): IterableIterator<Value> {
    return this.map.keys();
  }
}
