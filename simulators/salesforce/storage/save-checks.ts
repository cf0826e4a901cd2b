/** The checks between the before-save code and the write: required fields, references, uniqueness, validation rules. */
import { makeFormulas, type Formulas } from '../formula/formulas.ts';
import type { Compiled } from '../formula/values.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Database, Transaction } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { Draft } from './draft.ts';
import { calculate } from './field-reader.ts';

type Rule = { readonly formula: Compiled; readonly message: string };
type ObjectChecks = { readonly required: readonly OrgField[]; readonly unique: readonly OrgField[]; readonly rules: readonly Rule[] };

export type SaveChecks = {
  /** May the caller write these fields at all? Asked before any package code runs. */
  readonly access: (draft: Draft) => DmlError[];
  /** Is the record, as it would be stored, allowed? */
  readonly record: (draft: Draft, transaction: Pick<Transaction, 'actor' | 'startedAt'>) => DmlError[];
};

/** Compiles the validation rules; throws on one the org cannot evaluate. */
export function makeSaveChecks(metadata: OrgMetadata, database: Database): SaveChecks {
  const formulas = makeFormulas(metadata);
  const checks = new Map([...metadata.objects.values()].map((object) => [object.name, compileChecks({ metadata, formulas }, object)]));

  const references = (draft: Draft): DmlError[] => {
    const errors: DmlError[] = [];
    for (const name in draft.values) {
      const field = metadata.field(draft.object, name);
      const value = draft.after[name];
      if (field?.kind === 'reference' && typeof value === 'string' && value !== draft.before?.[name]) {
        const error = checkReference(database, field, value);
        if (error !== undefined) errors.push(error);
      }
    }
    return errors;
  };

  const duplicates = (draft: Draft, unique: readonly OrgField[]): DmlError[] => {
    const table = database.table(draft.object.name);
    return unique.flatMap((field) => {
      const value = draft.after[field.name] ?? null;
      const other = value === draft.before?.[field.name] ? undefined : table.find(field, value).find((id) => id !== draft.id);
      return other === undefined ? [] : [DML_ERRORS.duplicateValue(field, other)];
    });
  };

  return {
    access: (draft) => {
      const errors: DmlError[] = [];
      for (const name in draft.values) {
        const field = metadata.field(draft.object, name);
        const allowed = draft.created ? field?.createable : field?.updateable;
        if (field !== undefined && allowed !== true) errors.push(DML_ERRORS.notWritable(field));
      }
      return errors;
    },
    record: (draft, { actor, startedAt }) => {
      const { required, unique, rules } = checks.get(draft.object.name) ?? NOTHING;
      const missing = required.filter((field) => (draft.after[field.name] ?? null) === null).map((field) => field.name);
      if (missing.length > 0) return [DML_ERRORS.requiredMissing(missing)];
      const wrong = references(draft);
      if (wrong.length > 0) return wrong;
      const foreign = picklistErrors(metadata, draft);
      if (foreign.length > 0) return foreign;
      const scope = { record: draft.after, before: draft.before, nowMs: startedAt, viewer: actor, database };
      const failed = rules.filter((rule) => calculate(rule.formula, scope) === true);
      if (failed.length > 0) return failed.map((rule) => DML_ERRORS.ruleFailed(rule.message));
      return duplicates(draft, unique);
    },
  };
}

/** Of a restricted picklist a record takes the values of its record type alone. */
function picklistErrors(metadata: OrgMetadata, { object, values, after }: Draft): DmlError[] {
  const type = object.recordTypes?.find(({ id }) => id === after['RecordTypeId']);
  return [...(type?.picklists ?? [])].flatMap(([name, { values: allowed }]) => {
    const value = values[name];
    const field = metadata.field(object, name);
    const refused =
      field?.restrictedPicklist === true && typeof value === 'string' && !value.split(';').every((each) => allowed.includes(each));
    return refused ? [DML_ERRORS.badPicklistValue(field, value)] : [];
  });
}

const NOTHING: ObjectChecks = { required: [], unique: [], rules: [] };

type Compiler = { readonly metadata: OrgMetadata; readonly formulas: Formulas };

function compileChecks({ metadata, formulas }: Compiler, object: OrgObject): ObjectChecks {
  const rules = metadata.validationRules.filter((rule) => rule.active && rule.object === object.name);
  return {
    required: object.fields.filter((field) => field.required),
    unique: object.fields.filter((field) => field.unique),
    rules: rules.map(({ name, formula, message }) => ({ formula: compileRule(formulas, object, { name, formula }), message })),
  };
}

function compileRule(formulas: Formulas, object: OrgObject, rule: { readonly name: string; readonly formula: string }): Compiled {
  try {
    return formulas.ofRule(object, rule.formula);
  } catch (cause) {
    throw new Error(`validation rule ${object.name}.${rule.name} cannot be evaluated: ${String(cause)}`, { cause });
  }
}

function checkReference(database: Database, field: OrgField, id: string): DmlError | undefined {
  const table = database.tableOfId(id);
  if (table === undefined || field.referenceTo?.includes(table.object.name) !== true) return DML_ERRORS.wrongIdType(field, id);
  if (table.get(id) !== undefined) return undefined;
  return table.getDeleted(id) === undefined ? DML_ERRORS.invalidCrossReference([field.name]) : DML_ERRORS.entityIsDeleted();
}
