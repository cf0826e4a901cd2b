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

/**
 * Gives every value the JavaScript value it is found under: most have one that is the same for equal values; records, collections and
 * objects with an `equals` of their own go by their hash and then by equality.
 */
class Keys {
  private readonly buckets = new Map<number, Value[]>();

  of(value: Value): unknown {
    const simple = simpleKey(value);
    if (simple !== undefined) return simple;
    const hash = hashOf(value);
    const bucket = this.buckets.get(hash);
    const known = bucket?.find((other) => equals(other, value));
    if (known !== undefined) return known;
    if (bucket === undefined) this.buckets.set(hash, [value]);
    else bucket.push(value);
    return value;
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
    return this.values.has(this.keys.of(value));
  }

  /** Returns true when the set did not have it. An equal element that is there stays. */
  add(value: Value): boolean {
    const key = this.keys.of(value);
    if (this.values.has(key)) return false;
    this.values.set(key, value);
    return true;
  }

  delete(value: Value): boolean {
    return this.values.delete(this.keys.of(value));
  }

  clear(): void {
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
    return this.held.has(this.places.of(key));
  }

  /** Null for a key that is not there, as `Map.get` has it. */
  get(key: Value): Value {
    return this.held.get(this.places.of(key))?.value ?? null;
  }

  /** Returns the value it replaces, or null. */
  set(key: Value, value: Value): Value {
    const place = this.places.of(key);
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
    const place = this.places.of(key);
    const before = this.held.get(place)?.value ?? null;
    this.held.delete(place);
    return before;
  }

  clear(): void {
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
