/** Puts the declared platform classes into the type table. */
import { enumMembers } from '../library/enum-members.ts';
import type { Members, PlatformClass, Property } from '../library/native.ts';
import { readSignature, type Signature } from '../library/signature.ts';
import { addMethod, makeClassInfo, type ClassInfo, type NativeMethod } from './class-info.ts';
import type { TypeName } from './type-name.ts';
import { parseTypeName } from './type-name.ts';
import { classOf, PRIMITIVES, SOBJECT, variableOf, type ApexType } from './type.ts';
import { collectionOf, type TypeTable } from './type-table.ts';

/** Throws when a signature names a type that nobody declares: that is a bug of the library. */
export function addPlatformClasses(table: TypeTable, declared: readonly PlatformClass[]): void {
  const added = declared.map((platform) => {
    const info = makeClassInfo({
      name: platform.name,
      type: ownType(platform),
      kind: platform.kind,
      parameters: platform.parameters,
      virtual: platform.virtual,
      values: platform.values,
    });
    table.add(info);
    return { platform, info };
  });
  for (const { platform, info } of added) fill(table, platform, info);
}

/** String is a type and a class: the primitive types keep theirs. */
function ownType({ name, parameters }: PlatformClass): ApexType {
  if (name === 'SObject') return SOBJECT;
  const args = parameters.map(variableOf);
  return collectionOf(name.toLowerCase(), args) ?? PRIMITIVES.find((type) => type.base === name) ?? classOf(name, args);
}

function fill(table: TypeTable, platform: PlatformClass, info: ClassInfo): void {
  const resolve = (name: TypeName): ApexType => {
    const type = resolveWithVariables(table, name, platform.parameters);
    if (type === undefined) throw new Error(`${platform.name}: no platform class declares ${name.name}`);
    return type;
  };
  if (platform.extends !== undefined) info.superclass = resolve(parseTypeName(platform.extends));
  info.interfaces = platform.implements.map((written) => resolve(parseTypeName(written)));
  addMembers(info, resolve, platform.members);
  for (const text of platform.demands) addNative(info, readSignature(text), resolve, undefined);
}

/** The methods every enum has. */
export function addEnumMembers(table: TypeTable, info: ClassInfo): void {
  const resolve = (name: TypeName): ApexType => table.resolve(name, info) ?? info.type;
  addMembers(info, resolve, enumMembers(info.name));
}

function addMembers(info: ClassInfo, resolve: Resolve, members: Members): void {
  for (const [text, member] of Object.entries(members)) {
    const signature = readSignature(text);
    if (signature.form === 'property') addProperty(info, signature, resolve, member as Property);
    else addNative(info, signature, resolve, { implementation: member as NativeMethod['implementation'], demanded: demanded(signature) });
  }
}

function resolveWithVariables(table: TypeTable, name: TypeName, variables: readonly string[]): ApexType | undefined {
  if (variables.includes(name.name)) return variableOf(name.name);
  const args = name.args.map((arg) => resolveWithVariables(table, arg, variables));
  if (!args.every((arg) => arg !== undefined)) return undefined;
  const collection = collectionOf(name.name.toLowerCase(), args);
  if (collection !== undefined) return collection;
  const base = table.resolve({ name: name.name, args: [] }, undefined);
  return base === undefined || args.length === 0 ? base : classOf(base.base, args);
}

type Resolve = (name: TypeName) => ApexType;

function demanded({ parameters }: Signature): number[] {
  return parameters.flatMap((parameter, index) => (parameter.nullable ? [] : [index]));
}

function addNative(info: ClassInfo, signature: Signature, resolve: Resolve, native: NativeMethod | undefined): void {
  const parameters = signature.parameters.map((parameter) => resolve(parameter.type));
  const method = {
    owner: info,
    name: signature.name,
    static: signature.static,
    access: 'global' as const,
    abstract: native === undefined,
    parameters,
    returns: signature.form === 'constructor' ? info.type : resolve(signature.type),
    slot: slotOf(info, signature.name, parameters),
    declaration: undefined,
    native,
  };
  if (signature.form === 'constructor') info.constructors.push(method);
  else addMethod(info, method);
}

/** A class may be Queueable, Schedulable and Batchable at once: each has an `execute` of its own. */
function slotOf({ kind }: ClassInfo, name: string, parameters: readonly ApexType[]): string {
  const slot = `${name.toLowerCase()}$${parameters.length}`;
  return kind === 'interface' && name === 'execute' ? `${slot}$${parameters[0]?.base.replace('.', '_') ?? ''}` : slot;
}

function addProperty(info: ClassInfo, signature: Signature, resolve: Resolve, { get, set }: Property): void {
  info.fields.set(signature.name.toLowerCase(), {
    owner: info,
    name: signature.name,
    type: resolve(signature.type),
    static: signature.static,
    access: 'global',
    final: set === undefined,
    transient: false,
    annotations: [],
    key: signature.name.toLowerCase(),
    declarator: undefined,
    property: undefined,
    native: { get, set },
  });
}
