/** Which types may stand for which, and how well. Source: Apex Developer Guide, "Rules of Conversion". */
import { isException } from './members.ts';
import {
  DECIMAL,
  DOUBLE,
  ID,
  INTEGER,
  isNumeric,
  isText,
  LONG,
  NULL,
  OBJECT,
  SOBJECT,
  STRING,
  VOID,
  DATE,
  DATETIME,
  type ApexType,
} from './type.ts';
import type { TypeTable } from './type-table.ts';

const NUMERIC_ORDER: readonly ApexType[] = [INTEGER, LONG, DOUBLE, DECIMAL];

/** How far a type is from another that takes it: 0 for the same, undefined when it cannot be assigned. Overloads are chosen by it. */
export function distance(table: TypeTable, from: ApexType, to: ApexType): number | undefined {
  if (from === to) return 0;
  if (from === VOID || to === VOID) return undefined;
  if (from === NULL) return to === OBJECT ? 5 : 1;
  if (to === OBJECT) return 100;
  if (isNumeric(from) && isNumeric(to)) return numericDistance(from, to);
  const conversion = CONVERSIONS.find((each) => each.from === from && each.to === to);
  return conversion === undefined ? structuralDistance(table, from, to) : conversion.distance;
}

const CONVERSIONS = [
  { from: ID, to: STRING, distance: 1 },
  { from: STRING, to: ID, distance: 2 },
  { from: DATE, to: DATETIME, distance: 1 },
];

function numericDistance(from: ApexType, to: ApexType): number | undefined {
  const steps = NUMERIC_ORDER.indexOf(to) - NUMERIC_ORDER.indexOf(from);
  if (steps > 0) return steps;
  // A Decimal is taken for a Double.
  return from === DECIMAL && to === DOUBLE ? 10 : undefined;
}

function structuralDistance(table: TypeTable, from: ApexType, to: ApexType): number | undefined {
  if (from.kind === 'sobject' && to.kind === 'sobject') return to === SOBJECT ? 2 : undefined;
  // Lists, and generic interfaces of the platform.
  if (from.base === to.base && from.args.length > 0)
    return elementsFit(table, from, to) || isIterableOfAnything(from) ? 3 + blur(from, to) : undefined;
  if (from.kind === 'class' || from.kind === 'collection') return inheritanceDistance(table, from, to);
  return undefined;
}

/** Elements that become Objects are farther than records that become SObjects. */
const blur = (from: ApexType, to: ApexType): number => from.args.filter((arg, index) => arg !== OBJECT && to.args[index] === OBJECT).length;

/** An `Iterable<Object>` is taken for one of any element, as public packages show. */
const isIterableOfAnything = ({ base, args }: ApexType): boolean => base === 'Iterable' && args[0] === OBJECT;

/** Lists of records stand for lists of SObject and the other way round; other elements must fit one way. */
function elementsFit(table: TypeTable, from: ApexType, to: ApexType): boolean {
  return from.args.every((element, index) => to.args[index] !== undefined && elementFits(table, element, to.args[index]));
}

function elementFits(table: TypeTable, element: ApexType, wanted: ApexType): boolean {
  if (element === wanted || wanted === OBJECT) return true;
  if (element.kind === 'sobject' && wanted.kind === 'sobject') return element === SOBJECT || wanted === SOBJECT;
  if (element.kind === 'primitive' && wanted.kind === 'primitive') return isText(element) && isText(wanted);
  return distance(table, element, wanted) !== undefined;
}

function inheritanceDistance(table: TypeTable, from: ApexType, to: ApexType): number | undefined {
  let best: number | undefined;
  for (const parent of table.parents(from)) {
    const far = distance(table, parent, to);
    if (far !== undefined && far < 90 && (best === undefined || far + 1 < best)) best = far + 1;
  }
  return best;
}

export const isAssignable = (table: TypeTable, from: ApexType, to: ApexType): boolean => distance(table, from, to) !== undefined;

/** Might a value of one type be one of the other? What a cast allows before anything runs. */
export function isCastable(table: TypeTable, from: ApexType, to: ApexType): boolean {
  if (isAssignable(table, from, to) || isAssignable(table, to, from) || isPolymorphic(from, to)) return true;
  if (isNumeric(from) && isNumeric(to)) return true;
  if (from.kind === 'collection' && to.kind === 'collection') return elementsCastable(table, from, to);
  // An interface may be brought by a subclass nobody has seen yet.
  return isInterface(table, from) || isInterface(table, to);
}

/** What a polymorphic reference leads to may be a record of any object. */
const isPolymorphic = (from: ApexType, to: ApexType): boolean => from.base === 'Name' && from.kind === 'sobject' && to.kind === 'sobject';

function elementsCastable(table: TypeTable, from: ApexType, to: ApexType): boolean {
  return from.base === to.base && from.args.every((arg, index) => isCastable(table, arg, to.args[index] ?? OBJECT));
}

function isInterface(table: TypeTable, type: ApexType): boolean {
  return table.classOf(type)?.kind === 'interface';
}

/** The type of `a ? b : c`, `b ?? c`: what both can be. */
export function commonType(table: TypeTable, a: ApexType, b: ApexType): ApexType {
  if (a === NULL) return b;
  if (b === NULL) return a;
  const toB = distance(table, a, b);
  const toA = distance(table, b, a);
  if (toB === undefined && toA === undefined) return commonParent(table, a, b);
  return toA === undefined || (toB !== undefined && toB <= toA) ? b : a;
}

function commonParent(table: TypeTable, a: ApexType, b: ApexType): ApexType {
  if (a.kind === 'sobject' && b.kind === 'sobject') return SOBJECT;
  for (let type: ApexType | undefined = a; type !== undefined; type = table.parents(type)[0]) {
    if (isAssignable(table, b, type)) return type;
  }
  return OBJECT;
}

/** May it be thrown and caught? */
export const isThrowable = (table: TypeTable, type: ApexType): boolean => isException(table, type);

/** Types whose text a `+` with a String takes. */
export const hasText = (type: ApexType): boolean => type !== VOID;
