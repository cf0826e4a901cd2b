/** Finds members along the line of superclasses and interfaces. */
import type { ClassInfo, FieldInfo, MethodInfo } from './class-info.ts';
import { sameParameters } from './declare.ts';
import { substitute, variableOf, type ApexType } from './type.ts';
import type { TypeTable } from './type-table.ts';

/** A member as seen on a type: type variables have become types. */
export type SeenMethod = { readonly method: MethodInfo; readonly parameters: readonly ApexType[]; readonly returns: ApexType };
export type SeenField = { readonly field: FieldInfo; readonly type: ApexType };

export function findField(table: TypeTable, type: ApexType, name: string): SeenField | undefined {
  const info = table.classOf(type);
  if (info === undefined) return undefined;
  const field = info.fields.get(name.toLowerCase());
  if (field !== undefined) return { field, type: substitute(field.type, variablesOf(info, type)) };
  for (const parent of table.parents(type)) {
    const found = findField(table, parent, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All methods of that name, nearest first; those a subclass overrides are left out. */
export function findMethods(table: TypeTable, type: ApexType, name: string): SeenMethod[] {
  const found: SeenMethod[] = [];
  collect(table, type, name.toLowerCase(), found);
  return found;
}

function collect(table: TypeTable, type: ApexType, name: string, found: SeenMethod[]): void {
  const info = table.classOf(type);
  if (info === undefined) return;
  const variables = variablesOf(info, type);
  for (const method of info.methods.get(name) ?? []) {
    const parameters = method.parameters.map((parameter) => substitute(parameter, variables));
    if (found.some((other) => sameParameters(other.parameters, parameters))) continue;
    found.push({ method, parameters, returns: substitute(method.returns, variables) });
  }
  for (const parent of table.parents(type)) collect(table, parent, name, found);
}

export function constructorsOf(table: TypeTable, type: ApexType): SeenMethod[] {
  const info = table.classOf(type);
  if (info === undefined) return [];
  const variables = variablesOf(info, type);
  const own = info.constructors.map((method) => ({
    method,
    parameters: method.parameters.map((parameter) => substitute(parameter, variables)),
    returns: type,
  }));
  if (!isException(table, type) || info.superclass === undefined) return own;
  // Exceptions have the four constructors of Exception beside their own.
  const inherited = constructorsOf(table, info.superclass).filter(
    (other) => !own.some((mine) => sameParameters(mine.parameters, other.parameters)),
  );
  return [...own, ...inherited];
}

export function isException(table: TypeTable, type: ApexType): boolean {
  return type.base === 'Exception' || table.parents(type).some((parent) => isException(table, parent));
}

function variablesOf(info: ClassInfo, type: ApexType): ReadonlyMap<string, ApexType> {
  return new Map(info.parameters.map((parameter, index) => [parameter, type.args[index] ?? variableOf(parameter)]));
}
