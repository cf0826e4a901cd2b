/** `VLOOKUP`, for validation rules alone. Source: "VLOOKUP" of the formula functions reference of Salesforce Help. */
import { same } from './logic.ts';
import type { FunctionTable } from './signature.ts';
import { fromStored, typeOf } from './stored-values.ts';
import { commonTypeOf, type Column, type Compiled } from './values.ts';

/** `VLOOKUP(field to return, name field of that custom object, name)`: of the first record that has the name; blank without one. */
function lookUp(operands: readonly Compiled[], name: string): Compiled {
  const [wanted, key, value] = operands;
  if (wanted === undefined || key === undefined || value === undefined || operands.length > 3)
    throw new Error(`${name} does not take ${operands.length} operands`);
  const [column, names] = [columnOf(wanted, name), columnOf(key, name)];
  if (names.object !== column.object || names.field.nameField !== true) throw new Error(`${name} looks for the name of a record`);
  commonTypeOf(name, [key.type, value.type]);
  return {
    type: wanted.type,
    evaluate: (scope) => {
      const sought = value.evaluate(scope);
      for (const record of scope.database.table(column.object).records())
        if (same(fromStored(names.field, record[names.field.name] ?? null), sought))
          return fromStored(column.field, record[column.field.name] ?? null);
      return typeOf(column.field) === 'boolean' ? false : null;
    },
  };
}

function columnOf({ column }: Compiled, name: string): Column {
  if (column === undefined || !column.object.endsWith('__c')) throw new Error(`${name} needs fields of a custom object`);
  return column;
}

export const LOOKUP_FUNCTIONS: FunctionTable = { VLOOKUP: lookUp };
