/**
 * What a class owes its supertypes. Source: Apex Developer Guide, "Extending a Class", "Interfaces", "Apex Class Definition" (virtual, abstract),
 * "override Keyword". The platform's own methods may be overridden without the keyword.
 */
import type { Position } from '../syntax/ast.ts';
import type { ClassInfo, MethodInfo } from './class-info.ts';
import { sameParameters, type Report } from './declare.ts';
import { findMethods, isException, type SeenMethod } from './members.ts';
import type { TypeTable } from './type-table.ts';
import { OBJECT, type ApexType } from './type.ts';

/** Reports what the platform's compiler refuses; slots are assigned by now. A type nobody knows stands as Object, and was reported. */
export function checkContracts(table: TypeTable, info: ClassInfo, report: Report): void {
  const { declaration } = info;
  if (declaration === undefined) return;
  const check: Check = { table, info, at: declaration.at, report };
  checkSupertypes(check);
  checkName(check);
  for (const method of [...info.methods.values()].flat()) if (!method.static) checkMethod(check, method);
  if (info.kind === 'class' && !info.abstract) checkDemands(check);
  for (const inner of info.inner.values()) checkContracts(table, inner, report);
}

type Check = { readonly table: TypeTable; readonly info: ClassInfo; readonly at: Position; readonly report: Report };

function checkSupertypes({ table, info, at, report }: Check): void {
  const classOf = (type: ApexType): ClassInfo | undefined => (type === OBJECT ? undefined : table.classOf(type));
  const above = info.superclass === undefined ? undefined : classOf(info.superclass);
  if (above !== undefined && !isExtensible(above)) report(at, `Non-virtual and non-abstract type cannot be extended: ${above.name}`);
  for (const type of info.interfaces) {
    if ((classOf(type)?.kind ?? 'interface') !== 'interface') report(at, `Type is not an interface: ${type.name}`);
  }
}

function checkName({ table, info, at, report }: Check): void {
  if (info.kind === 'class' && isException(table, info.type) && !/exception$/i.test(info.name))
    report(at, `Classes extending Exception must have a name ending in 'Exception': ${info.name}`);
}

const isExtensible = ({ kind, virtual }: ClassInfo): boolean => kind === 'class' && virtual;

const wordsOf = ({ declaration }: MethodInfo): readonly string[] => declaration?.modifiers.words ?? [];

const isOverridable = (method: MethodInfo): boolean =>
  method.owner.kind === 'interface' || method.abstract || wordsOf(method).some((word) => word === 'virtual' || word === 'override');

function checkMethod({ table, info, report }: Check, method: MethodInfo): void {
  const { declaration, name, parameters } = method;
  if (declaration === undefined) return;
  if (method.abstract && info.kind === 'class' && !wordsOf(method).includes('abstract'))
    report(declaration.at, `Method must have a body or be abstract: ${name}`);
  const above = table
    .parents(info.type)
    .flatMap((parent) => findMethods(table, parent, name))
    .find((other) => !other.method.static && sameParameters(other.parameters, parameters))?.method;
  const problem = above === undefined ? strayOverride(table, method) : wrongOverride(method, above);
  if (problem !== undefined) report(declaration.at, `${problem}: ${signatureOf(info.type, name, method)}`);
}

const overrides = (method: MethodInfo): boolean => wordsOf(method).includes('override');

function strayOverride(table: TypeTable, method: MethodInfo): string | undefined {
  return overrides(method) && !isOfEveryObject(table, method) ? 'Method does not override an ancestor method' : undefined;
}

function wrongOverride(method: MethodInfo, above: MethodInfo): string | undefined {
  if (above.declaration === undefined) return undefined;
  if (isOverridable(above))
    return overrides(method) || above.owner.kind === 'interface' ? undefined : 'Method must use the override keyword';
  return overrides(method) || above.access !== 'private' ? 'Non-virtual, non-abstract methods cannot be overridden' : undefined;
}

/** `toString`, `equals`, `hashCode`. */
function isOfEveryObject(table: TypeTable, { name, parameters }: MethodInfo): boolean {
  return findMethods(table, OBJECT, name).some(({ method }) => method.parameters.length === parameters.length);
}

/** A method that is still abstract when the class and all above it were asked. */
function checkDemands({ table, info, at, report }: Check): void {
  for (const name of demandedNames(table, info.type)) {
    const methods = findMethods(table, info.type, name);
    for (const demanded of methods.filter((each) => each.method.abstract && !isAnswered(methods, each)))
      report(
        at,
        `Class ${info.name} must implement the method: ${signatureOf(demanded.method.owner.type, demanded.method.name, demanded)}`,
      );
  }
}

/** What answers may have other parameters, as slots.ts says. */
function isAnswered(methods: readonly SeenMethod[], { method: demanded }: SeenMethod): boolean {
  return methods.some(({ method }) => !method.abstract && method.slot === demanded.slot);
}

function demandedNames(table: TypeTable, type: ApexType): ReadonlySet<string> {
  const own = [...(table.classOf(type)?.methods ?? [])].flatMap(([name, methods]) => (methods.some((each) => each.abstract) ? [name] : []));
  return new Set([...own, ...table.parents(type).flatMap((parent) => [...demandedNames(table, parent)])]);
}

/** `Integer Shape.area(Integer, String)` */
function signatureOf(type: ApexType, name: string, { returns, parameters }: Pick<SeenMethod, 'parameters' | 'returns'>): string {
  return `${returns.name} ${type.name}.${name}(${parameters.map((parameter) => parameter.name).join(', ')})`;
}
