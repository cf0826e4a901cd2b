/** Compiles a WHERE clause into a test of one record, with SOQL's comparison rules: text ignores case, ids do not, null is a value. */
import type { ValueQueryCondition } from '@jetstreamapp/soql-parser-js';
import { isFilterable } from '../metadata/field-use.ts';
import type { OrgField } from '../metadata/model.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { compileLike } from './like.ts';
import { readLiteral, type Literal } from './literals.ts';
import { fieldExpression, functionExpression, type ExpressionContext, type ValueExpression } from './value-expression.ts';
import type { Leaf, WhereTree } from './where-tree.ts';

export type Predicate = (record: StoredRecord) => boolean;

/** Values a semi-join's inner query selects. */
export type SemiJoin = (query: ValueQueryCondition['valueQuery']) => readonly StoredValue[];

/** Values of `:name`, by name in lower case, in stored form; several for `IN`. */
export type Binds = ReadonlyMap<string, StoredValue | readonly StoredValue[]>;

export type PredicateContext = ExpressionContext & {
  readonly now: number;
  readonly semiJoin: SemiJoin;
  readonly binds?: Binds | undefined;
};

/** What a condition restricts, for the choice of an index. */
export type Restriction = { readonly field: OrgField; readonly operator: string; readonly values: readonly StoredValue[] };

export type Compiled = { readonly test: Predicate; readonly restrictions: readonly Restriction[] };

export function compilePredicate(tree: WhereTree, context: PredicateContext): Compiled {
  if (tree.type === 'leaf') return compileLeaf(tree.leaf, context);
  if (tree.type !== 'and' && hasSemiJoin(tree)) throw context.faults.malformed(NESTED_JOIN);
  if (tree.type === 'not') {
    const { test } = compilePredicate(tree.part, context);
    return { test: (record) => !test(record), restrictions: [] };
  }
  const parts = tree.parts.map((part) => compilePredicate(part, context));
  const tests = parts.map((part) => part.test);
  if (tree.type === 'or') return { test: (record) => tests.some((test) => test(record)), restrictions: [] };
  return { test: (record) => tests.every((test) => test(record)), restrictions: parts.flatMap((part) => part.restrictions) };
}

const NESTED_JOIN = 'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.';

function hasSemiJoin(tree: WhereTree): boolean {
  if (tree.type === 'leaf') return 'valueQuery' in tree.leaf;
  return tree.type === 'not' ? hasSemiJoin(tree.part) : tree.parts.some(hasSemiJoin);
}

function compileLeaf(leaf: Leaf, context: PredicateContext): Compiled {
  const expression = 'fn' in leaf ? functionExpression(context, leaf.fn) : fieldExpression(context, leaf.field);
  if (!isFilterable(expression.field)) throw context.faults.unusable(expression.field.name, 'filtered');
  const literals = readLiterals(leaf, expression, context);
  const operator = leaf.operator.toUpperCase();
  const matches = OPERATORS[operator]?.(expression.field, literals);
  if (matches === undefined) throw context.faults.malformed(`unexpected token: '${operator}'`);
  const values = literals.map((literal) => ('value' in literal ? stored(literal.value) : literal.start));
  const restrictions = expression.direct ? [{ field: expression.field, operator, values }] : [];
  return { test: (record) => matches(expression.get(record)), restrictions };
}

function readLiterals(leaf: Leaf, { field }: ValueExpression, context: PredicateContext): Literal[] {
  if ('valueQuery' in leaf) return readSemiJoin(leaf.valueQuery, field, context);
  if (leaf.literalType === 'APEX_BIND_VARIABLE') return readBind(String(leaf.value), field, context);
  const texts = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  return texts.map((text, index) =>
    readLiteral(field, { text, type: Array.isArray(leaf.literalType) ? leaf.literalType[index] : leaf.literalType }, context),
  );
}

function readSemiJoin(
  query: ValueQueryCondition['valueQuery'],
  { kind, name }: OrgField,
  { semiJoin, faults }: PredicateContext,
): Literal[] {
  if (kind !== 'id' && kind !== 'reference')
    throw faults.malformed(`The left operand field in the where expression for outer query should be an id field, cannot use: '${name}'`);
  return semiJoin(query).map((value) => ({ value }));
}

function readBind(name: string, field: OrgField, { binds, faults }: PredicateContext): Literal[] {
  const bound = binds?.get(name.toLowerCase());
  if (bound === undefined) throw faults.malformed(`Variable does not exist: ${name}`);
  const isId = field.kind === 'id' || field.kind === 'reference';
  const values: readonly StoredValue[] = Array.isArray(bound) ? (bound as readonly StoredValue[]) : [bound as StoredValue];
  return values.map((value) => ({ value: isId && typeof value === 'string' ? (normalizeId(value) ?? value) : value }));
}

type Test = (value: StoredValue) => boolean;

const OPERATORS: Readonly<Record<string, (field: OrgField, literals: readonly Literal[]) => Test>> = {
  '=': (field, literals) => equalsAny(field, literals),
  '!=': (field, literals) => not(equalsAny(field, literals)),
  '<>': (field, literals) => not(equalsAny(field, literals)),
  '<': (field, [literal]) => before(field, literal, false),
  '<=': (field, [literal]) => before(field, literal, true),
  '>': (field, [literal]) => notNull(not(before(field, literal, true))),
  '>=': (field, [literal]) => notNull(not(before(field, literal, false))),
  IN: (field, literals) => oneOf(field, literals),
  'NOT IN': (field, literals) => not(oneOf(field, literals)),
  LIKE: (_, literals) => likeAny(literals),
  INCLUDES: (_, literals) => includes(literals),
  EXCLUDES: (_, literals) => not(includes(literals)),
};

const not =
  (test: Test): Test =>
  (value) =>
    !test(value);

const notNull =
  (test: Test): Test =>
  (value) =>
    value !== null && test(value);

/** The form in which two values of a field are equal or not. */
export function comparable(field: OrgField, value: StoredValue): StoredValue {
  if (typeof value !== 'string') return value;
  return field.caseSensitive || field.kind === 'reference' || field.kind === 'id' ? value : value.toLowerCase();
}

/** An empty text is stored as none: `= ''` finds what has no value. */
const stored = (value: StoredValue): StoredValue => (value === '' ? null : value);

const sought = (field: OrgField, value: StoredValue): StoredValue => comparable(field, stored(value));

function equals(field: OrgField, literal: Literal | undefined): Test {
  if (literal === undefined) return () => false;
  if ('start' in literal) return (value) => typeof value === 'string' && value >= literal.start && value < literal.end;
  const wanted = sought(field, literal.value);
  return (value) => comparable(field, value) === wanted;
}

/** Apex binds a collection to `=` as to `IN`: one of its elements. */
function equalsAny(field: OrgField, literals: readonly Literal[]): Test {
  const [only, ...others] = literals;
  return others.length === 0 ? equals(field, only) : oneOf(field, literals);
}

/** Earlier than the literal, or than its end when the literal is a range and counts as included. */
function before(field: OrgField, literal: Literal | undefined, included: boolean): Test {
  if (literal === undefined) return () => false;
  if ('start' in literal) {
    const bound = included ? literal.end : literal.start;
    return (value) => typeof value === 'string' && value < bound;
  }
  const bound = comparable(field, literal.value);
  if (bound === null) return () => false;
  return (value) => {
    const own = comparable(field, value);
    return own !== null && (own < bound || (included && own === bound));
  };
}

function oneOf(field: OrgField, literals: readonly Literal[]): Test {
  const values = new Set(literals.flatMap((literal) => ('value' in literal ? [sought(field, literal.value)] : [])));
  const ranges = literals.filter((literal) => 'start' in literal).map((literal) => equals(field, literal));
  return (value) => values.has(comparable(field, value)) || ranges.some((range) => range(value));
}

function likeAny(literals: readonly Literal[]): Test {
  const tests = literals.map((literal) => compileLike('value' in literal ? String(literal.value ?? '') : ''));
  return (value) => value !== null && tests.some((test) => test(String(value)));
}

const valuesOf = (several: StoredValue): string[] =>
  String(several ?? '')
    .toLowerCase()
    .split(';');

/** Each literal may ask for several values at once: `'a;b'`. */
function includes(literals: readonly Literal[]): Test {
  const wanted = literals.map((literal) => ('value' in literal ? valuesOf(literal.value) : []));
  return (value) => {
    const held = new Set(valuesOf(value));
    return wanted.some((all) => all.every((one) => held.has(one)));
  };
}
