/** The formulas of an org's objects: what the names in them stand for. Each formula field is compiled once, when it is first asked for. */
import { makeRelationshipLookup } from '../metadata/lookups.ts';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { compileFormula } from './compile.ts';
import { resolveGlobal } from './globals.ts';
import { ownField, parentPath } from './references.ts';
import { typeOf } from './stored-values.ts';
import type { Compiled, FormulaMetadata, NameResolver } from './values.ts';

type FormulaField = NonNullable<OrgField['formula']>;

export type Formulas = {
  /** Throws on a field whose formula the org cannot evaluate, saying why. */
  readonly ofField: (field: OrgField & { readonly formula: FormulaField }) => Compiled;
  /** The formula of a rule of the object: what is blank stays blank. Throws like `ofField`. */
  readonly ofRule: (object: OrgObject, source: string) => Compiled;
};

export function makeFormulas(metadata: FormulaMetadata): Formulas {
  const relationships = makeRelationshipLookup(metadata);
  const known = new Map<string, Compiled>();
  const open = new Set<string>();

  const resolve: NameResolver = (object, path, blankAsZero) => {
    const [name = '', ...rest] = path;
    if (name.startsWith('$')) return resolveGlobal({ metadata, resolve }, object, path, blankAsZero);
    if (rest.length > 0) return parentPath({ metadata, relationships, resolve }, object, path, blankAsZero);
    const field = metadata.field(object, name);
    if (field === undefined) throw new Error(`the formula names an unknown field ${name}`);
    return ownField(field, isFormula(field) ? ofField(field) : undefined, blankAsZero);
  };

  const ofField: Formulas['ofField'] = (field) => {
    const { source, object: name, blankAsZero } = field.formula;
    const key = `${name}.${field.name}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const object = metadata.object(name);
    if (object === undefined || open.has(key)) throw new Error('the formula leads back to itself');
    open.add(key);
    try {
      const compiled = compileFormula(source, (path) => resolve(object, ofFieldFormula(path), blankAsZero));
      checkResult(field, compiled);
      known.set(key, compiled);
      return compiled;
    } finally {
      open.delete(key);
    }
  };

  return { ofField, ofRule: (object, source) => compileFormula(source, (path) => resolve(object, path, false)) };
}

/** Source: "VLOOKUP" of Salesforce Help: it is for validation rules, and so is what it takes. */
function ofFieldFormula(path: readonly string[]): readonly string[] {
  if (path[0]?.toLowerCase() === '$objecttype') throw new Error('$ObjectType and VLOOKUP are for validation rules alone');
  return path;
}

export function isFormula(field: OrgField): field is OrgField & { readonly formula: FormulaField } {
  return field.formula !== undefined;
}

function checkResult(field: OrgField, { type }: Compiled): void {
  if (type !== typeOf(field) && type !== 'nothing') throw new Error(`the formula gives ${type}, the field is ${typeOf(field)}`);
}

/** Formula fields the org cannot evaluate: `X.Y: not supported: why`. */
export function unsupportedFormulas(metadata: FormulaMetadata): string[] {
  const { ofField } = makeFormulas(metadata);
  return [...metadata.objects.values()].flatMap(({ fields }) =>
    fields.filter(isFormula).flatMap((field) => {
      try {
        ofField(field);
        return [];
      } catch (error) {
        return [`formula field ${nameOf(field)}: not supported: ${(error as Error).message}`];
      }
    }),
  );
}

export const nameOf = ({ name, formula }: OrgField & { readonly formula: FormulaField }): string => `${formula.object}.${name}`;
