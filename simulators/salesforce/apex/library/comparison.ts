/**
 * The order `List.sort()` gives. Source: Apex Reference Guide, "List Class" (sort) and "Default Sort Order of sObjects". Sorting is stable;
 * null comes first.
 */
import type { ApexContext } from '../context.ts';
import { compareNumbers, isNumber } from '../equality.ts';
import { ApexDate, ApexDatetime, ApexEnum, ApexObject, ApexSObject, ApexTime, type Value } from '../values.ts';
import { compareText } from './string/compare.ts';

const notComparable = (context: ApexContext): never =>
  context.fail('ListException', 'One or more of the items in this list is not Comparable.');

/** Below, at or above zero. Throws the ListException for values without an order. */
export function compareValues(context: ApexContext, a: Value, b: Value): number {
  context.charge(1);
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (a instanceof ApexObject) return compareObjects(context, a, b);
  if (a instanceof ApexSObject && b instanceof ApexSObject) return compareRecords(context, a, b);
  return compareScalars(a, b) ?? notComparable(context);
}

function compareScalars(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  const [x, y] = [rankOf(a), rankOf(b)];
  return x === undefined || y === undefined ? undefined : x - y;
}

function rankOf(value: Value): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof ApexDate) return value.days * 86_400_000;
  if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
  return value instanceof ApexEnum ? value.ordinal : undefined;
}

function compareObjects(context: ApexContext, a: ApexObject, b: Value): number {
  if (!context.classes.isInstance(a, context.type('Comparable'))) return notComparable(context);
  return numberOf(context, context.call(a, 'compareTo', b));
}

/** What a `compareTo` or a Comparator answers. */
function numberOf(context: ApexContext, answer: Value): number {
  return typeof answer === 'number' ? answer : context.fail('NullPointerException', 'Attempt to de-reference a null object');
}

/** By the label of the object, then Name, standard fields and custom fields, each by name; empty fields come first. */
function compareRecords(context: ApexContext, a: ApexSObject, b: ApexSObject): number {
  const { metadata } = context.org;
  const [first, second] = [metadata.object(a.type.base), metadata.object(b.type.base)];
  if (first === undefined || second === undefined) return notComparable(context);
  if (first !== second) return compareText(first.label, second.label);
  const names = first.fields.map((field) => field.name).filter((name) => name !== 'Id' && name !== 'Name');
  const custom = (name: string): number => Number(name.endsWith('__c'));
  const ordered = ['Name', ...names.sort((x, y) => custom(x) - custom(y) || compareText(x, y))];
  for (const name of ordered) {
    const order = compareValues(context, a.fields.get(name) ?? null, b.fields.get(name) ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

export const compareWith =
  (context: ApexContext, comparator: ApexObject) =>
  (a: Value, b: Value): number => {
    context.charge(1);
    return numberOf(context, context.call(comparator, 'compare', a, b));
  };
