/**
 * How Apex values are represented while Apex runs. Every value says its own type, so that `instanceof`, casts from Object and JSON work:
 *
 * | Apex | here |
 * |---|---|
 * | null | `null` |
 * | Boolean, String | `boolean`, `string` |
 * | Id | `string`, always of 18 characters (on the platform too an Id in an Object is a String and the other way round) |
 * | Integer | `number`, a whole one of 32 bits |
 * | Long | `bigint` of 64 bits |
 * | Decimal, Double | `ApexDecimal`, `ApexDouble` |
 * | Date, Datetime, Time, Blob | classes of their own |
 * | List, Set, Map | `ApexList`, `ApexSet`, `ApexMap` (collections.ts) |
 * | sObjects | `ApexSObject` |
 * | enums | one `ApexEnum` a constant, compared by identity |
 * | instances of the package's classes, and exceptions | `ApexObject`, whose methods the compiler puts on the prototype |
 * | instances of platform classes | `PlatformObject` with the state the library gives it |
 *
 * Values of Apex's immutable types are never changed here either.
 */
import type { ApexType } from './types/type.ts';

export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | ApexDecimal
  | ApexDouble
  | ApexDate
  | ApexDatetime
  | ApexTime
  | ApexBlob
  | ApexEnum
  | ApexCollection
  | ApexSObject
  | ApexObject
  | PlatformObject;

/** Numbers of more digits take longer than any limit on statements foresees. */
export const MOST_DIGITS = 100_000;
const TOO_LARGE = 10n ** BigInt(MOST_DIGITS);
const TOO_SMALL = -TOO_LARGE;

/** `unscaled × 10^-scale`, as java.math.BigDecimal. Arithmetic: decimal.ts. */
export class ApexDecimal {
  readonly unscaled: bigint;
  readonly scale: number;

  /** Throws RangeError for a number that no heap holds. */
  constructor(unscaled: bigint, scale: number) {
    if (scale > MOST_DIGITS || unscaled >= TOO_LARGE || unscaled <= TOO_SMALL) throw new RangeError('BigInt size of a Decimal');
    this.unscaled = unscaled;
    this.scale = scale;
  }
}

export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** JavaScript's calendar ends 100,000,000 days from 1970-01-01; a few are left for what time zones add. */
const MOST_DAYS = 99_999_900;
const MOST_MS = MOST_DAYS * 86_400_000;

function bounded(value: number, most: number): number {
  if (!(Math.abs(value) <= most)) throw new RangeError('Date beyond the calendar');
  return value;
}

export class ApexDate {
  /** Days since 1970-01-01. */
  readonly days: number;

  /** Throws RangeError for a day that the calendar does not reach. */
  constructor(days: number) {
    this.days = bounded(days, MOST_DAYS);
  }
}

export class ApexDatetime {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly ms: number;

  /** Throws RangeError for a time that the calendar does not reach. */
  constructor(ms: number) {
    this.ms = bounded(ms, MOST_MS);
  }
}

export class ApexTime {
  /** Milliseconds since midnight. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

export class ApexBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class ApexEnum {
  readonly type: ApexType;
  readonly name: string;
  readonly ordinal: number;

  constructor(type: ApexType, name: string, ordinal: number) {
    this.type = type;
    this.name = name;
    this.ordinal = ordinal;
  }
}

/** Lists, sets and maps, which know how to compare themselves. */
export abstract class ApexCollection {
  abstract readonly type: ApexType;
  abstract equalTo(other: Value): boolean;
  abstract hash(): number;
}

/** A record in memory. Parents lie under their relationship name (`Order__r`), children as a list under theirs. */
export class ApexSObject {
  readonly type: ApexType;
  /** What was set or selected, by the names the describe has. */
  readonly fields: Map<string, Value>;
  /** Where it came from: a selected record refuses fields the query did not name. */
  readonly selected: boolean;
  /** Fields that were assigned since it was made, selected or saved: an update writes only these. */
  readonly changed = new Set<string>();
  /** A record of an after trigger, or a deleted one: it cannot be changed. */
  readOnly = false;
  /** Its options cut texts that are too long when it is saved. */
  truncates = false;
  /** What `addError` left; the save reads it. */
  errors: RecordError[] = [];

  constructor(type: ApexType, fields: Map<string, Value> = new Map<string, Value>(), selected = false) {
    this.type = type;
    this.fields = fields;
    this.selected = selected;
  }
}

export type RecordError = { readonly message: string; readonly field: string | undefined };

/**
 * Base of the classes the compiler makes. A method is found under its slot: the name in lower case, `$`, the number of its parameters
 * (`compareto$1`).
 */
export class ApexObject {
  /** The class, set on the prototype by the compiler. */
  declare readonly type: ApexType;
  /** Made by Test.createStub. */
  declare readonly isStub?: true;
  [member: string]: unknown;
}

/** An instance of a platform class; `key` makes two with the same key equal, without it each is only equal to itself. */
export class PlatformObject<State = unknown> {
  readonly type: ApexType;
  readonly state: State;
  readonly key: string | undefined;
  /** What `String.valueOf` gives; the key, or the type, when left out. */
  readonly text: string;

  constructor(type: ApexType, state: State, key?: string, text?: string) {
    this.type = type;
    this.state = state;
    this.key = key;
    this.text = text ?? key ?? type.name;
  }
}
