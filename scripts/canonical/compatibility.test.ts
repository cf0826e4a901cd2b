import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CONTRACTS } from '../../canonical/contracts.ts';
import type { ContractUse } from '../../canonical/contracts.ts';
import { baselineOf, incompatibilities } from './compatibility.ts';

const Sized = z.strictObject({ size: z.int() }).meta({ id: 'Sized' });
const SizedText = z.strictObject({ size: z.string() }).meta({ id: 'Sized' });
const card = z.strictObject({ by: z.literal('card'), last4: z.string() });
const cash = z.strictObject({ by: z.literal('cash') });

/** What the check says of one contract that was published in the first form and now has the second. */
function judge(use: ContractUse, before: z.ZodType, after: z.ZodType): readonly string[] {
  return incompatibilities(baselineOf({ Thing: { schema: before, use } }), { Thing: { schema: after, use } });
}

const object = (shape: z.core.$ZodLooseShape): z.ZodType => z.strictObject(shape);
const fresh = (schema: () => z.ZodType): [z.ZodType, z.ZodType] => [schema(), schema()];

type Change = readonly [change: string, before: z.ZodType, after: z.ZodType, told: string];

const BREAKS_CALLERS: readonly Change[] = [
  [
    'a property removed',
    object({ a: z.string(), b: z.string().optional() }),
    object({ a: z.string() }),
    'Thing (input): property removed: "b"',
  ],
  ['a new property required', object({ a: z.string() }), object({ a: z.string(), b: z.string() }), 'Thing (input): required added: "b"'],
  [
    'an optional property made required',
    object({ a: z.string().optional() }),
    object({ a: z.string() }),
    'Thing (input): required added: "a"',
  ],
  ['a type exchanged', object({ a: z.string() }), object({ a: z.boolean() }), 'Thing/a (input): type narrowed: "string"'],
  ['any type narrowed to one', object({ a: z.unknown() }), object({ a: z.string() }), 'Thing/a (input): type narrowed: string'],
  [
    'fractions no longer taken',
    object({ a: z.number() }),
    object({ a: z.int().min(-5).max(5) }),
    'Thing/a (input): type narrowed: "number"',
  ],
  ['null no longer taken', object({ a: z.string().nullable() }), object({ a: z.string() }), 'Thing/a (input): type narrowed: "null"'],
  ['a word removed', object({ a: z.enum(['X', 'Y']) }), object({ a: z.enum(['X']) }), 'Thing/a (input): words removed: "Y"'],
  ['free text narrowed to words', object({ a: z.string() }), object({ a: z.enum(['X']) }), 'Thing/a (input): words removed: all but "X"'],
  ['a minimum raised', object({ a: z.int().min(0) }), object({ a: z.int().min(1) }), 'Thing/a (input): bound tightened: minimum 0 -> 1'],
  ['a maximum lowered', object({ a: z.int().max(9) }), object({ a: z.int().max(8) }), 'Thing/a (input): bound tightened: maximum 9 -> 8'],
  [
    'a length limited',
    object({ a: z.string() }),
    object({ a: z.string().max(9) }),
    'Thing/a (input): bound tightened: maxLength none -> 9',
  ],
  [
    'a list limited',
    object({ a: z.array(z.int()) }),
    object({ a: z.array(z.int()).max(2) }),
    'Thing/a (input): bound tightened: maxItems none -> 2',
  ],
  [
    'an alphabet set',
    object({ a: z.string() }),
    object({ a: z.string().regex(/^A/) }),
    'Thing/a (input): pattern changed: pattern none -> "^A"',
  ],
  [
    'a default exchanged',
    object({ a: z.int().default(1) }),
    object({ a: z.int().default(2) }),
    'Thing/a (input): default changed: default 1 -> 2',
  ],
  [
    'unknown properties no longer borne',
    z.looseObject({ a: z.int() }),
    object({ a: z.int() }),
    'Thing (input): closed: unknown properties are refused',
  ],
  ['an alternative removed', z.union([card, cash]), z.union([cash]), 'Thing (input): alternative removed: "by=\\"card\\""'],
  [
    'a change inside an alternative',
    z.union([card, cash]),
    z.union([card.extend({ pin: z.string() }), cash]),
    'Thing[by="card"] (input): required added: "pin"',
  ],
  [
    'a change inside a list',
    object({ a: z.array(z.int().min(0)) }),
    object({ a: z.array(z.int().min(1)) }),
    'Thing/a/* (input): bound tightened',
  ],
  ['a change behind a name', object({ a: Sized }), object({ a: SizedText }), 'Thing/a/size (input): type narrowed: "integer"'],
];

const BREAKS_READERS: readonly Change[] = [
  ['a property removed', object({ a: z.string(), b: z.string() }), object({ a: z.string() }), 'Thing (output): property removed: "b"'],
  [
    'a property no longer promised',
    object({ a: z.string() }),
    object({ a: z.string().optional() }),
    'Thing (output): required removed: "a"',
  ],
  ['a type widened', object({ a: z.int() }), object({ a: z.number() }), 'Thing/a (output): type widened: "number"'],
  ['a type given up', object({ a: z.int() }), object({ a: z.unknown() }), 'Thing/a (output): type widened: any type'],
  ['a type narrowed', object({ a: z.number() }), object({ a: z.int() }), 'Thing/a (output): type narrowed: "number"'],
  ['null added', object({ a: z.string() }), object({ a: z.string().nullable() }), 'Thing/a (output): '],
  ['a word removed', object({ a: z.enum(['X', 'Y']) }), object({ a: z.enum(['X']) }), 'Thing/a (output): words removed: "Y"'],
  [
    'more room than readers made',
    object({ a: z.string().max(9) }),
    object({ a: z.string().max(10) }),
    'Thing/a (output): bound loosened: maxLength 9 -> 10',
  ],
  ['an alternative added', z.union([cash]), z.union([card, cash]), 'Thing (output): alternative added: "by=\\"card\\""'],
];

type Harmless = readonly [change: string, before: z.ZodType, after: z.ZodType];

const SPARES_CALLERS: readonly Harmless[] = [
  [
    'nothing',
    ...fresh(() =>
      object({ a: z.string().max(9), b: z.array(Sized), c: z.union([card, cash]), d: z.record(z.string(), z.int()), e: z.unknown() }),
    ),
  ],
  ['an optional property added', object({ a: z.string() }), object({ a: z.string(), b: z.string().optional() })],
  ['a property with a default added', object({ a: z.string() }), object({ a: z.string(), b: z.int().default(1) })],
  ['a required property made optional', object({ a: z.string() }), object({ a: z.string().optional() })],
  ['a word added', object({ a: z.enum(['X']) }), object({ a: z.enum(['X', 'Y']) })],
  ['words widened to free text', object({ a: z.enum(['X']) }), object({ a: z.string() })],
  ['bounds loosened', object({ a: z.string().max(9), b: z.int().min(1) }), object({ a: z.string().max(10), b: z.int().min(0) })],
  ['a type widened', object({ a: z.int() }), object({ a: z.number() })],
  ['an alternative added', z.union([cash]), z.union([card, cash])],
  ['null taken for a thing with a name', object({ a: Sized }), object({ a: Sized.nullable() })],
  ['a type beside the only one', z.array(z.int()), z.union([Sized, z.array(z.int())])],
  ['unknown properties borne', object({ a: z.int() }), z.looseObject({ a: z.int() })],
  ['a description exchanged', object({ a: z.int().describe('old') }), object({ a: z.int().describe('new') })],
];

const SPARES_READERS: readonly Harmless[] = [
  ['a property added', object({ a: z.string() }), object({ a: z.string(), b: z.string() })],
  ['an optional property promised', object({ a: z.string().optional() }), object({ a: z.string() })],
  ['a word added', object({ a: z.enum(['X']) }), object({ a: z.enum(['X', 'Y']) })],
  ['a bound tightened', object({ a: z.string().max(9) }), object({ a: z.string().max(8) })],
];

describe('a change of what others send', () => {
  it.each(BREAKS_CALLERS)('breaks callers: %s', (_change, before, after, told) => {
    expect(judge('received', before, after)).toContainEqual(expect.stringContaining(told));
  });

  it.each(SPARES_CALLERS)('spares callers: %s', (_change, before, after) => {
    expect(judge('received', before, after)).toEqual([]);
  });
});

describe('a change of what others read', () => {
  it.each(BREAKS_READERS)('breaks readers: %s', (_change, before, after, told) => {
    expect(judge('sent', before, after)).toContainEqual(expect.stringContaining(told));
  });

  it.each(SPARES_READERS)('spares readers: %s', (_change, before, after) => {
    expect(judge('sent', before, after)).toEqual([]);
  });
});

describe('a change of what the broker keeps', () => {
  it('may break neither an older record nor an older broker', () => {
    expect(judge('kept', object({ a: z.string().max(9) }), object({ a: z.string().max(8) }))).toEqual([
      'Thing/a (input): bound tightened: maxLength 9 -> 8',
    ]);
    expect(judge('kept', object({ a: z.string().max(9) }), object({ a: z.string().max(10) }))).toEqual([
      'Thing/a (output): bound loosened: maxLength 9 -> 10',
    ]);
  });

  it('may add a property with a default', () => {
    expect(judge('kept', object({ a: z.int() }), object({ a: z.int(), b: z.int().default(0) }))).toEqual([]);
  });
});

describe('the check', () => {
  it('names a contract that is gone, and one whose use has turned', () => {
    const published = baselineOf({ Thing: { schema: z.strictObject({}), use: 'received' } });
    expect(incompatibilities(published, {})).toEqual(['Thing: no longer accepted from others']);
    expect(incompatibilities(published, { Thing: { schema: z.strictObject({}), use: 'sent' } })).toEqual([
      'Thing: no longer accepted from others',
    ]);
    expect(incompatibilities(baselineOf({ Thing: { schema: z.strictObject({}), use: 'sent' } }), {})).toEqual([
      'Thing: no longer sent to others',
    ]);
  });

  it('lists every break at once', () => {
    expect(judge('received', object({ a: z.string(), b: z.int().min(0) }), object({ b: z.int().min(1), c: z.string() }))).toHaveLength(3);
  });

  it('lets a new contract come, and finds the present ones compatible with themselves', () => {
    expect(incompatibilities({}, CONTRACTS)).toEqual([]);
    expect(incompatibilities(baselineOf(CONTRACTS), CONTRACTS)).toEqual([]);
  });
});
