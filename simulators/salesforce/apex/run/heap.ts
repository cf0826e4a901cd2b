/**
 * How much of its heap a run of Apex holds, as an estimate. What is made is only counted, because that costs next to nothing. When the count comes to the
 * limit, what is still held is looked through: all that static variables reach, and what is made or grows at that moment. What local variables alone hold elsewhere
 * is not seen, so the estimate errs on the side of the code. Source: Apex Developer Guide, "Execution Governors and Limits"; sizes: public measurements.
 */
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import { ApexBlob, ApexObject, ApexSObject, PlatformObject, type Value } from '../values.ts';

export type Heap = {
  /** Bytes that were held when it was last looked through. */
  held: number;
  /** Bytes made since. */
  made: number;
  /** Bytes made since a collection was looked through: it may be what holds them. */
  unseen: number;
  /** So many may be made until the next look. */
  room: number;
};

export const makeHeap = (limit: number): Heap => ({ held: 0, made: 0, unseen: 0, room: limit });

/** Bytes of a reference to a value, and of a value without parts. */
const [REFERENCE, SCALAR, OBJECT] = [4, 4, 16];

/** Bytes of one element more, what it refers to left out. */
export function elementSize(value: Value): number {
  if (typeof value === 'string') return REFERENCE + value.length;
  return typeof value === 'object' ? REFERENCE : REFERENCE + SCALAR;
}

/** A look costs time, so the next one waits for a good part of the limit. */
const SMALLEST_ROOM = 1 / 16;

/** Counts what is made; true when it is time to look. `grows` tells that a collection holds it. */
export function make(heap: Heap, bytes: number, grows: boolean): boolean {
  heap.made += bytes;
  heap.unseen += bytes;
  return (grows ? heap.unseen : heap.made) > heap.room;
}

/** Begins to count anew after a look that found so many bytes. */
export function looked(heap: Heap, limit: number, held: number): void {
  heap.held = held;
  heap.made = 0;
  heap.room = Math.max(limit - held, limit * SMALLEST_ROOM);
}

/** Bytes of all that the values reach, each counted once; stops beyond `enough`. */
export function reachableSize(roots: readonly Value[], enough: number): number {
  const seen = new Set<unknown>();
  const waiting = [...roots];
  let size = 0;
  while (waiting.length > 0 && size <= enough) {
    const value = waiting.pop() ?? null;
    size += REFERENCE;
    if (value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'object') size += SCALAR;
    else if (!seen.has(value)) {
      seen.add(value);
      size += ownSize(value, waiting);
    }
  }
  return size;
}

const SAMPLE = 16;

/** Bytes of a list of records, after a look at a few of them. */
export function recordsSize({ items }: ApexList): number {
  const step = Math.ceil(items.length / SAMPLE);
  const sample = items.filter((_, index) => index % step === 0);
  return sample.length === 0 ? 0 : Math.round((reachableSize(sample, Number.MAX_SAFE_INTEGER) / sample.length) * items.length);
}

/** Bytes of the value itself; what it refers to is put with the `waiting`. */
function ownSize(value: NonNullable<Value> & (string | object), waiting: Value[]): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof ApexBlob) return value.bytes.length;
  const before = waiting.length;
  if (value instanceof PlatformObject) return OBJECT + stateSize(value.state);
  for (const part of partsOf(value)) waiting.push(part);
  return waiting.length > before ? OBJECT : SCALAR;
}

function partsOf(value: object): Iterable<Value> {
  if (value instanceof ApexList) return value.items;
  if (value instanceof ApexSet) return value;
  if (value instanceof ApexMap) return [...value.entries()].flatMap(({ key, value: held }) => [key, held]);
  if (value instanceof ApexSObject) return value.fields.values();
  return value instanceof ApexObject ? fieldsOf(value) : [];
}

/** Of static variables too, which lie under the same names. */
export function fieldsOf(holder: object): Value[] {
  return Object.entries(holder).flatMap(([name, value]) => (name.startsWith('f_') ? [value as Value] : []));
}

/** Texts and bytes that an instance of a platform class keeps. */
function stateSize(state: unknown): number {
  if (typeof state !== 'object' || state === null) return 0;
  return Object.values(state).reduce<number>((size, held) => size + (isText(held) ? held.length : 0), 0);
}

const isText = (held: unknown): held is { readonly length: number } => typeof held === 'string' || held instanceof Uint8Array;
