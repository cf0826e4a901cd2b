/** Names of fields in formulas, of the record itself and of its parents: `Amount__c`, `Order__r.Account__r.Name`, `Owner:User.Email`. */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { fromStored, typeOf } from './stored-values.ts';
import {
  commonTypeOf,
  type Compiled,
  type Evaluate,
  type FormulaMetadata,
  type FormulaScope,
  type FormulaType,
  type FormulaValue,
  type NameResolver,
} from './values.ts';

/** `formula` is that of a formula field, of which nothing is stored. */
export function ownField(field: Pick<OrgField, 'name' | 'kind'>, formula: Compiled | undefined, blankAsZero: boolean): Compiled {
  const stored: Evaluate = ({ record }) => fromStored(field, record[field.name] ?? null);
  const read = formula?.evaluate ?? stored;
  const type = formula?.type ?? typeOf(field);
  const evaluate: Evaluate = blankAsZero && type === 'number' ? (scope) => read(scope) ?? 0 : read;
  const prior: Evaluate = (scope) => evaluate(scope.before === undefined ? scope : { ...scope, record: scope.before });
  return { type, evaluate, prior };
}

export type ParentTools = {
  readonly metadata: FormulaMetadata;
  readonly relationships: (object: OrgObject, name: string) => OrgField | undefined;
  readonly resolve: NameResolver;
};

/** Sees parents that the viewer does not. A parent may be of several objects: the rest of the path is looked up in each that has it. */
export function parentPath(tools: ParentTools, object: OrgObject, path: readonly string[], blankAsZero: boolean): Compiled {
  const [first = '', ...rest] = path;
  const [name = '', target] = first.split(':');
  const reference = tools.relationships(object, name);
  if (reference === undefined) throw new Error(`the formula names an unknown relationship ${first}`);
  const targets = (target === undefined ? reference.referenceTo : [target]) ?? [];
  const [found, problem] = inEach(tools, targets, rest, blankAsZero);
  if (found.size === 0) throw problem ?? new Error(`the formula names an unknown relationship ${first}`);
  const type = commonTypeOf(
    path.join('.'),
    [...found.values()].map((each) => each.type),
  );
  const blank = blankOf(type, blankAsZero);
  return {
    type,
    evaluate: (scope) => {
      const parent = parentOf(scope, reference);
      const read = parent === undefined ? undefined : found.get(parent.object.name);
      return parent === undefined || read === undefined ? blank : read.evaluate({ ...scope, record: parent.record, before: undefined });
    },
  };
}

function blankOf(type: FormulaType, blankAsZero: boolean): FormulaValue {
  if (type === 'boolean') return false;
  return type === 'number' && blankAsZero ? 0 : null;
}

function inEach(
  { metadata, resolve }: ParentTools,
  targets: readonly string[],
  path: readonly string[],
  blankAsZero: boolean,
): readonly [ReadonlyMap<string, Compiled>, Error | undefined] {
  const found = new Map<string, Compiled>();
  let problem: Error | undefined;
  for (const target of targets.flatMap((name) => metadata.object(name) ?? [])) {
    try {
      found.set(target.name, resolve(target, path, blankAsZero));
    } catch (error) {
      problem = error as Error;
    }
  }
  return [found, problem];
}

function parentOf({ record, database }: FormulaScope, { name, kind, referenceTo = [] }: OrgField) {
  const id = record[name];
  if (typeof id !== 'string') return undefined;
  const table = kind === 'reference' ? database.tableOfId(id) : database.table(referenceTo[0] ?? '');
  const parent = table?.get(id);
  return table === undefined || parent === undefined ? undefined : { object: table.object, record: parent };
}
