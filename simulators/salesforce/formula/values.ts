/** What formulas work with. Source: the formula operators and functions reference of Salesforce Help. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Actor } from '../storage/actor.ts';
import type { Tables } from '../storage/record-table.ts';
import type { StoredRecord } from '../storage/transaction.ts';

/** `nothing` is what NULL is of; it goes with every other. */
export type FormulaType = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'picklist' | 'multipicklist' | 'nothing';

/** Dates and datetimes are ms since the epoch (a date is its midnight in UTC), times ms since midnight. */
export type FormulaValue = string | number | boolean | null;

/** On whose behalf a formula is evaluated: `$User`, `$Permission`, the day it is. */
export type Viewer = Pick<Actor, 'userId' | 'permissions'>;

/** What a formula sees. */
export type FormulaScope = {
  readonly record: StoredRecord;
  /** Before it is saved. */
  readonly before: StoredRecord | undefined;
  readonly nowMs: number;
  readonly viewer: Viewer;
  readonly database: Tables;
};

export type Evaluate = (scope: FormulaScope) => FormulaValue;

/** What formulas have to know of an org. */
export type FormulaMetadata = Pick<OrgMetadata, 'objects' | 'object' | 'field' | 'labels'>;

export type Column = { readonly object: string; readonly field: Pick<OrgField, 'name' | 'kind' | 'nameField'> };

/** A part of a formula that is ready to run. */
export type Compiled = {
  readonly type: FormulaType;
  /** Throws `FormulaError` where the platform shows #Error!. */
  readonly evaluate: Evaluate;
  /** Of a field of the record itself: what it was before the save. */
  readonly prior?: Evaluate;
  /** Of `$ObjectType.X__c.Fields.Y__c`: no value, but the field that VLOOKUP looks into. */
  readonly column?: Column;
};

/** What is found behind a name of an object, for a formula that takes blank numbers for zeros or does not. Throws on a name that is not there. */
export type NameResolver = (object: OrgObject, path: readonly string[], blankAsZero: boolean) => Compiled;

/** A value that cannot be calculated, such as a division by zero. */
export class FormulaError extends Error {}

export const isBlank = (value: FormulaValue): boolean => value === null || value === '';

/** The type two branches have together, or undefined for two that do not go together. */
export function commonType(left: FormulaType, right: FormulaType): FormulaType | undefined {
  if (left === right || right === 'nothing') return left;
  return left === 'nothing' ? right : undefined;
}

export function commonTypeOf(name: string, types: readonly FormulaType[]): FormulaType {
  return types.reduce((left, right) => {
    const common = commonType(left, right);
    if (common === undefined) throw new Error(`${name} takes values of one type, not ${left} and ${right}`);
    return common;
  }, 'nothing');
}
