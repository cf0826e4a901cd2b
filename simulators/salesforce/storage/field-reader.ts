/** Reads fields of records: what is stored, and of a formula field what its formula comes to now. Whoever shows, filters or sums up values reads them here. */
import type { OrgClock } from '../clock.ts';
import { isFormula, makeFormulas, nameOf } from '../formula/formulas.ts';
import { toStored } from '../formula/stored-values.ts';
import { FormulaError, type Compiled, type FormulaScope, type Viewer } from '../formula/values.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Tables } from './record-table.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

/** Throws when a value of a formula is asked for that the org cannot evaluate. */
export type FieldReader = (field: OrgField) => (record: StoredRecord) => StoredValue;

/** Reads on behalf of who the viewer is at that moment. */
export type FieldReaders = (viewer: () => Viewer) => FieldReader;

type ReaderOptions = {
  readonly metadata: OrgMetadata;
  readonly clock: OrgClock;
  readonly tables: Tables;
};

export function makeFieldReaders({ metadata, clock, tables }: ReaderOptions): FieldReaders {
  const formulas = makeFormulas(metadata);
  return (viewer) => (field) => {
    if (!isFormula(field)) return (record) => record[field.name] ?? null;
    let compiled: Compiled | undefined;
    return (record) => {
      compiled ??= orUnsupported(nameOf(field), () => formulas.ofField(field));
      const scope = { record, before: undefined, nowMs: clock.now(), viewer: viewer(), database: tables };
      return toStored(field, calculate(compiled, scope));
    };
  };
}

function orUnsupported(name: string, compile: () => Compiled): Compiled {
  try {
    return compile();
  } catch (error) {
    throw new Error(`not supported: formula field ${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** What the platform shows as #Error! has no value. */
export function calculate(formula: Compiled, scope: FormulaScope): ReturnType<Compiled['evaluate']> {
  try {
    return formula.evaluate(scope);
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
}

/** The record with the values of its formula fields, for who takes it as a whole. */
export function withFormulas(read: FieldReader, { fields }: OrgObject, record: StoredRecord): StoredRecord {
  const calculated = fields.filter(isFormula);
  if (calculated.length === 0) return record;
  return { ...record, ...Object.fromEntries(calculated.map((field) => [field.name, read(field)(record)])) };
}
