/** One comparison of a channel member's filter, and what a field's type lets it compare. */
import type { FieldKind } from '../../metadata/model.ts';
import { compileLike } from '../../soql/like.ts';
import type { StoredValue } from '../../storage/transaction.ts';

export type FilterField = { readonly kind: FieldKind; readonly caseSensitive: boolean };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN';

export type Condition = {
  readonly field: string;
  readonly operator: Operator;
  readonly literals: readonly StoredValue[];
};

const equality: readonly Operator[] = ['=', '!='];
const order: readonly Operator[] = ['<', '<=', '>', '>='];
const membership: readonly Operator[] = ['IN', 'NOT IN'];

/**
 * The operators of a field type. Documents disagree on order comparisons of texts, dates and times and on NOT IN of
 * picklists; the narrow reading is taken, so that a filter accepted here is accepted by an org.
 */
function allowedOperators(kind: FieldKind): readonly Operator[] {
  switch (kind) {
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'time':
      return equality;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return [...equality, ...order, ...membership];
    case 'id':
    case 'reference':
    case 'picklist':
    case 'multipicklist':
      return [...equality, 'IN'];
    default:
      return [...equality, ...membership, 'LIKE'];
  }
}

/** Why a field of this type cannot be compared so, or undefined. */
export function operatorFault({ field, operator }: Condition, { kind }: FilterField): string | undefined {
  return allowedOperators(kind).includes(operator) ? undefined : `${operator} cannot be used with ${field}`;
}

function comparable(value: StoredValue, { kind, caseSensitive }: FilterField): StoredValue {
  if (kind === 'boolean') return value === true;
  if (typeof value !== 'string') return value;
  if (kind === 'datetime') return Date.parse(value.replace(/\+0000$/, 'Z'));
  return caseSensitive ? value : value.toLowerCase();
}

function compares(operator: Operator, left: StoredValue, right: StoredValue): boolean {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (left === null || right === null) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

export function conditionHolds({ operator, literals }: Condition, field: FilterField, value: StoredValue): boolean {
  if (operator === 'LIKE') return typeof value === 'string' && literals.some((literal) => compileLike(String(literal))(value));
  const left = comparable(value, field);
  const rights = literals.map((literal) => comparable(literal, field));
  if (operator === 'IN') return rights.includes(left);
  if (operator === 'NOT IN') return !rights.includes(left);
  return rights.some((right) => compares(operator, left, right));
}
