/** What is known of a class, whether it comes from the package or from the platform, before a line of it runs. */
import type { Implementation } from '../library/native.ts';
import type { Accessor, Annotation, Declarator, MethodDeclaration, TypeDeclaration } from '../syntax/ast.ts';
import type { ApexType } from './type.ts';

export type AccessModifier = 'private' | 'protected' | 'public' | 'global';

export type MethodInfo = {
  readonly owner: ClassInfo;
  /** As written; a constructor has the class's name. */
  readonly name: string;
  readonly static: boolean;
  readonly access: AccessModifier;
  readonly abstract: boolean;
  readonly parameters: readonly ApexType[];
  readonly returns: ApexType;
  /** The name it is called by in the compiled code. */
  slot: string;
  readonly declaration: MethodDeclaration | undefined;
  readonly native: NativeMethod | undefined;
};

export type NativeMethod = {
  readonly implementation: Implementation;
  /** Places of the arguments that must not be null. */
  readonly demanded: readonly number[];
};

export type FieldInfo = {
  readonly owner: ClassInfo;
  readonly name: string;
  readonly type: ApexType;
  readonly static: boolean;
  readonly access: AccessModifier;
  readonly final: boolean;
  readonly transient: boolean;
  /** `@AuraEnabled`, `@InvocableVariable` and their like. */
  readonly annotations: readonly Annotation[];
  /** Its name in the compiled code. */
  readonly key: string;
  readonly declarator: Declarator | undefined;
  /** Of a property. `get` and `set` are null where it has none. */
  readonly property:
    { readonly get: Accessor | null; readonly set: Accessor | null; readonly virtual: boolean; readonly overrides: boolean } | undefined;
  readonly native: { readonly get: Implementation; readonly set: Implementation | undefined } | undefined;
};

/** The version that made user mode and `with sharing` what a class has that does not say. */
export const USER_MODE_SINCE = 67;

export type ClassInfo = {
  readonly name: string;
  readonly type: ApexType;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Type variables of a generic platform class. */
  readonly parameters: readonly string[];
  superclass: ApexType | undefined;
  interfaces: readonly ApexType[];
  readonly outer: ClassInfo | undefined;
  readonly abstract: boolean;
  readonly virtual: boolean;
  readonly sharing: 'with' | 'without' | 'inherited' | 'unstated';
  /** Of the platform, as the file beside the source says. */
  readonly apiVersion: number;
  readonly inTest: boolean;
  /** Of the package; undefined for a platform class. */
  readonly declaration: TypeDeclaration | undefined;
  /** The file it is in. */
  readonly unit: string;
  /** By name in lower case. */
  readonly methods: Map<string, MethodInfo[]>;
  readonly constructors: MethodInfo[];
  readonly fields: Map<string, FieldInfo>;
  readonly inner: Map<string, ClassInfo>;
  /** Of an enum. */
  readonly values: readonly string[];
};

export type ClassTraits = Pick<ClassInfo, 'name' | 'type' | 'kind'> & Partial<ClassInfo>;

export function makeClassInfo(traits: ClassTraits): ClassInfo {
  return {
    parameters: [],
    superclass: undefined,
    interfaces: [],
    outer: undefined,
    abstract: false,
    virtual: false,
    sharing: 'with',
    apiVersion: USER_MODE_SINCE,
    inTest: false,
    declaration: undefined,
    unit: '',
    methods: new Map(),
    constructors: [],
    fields: new Map(),
    inner: new Map(),
    values: [],
    ...traits,
  };
}

export function addMethod(info: ClassInfo, method: MethodInfo): void {
  const name = method.name.toLowerCase();
  const known = info.methods.get(name);
  if (known === undefined) info.methods.set(name, [method]);
  else known.push(method);
}
