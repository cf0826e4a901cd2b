/** Puts the classes of the package into the type table: first all names, then what their members are. */
import type {
  FieldDeclaration,
  Member,
  MethodDeclaration,
  Modifiers,
  Position,
  PropertyDeclaration,
  TypeDeclaration,
} from '../syntax/ast.ts';
import { addMethod, makeClassInfo, USER_MODE_SINCE, type AccessModifier, type ClassInfo, type FieldInfo } from './class-info.ts';
import type { TypeName } from './type-name.ts';
import { writeTypeName } from './type-name.ts';
import { classOf, OBJECT, VOID, type ApexType } from './type.ts';
import { addEnumMembers } from './platform.ts';
import type { TypeTable } from './type-table.ts';

export type Report = (at: Position, message: string) => void;

/** Makes the class and those inside it known by name. */
export function declareType(declaration: TypeDeclaration, source: Pick<ClassInfo, 'unit' | 'apiVersion'>, outer?: ClassInfo): ClassInfo {
  const name = outer === undefined ? declaration.name : `${outer.name}.${declaration.name}`;
  const { words, annotations } = declaration.modifiers;
  const info = makeClassInfo({
    name,
    type: classOf(name),
    kind: declaration.kind,
    outer,
    abstract: words.includes('abstract') || declaration.kind === 'interface',
    virtual: words.includes('virtual') || words.includes('abstract'),
    sharing: sharingOf(words, source.apiVersion),
    inTest: annotations.some((annotation) => annotation.name === 'istest') || outer?.inTest === true,
    declaration,
    unit: source.unit,
    apiVersion: source.apiVersion,
    values: declaration.values,
  });
  for (const member of declaration.members) {
    if (isType(member)) info.inner.set(member.name.toLowerCase(), declareType(member, source, info));
  }
  return info;
}

/** Since API 67.0 a class that does not say is `with sharing`; before it had what its caller has (Apex Developer Guide, "Using the with sharing … Keywords"). */
function sharingOf(words: readonly string[], apiVersion: number): ClassInfo['sharing'] {
  if (words.includes('without sharing')) return 'without';
  if (words.includes('inherited sharing')) return 'inherited';
  return words.includes('with sharing') || apiVersion >= USER_MODE_SINCE ? 'with' : 'unstated';
}

function isType(member: Member): member is TypeDeclaration {
  return member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum';
}

/** Resolves supertypes; every class must be in the table. They come before all members, which may name what a supertype declares. */
export function declareParents(table: TypeTable, info: ClassInfo, report: Report): void {
  const { declaration } = info;
  if (declaration === undefined) return;
  const resolve = resolver(table, info, report);
  const parent = (name: TypeName): ApexType | undefined => {
    const type = resolve(name, declaration.at);
    if (!table.inherits(type, info.type)) return type;
    report(declaration.at, `Circular definition: ${info.name}`);
    return undefined;
  };
  if (declaration.extends !== null) info.superclass = parent(declaration.extends);
  info.interfaces = declaration.implements.map(parent).filter((type) => type !== undefined);
  for (const inner of info.inner.values()) declareParents(table, inner, report);
}

function resolver(table: TypeTable, info: ClassInfo, report: Report): MemberAdder['resolve'] {
  return (name, at) => {
    const type = table.resolve(name, info);
    if (type === undefined) report(at, `Invalid type: ${writeTypeName(name)}`);
    return type ?? OBJECT;
  };
}

/** Resolves members, once the supertypes of all classes are known. */
export function declareMembers(table: TypeTable, info: ClassInfo, report: Report): void {
  const { declaration } = info;
  if (declaration === undefined) return;
  const resolve = resolver(table, info, report);
  if (info.kind === 'enum') addEnumMembers(table, info);
  const add: MemberAdder = { info, resolve, report };
  for (const member of declaration.members) {
    if (member.kind === 'method') addDeclaredMethod(add, member);
    else if (member.kind === 'field') addFields(add, member);
    else if (member.kind === 'property') addProperty(add, member);
    else if (isType(member)) checkName(add, member);
  }
  for (const inner of info.inner.values()) declareMembers(table, inner, report);
}

function checkName({ info, report }: MemberAdder, type: TypeDeclaration): void {
  if (info.inner.get(type.name.toLowerCase())?.declaration !== type) report(type.at, `Duplicate class: ${type.name}`);
}

type MemberAdder = { readonly info: ClassInfo; readonly resolve: (name: TypeName, at: Position) => ApexType; readonly report: Report };

function addDeclaredMethod({ info, resolve, report }: MemberAdder, declaration: MethodDeclaration): void {
  const { modifiers, returns, name, parameters, at } = declaration;
  const method = {
    owner: info,
    name,
    static: modifiers.words.includes('static') || modifiers.words.includes('testmethod'),
    access: accessOf(modifiers, info),
    abstract: declaration.body === null,
    parameters: parameters.map((parameter) => resolve(parameter.type, parameter.at)),
    returns: returns === null ? VOID : resolve(returns, at),
    slot: `${name.toLowerCase()}$${parameters.length}`,
    declaration,
    native: undefined,
  };
  if (returns === null && name.toLowerCase() !== simpleName(info)) report(at, `Invalid constructor name: ${name}`);
  const others = returns === null ? info.constructors : (info.methods.get(name.toLowerCase()) ?? []);
  if (others.some((other) => sameParameters(other.parameters, method.parameters))) report(at, `Method already defined: ${name}`);
  if (returns === null) info.constructors.push(method);
  else addMethod(info, method);
}

export function sameParameters(a: readonly ApexType[], b: readonly ApexType[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}

const simpleName = (info: ClassInfo): string => info.name.slice(info.name.lastIndexOf('.') + 1).toLowerCase();

function accessOf({ words }: Modifiers, info: ClassInfo): AccessModifier {
  if (info.kind === 'interface') return 'public';
  const named = (['global', 'public', 'protected', 'private'] as const).find((word) => words.includes(word));
  return named ?? (words.includes('webservice') ? 'global' : 'private');
}

/** `@TestVisible` opens a private member to tests. */
export function isTestVisible(modifiers: Modifiers | undefined): boolean {
  return modifiers?.annotations.some((annotation) => annotation.name === 'testvisible') === true;
}

function addFields(add: MemberAdder, declaration: FieldDeclaration): void {
  const { info, resolve } = add;
  const type = resolve(declaration.type, declaration.at);
  for (const declarator of declaration.declarators) {
    putField(add, declaration, {
      owner: info,
      name: declarator.name,
      type,
      static: declaration.modifiers.words.includes('static'),
      access: isTestVisible(declaration.modifiers) ? 'public' : accessOf(declaration.modifiers, info),
      final: declaration.modifiers.words.includes('final'),
      transient: declaration.modifiers.words.includes('transient'),
      annotations: declaration.modifiers.annotations,
      key: declarator.name.toLowerCase(),
      declarator,
      property: undefined,
      native: undefined,
    });
  }
}

function addProperty(add: MemberAdder, declaration: PropertyDeclaration): void {
  const { modifiers, get, set, name, at } = declaration;
  const words = modifiers.words;
  putField(add, declaration, {
    owner: add.info,
    name,
    type: add.resolve(declaration.type, at),
    static: words.includes('static'),
    access: isTestVisible(modifiers) ? 'public' : accessOf(modifiers, add.info),
    final: false,
    transient: words.includes('transient'),
    annotations: modifiers.annotations,
    key: name.toLowerCase(),
    declarator: undefined,
    property: {
      get,
      set,
      virtual: words.some((word) => word === 'virtual' || word === 'override' || word === 'abstract'),
      overrides: words.includes('override'),
    },
    native: undefined,
  });
}

function putField({ info, report }: MemberAdder, { at }: { readonly at: Position }, field: FieldInfo): void {
  const name = field.name.toLowerCase();
  if (info.fields.has(name)) report(at, `Duplicate field: ${field.name}`);
  info.fields.set(name, field);
}
