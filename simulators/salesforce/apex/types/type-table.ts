/** Every type the org has, and what a written type name means where it is written. */
import type { OrgMetadata } from '../../metadata/model.ts';
import type { ClassInfo } from './class-info.ts';
import { classOf, listOf, mapOf, PRIMITIVES, setOf, SOBJECT, sobjectOf, substitute, variableOf, VOID, type ApexType } from './type.ts';
import type { TypeName } from './type-name.ts';

export type TypeTable = {
  /** The type a name means inside `scope`; undefined for an unknown one. */
  readonly resolve: (name: TypeName, scope: ClassInfo | undefined) => ApexType | undefined;
  readonly classOf: (type: ApexType) => ClassInfo | undefined;
  /** A class by the name it has there, `Outer.Inner` or `Inner`. */
  readonly findClass: (name: string, scope: ClassInfo | undefined) => ClassInfo | undefined;
  readonly add: (info: ClassInfo) => void;
  readonly classes: () => Iterable<ClassInfo>;
  readonly metadata: OrgMetadata;
  /** The supertypes a type names: superclass first, then interfaces, type arguments put in. */
  readonly parents: (type: ApexType) => readonly ApexType[];
  /** Is a value of `type` also one of `wanted`, by inheritance alone? */
  readonly inherits: (type: ApexType, wanted: ApexType) => boolean;
};

const PRIMITIVE = new Map(PRIMITIVES.map((type) => [type.base.toLowerCase(), type]));

/** Namespaces whose classes are found without them. */
const OPEN_NAMESPACES = ['', 'system.', 'schema.'];

export function makeTypeTable(metadata: OrgMetadata): TypeTable {
  const classes = new Map<string, ClassInfo>();

  const table: TypeTable = {
    metadata,
    classes: () => classes.values(),
    add: (info) => {
      classes.set(info.name.toLowerCase(), info);
      for (const inner of info.inner.values()) table.add(inner);
    },
    classOf: (type) => classes.get(type.base.toLowerCase()),
    findClass: (name, scope) => findInner(table, name.toLowerCase(), scope) ?? findGlobal(name.toLowerCase()),
    resolve: (name, scope) => {
      const args = name.args.map((arg) => table.resolve(arg, scope));
      if (args.some((arg) => arg === undefined)) return undefined;
      return resolveBase(name.name, args as ApexType[], scope);
    },
    parents: (type) => {
      const info = table.classOf(type);
      if (info === undefined) return [];
      const variables = new Map(info.parameters.map((parameter, index) => [parameter, type.args[index] ?? variableOf(parameter)]));
      const named = info.superclass === undefined ? info.interfaces : [info.superclass, ...info.interfaces];
      return named.map((parent) => substitute(parent, variables));
    },
    inherits: (type, wanted) => type === wanted || table.parents(type).some((parent) => table.inherits(parent, wanted)),
  };

  function findGlobal(name: string): ClassInfo | undefined {
    const plain = name.replace(/^system\./, '');
    for (const namespace of OPEN_NAMESPACES) {
      const found = classes.get(namespace + plain);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function resolveBase(name: string, args: readonly ApexType[], scope: ClassInfo | undefined): ApexType | undefined {
    const lower = name.toLowerCase();
    if (args.length > 0 || COLLECTIONS.has(lower)) {
      const collection = collectionOf(lower.replace(/^system\./, ''), args);
      if (collection !== undefined) return collection;
    }
    const own = findInner(table, lower, scope);
    if (own !== undefined) return own.type;
    const top = classes.get(lower);
    if (top !== undefined && top.declaration !== undefined) return top.type;
    return builtIn(lower, args);
  }

  function builtIn(lower: string, args: readonly ApexType[]): ApexType | undefined {
    const primitive = PRIMITIVE.get(lower.replace(/^system\./, ''));
    if (primitive !== undefined) return primitive;
    if (lower === 'void') return VOID;
    if (lower === 'sobject' || lower === 'schema.sobject') return SOBJECT;
    const unstored = UNSTORED.get(lower.replace(/^schema\./, ''));
    if (unstored !== undefined) return sobjectOf(unstored);
    const info = findGlobal(lower);
    if (info !== undefined) return info.parameters.length > 0 ? classOf(info.name, args) : info.type;
    const object = metadata.object(lower.replace(/^schema\./, ''));
    return object === undefined ? undefined : sobjectOf(object.name);
  }

  return table;
}

/** Records that no table has: what aggregates give, what the parents of a polymorphic reference have in common. */
const UNSTORED = new Map([
  ['aggregateresult', 'AggregateResult'],
  ['name', 'Name'],
]);

const COLLECTIONS = new Set(['list', 'set', 'map']);

/** `List`, `Set` or `Map` of these; undefined for another name. */
export function collectionOf(name: string, [first, second]: readonly ApexType[]): ApexType | undefined {
  if (first === undefined) return undefined;
  if (name === 'list') return listOf(first);
  if (name === 'set') return setOf(first);
  return name === 'map' && second !== undefined ? mapOf(first, second) : undefined;
}

/** Inner classes are seen from their outer class, from each other, and from what extends them. */
function findInner(table: TypeTable, name: string, scope: ClassInfo | undefined): ClassInfo | undefined {
  for (let place: ClassInfo | undefined = scope; place !== undefined; place = place.outer) {
    if (place.name.toLowerCase() === name) return place;
    for (let level: ClassInfo | undefined = place; level !== undefined;) {
      const found = level.inner.get(name);
      if (found !== undefined) return found;
      level = level.superclass === undefined ? undefined : table.classOf(level.superclass);
    }
  }
  return undefined;
}
