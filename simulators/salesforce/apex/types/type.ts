/** The types of Apex, at compile time and, for collections and casts, at run time. Source: Apex Developer Guide, "Data Types and Variables". */

export type PrimitiveName =
  'Boolean' | 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob' | 'Object';

export type ApexType = {
  readonly kind: 'primitive' | 'collection' | 'sobject' | 'class' | 'variable' | 'null' | 'void';
  /** `Integer`, `List`, `Account`, `Outer.Inner`, `Database.SaveResult`, `T`. */
  readonly base: string;
  readonly args: readonly ApexType[];
  /** As messages write it, `Map<Id,Account>`. Two types are the same when this is the same: types are interned. */
  readonly name: string;
};

const interned = new Map<string, ApexType>();

function intern(kind: ApexType['kind'], base: string, args: readonly ApexType[] = []): ApexType {
  const name = args.length === 0 ? base : `${base}<${args.map((arg) => arg.name).join(',')}>`;
  const key = `${kind} ${name}`;
  let type = interned.get(key);
  if (type === undefined) {
    type = { kind, base, args, name };
    interned.set(key, type);
  }
  return type;
}

const primitive = (name: PrimitiveName): ApexType => intern('primitive', name);

export const BOOLEAN = primitive('Boolean');
export const INTEGER = primitive('Integer');
export const LONG = primitive('Long');
export const DECIMAL = primitive('Decimal');
export const DOUBLE = primitive('Double');
export const STRING = primitive('String');
export const ID = primitive('Id');
export const DATE = primitive('Date');
export const DATETIME = primitive('Datetime');
export const TIME = primitive('Time');
export const BLOB = primitive('Blob');
/** The type every value has. */
export const OBJECT = primitive('Object');
export const VOID = intern('void', 'void');
/** The type of `null`. */
export const NULL = intern('null', 'null');
/** An sObject of any object. */
export const SOBJECT = intern('sobject', 'SObject');

export const PRIMITIVES: readonly ApexType[] = [BOOLEAN, INTEGER, LONG, DECIMAL, DOUBLE, STRING, ID, DATE, DATETIME, TIME, BLOB, OBJECT];

export const listOf = (element: ApexType): ApexType => intern('collection', 'List', [element]);
export const setOf = (element: ApexType): ApexType => intern('collection', 'Set', [element]);
export const mapOf = (key: ApexType, value: ApexType): ApexType => intern('collection', 'Map', [key, value]);

/** Records of one object; the name in the case the describe has. */
export const sobjectOf = (object: string): ApexType => intern('sobject', object);

/** A class, interface, exception or enum of the package or the platform, by its full name. */
export const classOf = (name: string, args: readonly ApexType[] = []): ApexType => intern('class', name, args);

/** The `T` of a generic platform class. */
export const variableOf = (name: string): ApexType => intern('variable', name);

/** Puts type arguments in the place of type variables. */
export function substitute(type: ApexType, variables: ReadonlyMap<string, ApexType>): ApexType {
  if (type.kind === 'variable') return variables.get(type.base) ?? type;
  if (type.args.length === 0) return type;
  return intern(
    type.kind,
    type.base,
    type.args.map((arg) => substitute(arg, variables)),
  );
}

export const isNumeric = (type: ApexType): boolean => type === INTEGER || type === LONG || type === DECIMAL || type === DOUBLE;
export const isText = (type: ApexType): boolean => type === STRING || type === ID;
