/** The checks between the before-save code and the write: required fields, references, uniqueness, validation rules. */
import { compileFormula, type Formula } from '../formula/compile.ts';
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Actor } from './actor.ts';
import type { Database } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { Draft } from './draft.ts';

type Rule = { readonly formula: Formula; readonly message: string };
type ObjectChecks = { readonly required: readonly OrgField[]; readonly unique: readonly OrgField[]; readonly rules: readonly Rule[] };

export type SaveChecks = {
  /** May the caller write these fields at all? Asked before any package code runs. */
  readonly access: (draft: Draft) => DmlError[];
  /** Is the record, as it would be stored, allowed? */
  readonly record: (draft: Draft, actor: Actor) => DmlError[];
};

/** Compiles the validation rules; throws on one the org cannot evaluate. */
export function makeSaveChecks(metadata: OrgMetadata, database: Database): SaveChecks {
  const checks = new Map([...metadata.objects.values()].map((object) => [object.name, compileChecks(metadata, object)]));

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
    record: (draft, actor) => {
      const { required, unique, rules } = checks.get(draft.object.name) ?? NOTHING;
      const missing = required.filter((field) => (draft.after[field.name] ?? null) === null).map((field) => field.name);
      if (missing.length > 0) return [DML_ERRORS.requiredMissing(missing)];
      const wrong = references(draft);
      if (wrong.length > 0) return wrong;
      const foreign = picklistErrors(metadata, draft);
      if (foreign.length > 0) return foreign;
      const scope = { record: draft.after, before: draft.before, hasPermission: (name: string) => actor.permissions.has(name) };
      const failed = rules.filter((rule) => rule.formula(scope) === true);
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

function compileChecks(metadata: OrgMetadata, object: OrgObject): ObjectChecks {
  const rules = metadata.validationRules.filter((rule) => rule.active && rule.object === object.name);
  return {
    required: object.fields.filter((field) => field.required),
    unique: object.fields.filter((field) => field.unique),
    rules: rules.map(({ name, formula, message }) => ({ formula: compileRule(metadata, object, { name, formula }), message })),
  };
}

function compileRule(metadata: OrgMetadata, object: OrgObject, rule: { readonly name: string; readonly formula: string }): Formula {
  try {
    return compileFormula(rule.formula, (name) => metadata.field(object, name)?.name);
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
