/** The package's and the platform's classes as platform classes look at them. */
import type { ClassPort, ObjectField, ObjectMethod } from '../context-ports.ts';
import type { ClassInfo, FieldInfo, MethodInfo } from '../types/class-info.ts';
import { isAssignable } from '../types/convert.ts';
import { constructorsOf, findMethods } from '../types/members.ts';
import { parseTypeName } from '../types/type-name.ts';
import type { ApexType } from '../types/type.ts';
import type { TypeTable } from '../types/type-table.ts';
import { ApexObject, ApexSObject, type ApexEnum, type Value } from '../values.ts';
import type { ApexContext } from '../context.ts';

export type ClassPortOptions = {
  readonly table: TypeTable;
  readonly isInstance: (value: Value, type: ApexType) => boolean;
  readonly enumValue: (type: ApexType, name: string) => ApexEnum;
  /** An instance none of whose constructors ran. */
  readonly blank: (info: ClassInfo) => ApexObject;
  readonly numberOf: (info: ClassInfo) => number;
  readonly context: () => ApexContext;
};

export function makeClassPort(options: ClassPortOptions): ClassPort {
  const { table, enumValue } = options;
  return {
    find: (name) => {
      try {
        return table.resolve(parseTypeName(name), undefined);
      } catch {
        return undefined;
      }
    },
    make: (type) => construct(options, type),
    blank: (type) => {
      const info = table.classOf(type);
      if (info?.declaration === undefined || info.kind === 'enum') return undefined;
      return info.kind === 'class' ? options.blank(info) : Object.defineProperty(new ApexObject(), 'type', { value: type });
    },
    methods: (type) => methodsOf(table, type).map(objectMethod),
    fields: (type) => fieldsOf(table, type).map(objectField),
    has: (type, slot) => {
      const [name = '', arity] = slot.split('$');
      return findMethods(table, type, name).some(({ method }) => !method.static && method.parameters.length === Number(arity));
    },
    constants: (type) => {
      const info = table.classOf(type);
      return info?.kind === 'enum' ? info.values.map((name) => enumValue(type, name)) : undefined;
    },
    isInstance: options.isInstance,
    isAssignable: (from, to) => isAssignable(table, from, to),
  };
}

function construct({ table, blank, numberOf, context }: ClassPortOptions, type: ApexType): Value {
  if (type.kind === 'sobject') return new ApexSObject(type);
  const info = table.classOf(type);
  const plain = constructorsOf(table, type).find(({ parameters }) => parameters.length === 0);
  if (info?.declaration === undefined) {
    const native = plain?.method.native;
    if (native === undefined) return context().fail('TypeException', `${type.name} cannot be constructed`);
    return (native.implementation as (context: ApexContext, type: ApexType) => Value)(context(), type);
  }
  const number = numberOf(info);
  const slot =
    info.constructors.length === 0 ? `n${number}` : `n${number}_${info.constructors.findIndex((each) => each.parameters.length === 0)}`;
  const object = blank(info);
  const constructor = object[slot];
  if (info.abstract || typeof constructor !== 'function')
    return context().fail('TypeException', `${type.name} has no constructor without arguments`);
  (object[`i${number}`] as () => ApexObject).call(object);
  return (constructor as () => ApexObject).call(object);
}

/** Those of the superclass first. */
function fieldsOf(table: TypeTable, type: ApexType): FieldInfo[] {
  const info = table.classOf(type);
  if (info?.declaration === undefined) return [];
  const above = info.superclass === undefined ? [] : fieldsOf(table, info.superclass);
  return [...above, ...[...info.fields.values()].filter((field) => !field.static)];
}

function methodsOf(table: TypeTable, type: ApexType): MethodInfo[] {
  const info = table.classOf(type);
  if (info?.declaration === undefined) return [];
  const own = [...info.methods.values()].flat().filter((method) => !method.static);
  return [...own, ...table.parents(type).flatMap((parent) => methodsOf(table, parent))];
}

function objectMethod({ name, slot, returns, parameters, declaration }: MethodInfo): ObjectMethod {
  const named = parameters.map((type, index) => ({ type, name: declaration?.parameters[index]?.name ?? '' }));
  return { name, slot, returns, parameters: named };
}

function objectField(field: FieldInfo): ObjectField {
  const { key, property, name, type } = field;
  const runs =
    property !== undefined && (property.virtual || (property.get?.body ?? null) !== null || (property.set?.body ?? null) !== null);
  return {
    name,
    type,
    transient: field.transient,
    annotations: new Set(field.annotations.map((annotation) => annotation.name)),
    get: (object) => (runs && property.get !== null ? (object[`get_${key}`] as () => Value).call(object) : (object[`f_${key}`] as Value)),
    set: (object, value) => {
      if (runs && property.set !== null) (object[`set_${key}`] as (value: Value) => Value).call(object, value);
      else object[`f_${key}`] = value;
    },
  };
}
