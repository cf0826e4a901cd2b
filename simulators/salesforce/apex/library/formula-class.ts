/** Formula fields of records in memory. Source: Apex Reference Guide, "Formula Class", "FormulaRecalcResult Class" and `SObject.recalculateFormulas`. */
import { isFormula } from '../../formula/formulas.ts';
import type { StoredRecord } from '../../storage/transaction.ts';
import type { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { fromStored, toStored } from '../data/records.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexSObject } from '../values.ts';
import { listOfClass } from './list-value.ts';
import { platformClass, type PlatformClass } from './native.ts';

/** Gives the record's formula fields what their formulas come to with the values it holds. */
export function recalculate(context: ApexContext, record: ApexSObject): void {
  const object = context.org.metadata.object(record.type.base);
  if (object === undefined) return context.fail('SObjectException', `sObject type ${record.type.name} is not supported`);
  const row: StoredRecord = Object.fromEntries(
    object.fields.flatMap(({ name }) => {
      const value = record.fields.get(name) ?? null;
      return value === null ? [] : [[name, toStored(value)]];
    }),
  );
  for (const field of object.fields.filter(isFormula)) record.fields.set(field.name, fromStored(field, context.org.read(field)(row)));
}

type Result = PlatformObject<ApexSObject>;

function recalculateAll(context: ApexContext, records: ApexList): ApexList {
  const calculated = records.items.map((record) => {
    recalculate(context, record as ApexSObject);
    return new PlatformObject(classOf('FormulaRecalcResult'), record as ApexSObject);
  });
  return listOfClass('FormulaRecalcResult', calculated);
}

export const formulaClasses: readonly PlatformClass[] = [
  platformClass('Formula', { 'static List<FormulaRecalcResult> recalculateFormulas(List<SObject> sobjects)': recalculateAll }),
  // A formula that cannot be calculated ends the run by name: no result holds an error.
  platformClass('FormulaRecalcResult', {
    'SObject getSObject()': (_, { state }: Result) => state,
    'Boolean isSuccess()': () => true,
  }),
];
