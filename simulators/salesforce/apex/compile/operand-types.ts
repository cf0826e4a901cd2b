/** What compiling an expression gives. */
import type { ApexType } from '../types/type.ts';

/** A place that can be read and written with its parts computed once: `prepare` runs first. */
export type Location = { readonly prepare: string | undefined; readonly read: string; readonly write: (value: string) => string };

export type ValueOperand = {
  readonly form: 'value';
  readonly type: ApexType;
  readonly code: string;
  /** Absent for what cannot be assigned. */
  readonly locate?: () => Location;
  /** Never null: a literal, `this`, `new`. */
  readonly present?: boolean;
  /** Records of a query: where one record is asked for, the only one is meant. */
  readonly query?: boolean;
  /** A parent of a record: where it is missing its fields are null. */
  readonly parent?: boolean;
  /** A record that an instance holds: where it is missing its fields are null, all but its Id. */
  readonly member?: boolean;
  /** Behind a `?.`: nothing of the chain runs where the test holds. */
  readonly guarded?: { readonly test: string; readonly inner: ValueOperand };
};

export type Operand =
  | ValueOperand
  | { readonly form: 'type'; readonly type: ApexType }
  /** Names that mean nothing yet, such as a namespace: `Schema.SObjectType`. */
  | { readonly form: 'path'; readonly name: string };
