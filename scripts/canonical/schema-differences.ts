/**
 * What differs between two JSON Schemas, without judging it. Knows the words that our contracts use: types, enums,
 * constants, bounds, patterns, objects, arrays, unions and references.
 */
import type { JsonSchema } from './json-schemas.ts';

export type DifferenceKind =
  | 'property-added'
  | 'property-removed'
  | 'required-added'
  | 'required-removed'
  | 'type-narrowed'
  | 'type-widened'
  | 'words-removed'
  | 'words-added'
  | 'bound-tightened'
  | 'bound-loosened'
  | 'pattern-changed'
  | 'default-changed'
  | 'closed'
  | 'opened'
  | 'alternative-added'
  | 'alternative-removed';

export type Difference = { readonly path: string; readonly kind: DifferenceKind; readonly detail: string };

/** A schema and the definitions its references point into. */
type Side = { readonly schema: JsonSchema; readonly root: JsonSchema };
type Pair = { readonly path: string; readonly before: Side; readonly after: Side };

const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;
const SHAPES = ['pattern', 'format'] as const;

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function resolve({ schema, root }: Side): Side {
  if (schema.$ref === undefined) return { schema, root };
  const { $ref, ...beside } = schema;
  return resolve({ schema: { ...root.$defs?.[nameOf($ref)], ...beside }, root });
}

/** Types a value may have; an integer is a number too. */
function typesOf(schema: JsonSchema): ReadonlySet<string> {
  const types = [schema.type ?? []].flat() as string[];
  return new Set(types.includes('number') ? [...types, 'integer'] : types);
}

function wordsOf(schema: JsonSchema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function show(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function sets(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  kinds: readonly [DifferenceKind, DifferenceKind],
): Difference[] {
  const [removed, added] = [before.filter((item) => !after.includes(item)), after.filter((item) => !before.includes(item))];
  return [
    ...(removed.length > 0 ? [{ path, kind: kinds[0], detail: removed.map(show).join(', ') }] : []),
    ...(added.length > 0 ? [{ path, kind: kinds[1], detail: added.map(show).join(', ') }] : []),
  ];
}

function types({ path, before, after }: Pair): Difference[] {
  const [old, now] = [typesOf(before.schema), typesOf(after.schema)];
  if (old.size === 0 && now.size === 0) return [];
  if (old.size === 0) return [{ path, kind: 'type-narrowed', detail: [...now].join(', ') }];
  if (now.size === 0) return [{ path, kind: 'type-widened', detail: 'any type' }];
  return sets(path, [...old], [...now], ['type-narrowed', 'type-widened']);
}

function words({ path, before, after }: Pair): Difference[] {
  const [old, now] = [wordsOf(before.schema), wordsOf(after.schema)];
  if (old === undefined) return now === undefined ? [] : [{ path, kind: 'words-removed', detail: `all but ${now.map(show).join(', ')}` }];
  if (now === undefined) return [{ path, kind: 'words-added', detail: 'any word' }];
  return sets(path, old, now, ['words-removed', 'words-added']);
}

function bounds({ path, before, after }: Pair): Difference[] {
  const changed = (name: string, none: number): Difference[] => {
    const [old, now] = [before.schema[name], after.schema[name]];
    if (old === now) return [];
    const rose = ((now ?? none) as number) > ((old ?? none) as number);
    const kind = rose === none < 0 ? 'bound-tightened' : 'bound-loosened';
    return [{ path, kind, detail: `${name} ${show(old)} -> ${show(now)}` }];
  };
  return [...LOWER_BOUNDS.flatMap((name) => changed(name, -Infinity)), ...UPPER_BOUNDS.flatMap((name) => changed(name, Infinity))];
}

function shapes({ path, before, after }: Pair): Difference[] {
  const changed = (name: string, kind: DifferenceKind): Difference[] => {
    const [old, now] = [show(before.schema[name]), show(after.schema[name])];
    return old === now ? [] : [{ path, kind, detail: `${name} ${old} -> ${now}` }];
  };
  return [...SHAPES.flatMap((name) => changed(name, 'pattern-changed')), ...changed('default', 'default-changed')];
}

function openness({ path, before, after }: Pair): Difference[] {
  const [old, now] = [before.schema.additionalProperties === false, after.schema.additionalProperties === false];
  if (old === now) return [];
  return [{ path, kind: now ? 'closed' : 'opened', detail: now ? 'unknown properties are refused' : 'unknown properties are let through' }];
}

function properties({ path, before, after }: Pair): Difference[] {
  const [old, now] = [before.schema.properties ?? {}, after.schema.properties ?? {}];
  const shared = Object.keys(old).filter((name) => Object.hasOwn(now, name));
  return [
    ...sets(path, Object.keys(old), Object.keys(now), ['property-removed', 'property-added']),
    ...sets(path, before.schema.required ?? [], after.schema.required ?? [], ['required-removed', 'required-added']),
    ...shared.flatMap((name) =>
      compare(
        `${path}/${name}`,
        { schema: old[name] as JsonSchema, root: before.root },
        { schema: now[name] as JsonSchema, root: after.root },
      ),
    ),
  ];
}

function items({ path, before, after }: Pair): Difference[] {
  const [old, now] = [before.schema.items, after.schema.items];
  if (old === undefined || now === undefined) return [];
  return compare(`${path}/*`, { schema: old as JsonSchema, root: before.root }, { schema: now as JsonSchema, root: after.root });
}

/** What tells an alternative of a union from the others: its constant properties, its name, or its type. */
function labelOf(schema: JsonSchema, root: JsonSchema): string {
  const resolved = resolve({ schema, root }).schema;
  const constants = Object.entries(resolved.properties ?? {}).flatMap(([name, property]) => {
    const value = (property as JsonSchema).const;
    return value === undefined ? [] : [`${name}=${show(value)}`];
  });
  if (constants.length > 0) return constants.join(' ');
  return schema.$ref === undefined ? show(resolved.type) : nameOf(schema.$ref);
}

function optionsOf(side: Side): readonly JsonSchema[] | undefined {
  const { oneOf, anyOf } = resolve(side).schema;
  return oneOf ?? anyOf;
}

/** The alternatives of a side by label. A schema that is no union is an only alternative. */
function alternatives(side: Side): ReadonlyMap<string, Side> {
  const options = optionsOf(side) ?? [side.schema];
  return new Map(options.map((schema) => [labelOf(schema, side.root), { schema, root: side.root }]));
}

function unions(path: string, before: Side, after: Side): Difference[] {
  const [old, now] = [alternatives(before), alternatives(after)];
  const inside = [...old].flatMap(([label, side]) => {
    const other = now.get(label);
    return other ? compare(`${path}[${label}]`, side, other) : [];
  });
  return [...sets(path, [...old.keys()], [...now.keys()], ['alternative-removed', 'alternative-added']), ...inside];
}

const ASPECTS = [types, words, bounds, shapes, openness, properties, items];

function compare(path: string, before: Side, after: Side): Difference[] {
  if (optionsOf(before) ?? optionsOf(after)) return unions(path, before, after);
  const pair = { path, before: resolve(before), after: resolve(after) };
  return ASPECTS.flatMap((aspect) => aspect(pair));
}

/** Every difference, from the first schema to the second. Paths name properties, `*` the items of a list. */
export function schemaDifferences(before: JsonSchema, after: JsonSchema): readonly Difference[] {
  return compare('', { schema: before, root: before }, { schema: after, root: after });
}
