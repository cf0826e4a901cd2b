/** How the fields of the package's objects are described: type, size, system of record and data class. */

/** Who decides a field's value. Agents never edit what another system owns. */
export type SystemOfRecord = 'channel' | 'erp' | 'warehouse' | 'broker' | 'salesforce';

/** How far a value may travel: personal data stays out of Redis, logs, metrics, traces, events and summaries. */
export type DataClass = 'public' | 'internal' | 'personal';

export type FieldType = 'text' | 'picklist' | 'number' | 'currency' | 'checkbox' | 'date' | 'datetime' | 'longtext' | 'reference';

export type SalesforceField = {
  readonly type: FieldType;
  /** Longest text, or digits in all for a number. */
  readonly length?: number;
  /** Digits after the decimal point. */
  readonly scale?: number;
  readonly owner: SystemOfRecord;
  readonly dataClass: DataClass;
  /** Object a reference points to. */
  readonly to?: string;
};

type Options = Partial<Omit<SalesforceField, 'type'>>;

export function field(type: FieldType, owner: SystemOfRecord, options: Options = {}): SalesforceField {
  return { type, owner, dataClass: 'internal', ...options };
}

export const text = (length: number, owner: SystemOfRecord, options: Options = {}): SalesforceField =>
  field('text', owner, { length, ...options });
export const personal = (length: number, owner: SystemOfRecord): SalesforceField => text(length, owner, { dataClass: 'personal' });
export const amount = (owner: SystemOfRecord): SalesforceField => field('currency', owner, { length: 18, scale: 2 });
export const quantity = (owner: SystemOfRecord): SalesforceField => field('number', owner, { length: 16, scale: 3 });
export const whole = (length: number, owner: SystemOfRecord): SalesforceField => field('number', owner, { length, scale: 0 });
export const key = (length: number): SalesforceField => text(length, 'broker');
export const parent = (to: string): SalesforceField => field('reference', 'broker', { to });
/** A reference people or the package set, and the broker reads. */
export const link = (to: string): SalesforceField => field('reference', 'salesforce', { to });
