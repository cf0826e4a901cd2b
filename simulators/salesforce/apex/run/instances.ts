/** Which type a value has while Apex runs, and casts. */
import { ID_AS_OBJECT, type Met } from './met.ts';
import type { ApexBlob } from '../values.ts';
import {
  ApexCollection,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexObject,
  ApexSObject,
  ApexTime,
  PlatformObject,
  type Value,
} from '../values.ts';
import { readIdText } from '../id-text.ts';
import { distance } from '../types/convert.ts';
import {
  BLOB,
  BOOLEAN,
  DATE,
  DATETIME,
  DECIMAL,
  DOUBLE,
  ID,
  INTEGER,
  isNumeric,
  LONG,
  OBJECT,
  STRING,
  TIME,
  type ApexType,
} from '../types/type.ts';
import type { TypeTable } from '../types/type-table.ts';

export function typeOf(value: NonNullable<Value>): ApexType {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'number':
      return INTEGER;
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return LONG;
    default:
      return value instanceof ApexObject || value instanceof ApexCollection || value instanceof PlatformObject
        ? value.type
        : typeOfScalar(value);
  }
}

function typeOfScalar(value: ApexDecimal | ApexDouble | ApexDate | ApexDatetime | ApexTime | ApexBlob | ApexEnum | ApexSObject): ApexType {
  if (value instanceof ApexSObject || value instanceof ApexEnum) return value.type;
  if (value instanceof ApexDecimal) return DECIMAL;
  if (value instanceof ApexDouble) return DOUBLE;
  if (value instanceof ApexDate) return DATE;
  if (value instanceof ApexDatetime) return DATETIME;
  return value instanceof ApexTime ? TIME : BLOB;
}

export type Instances = {
  readonly isInstance: (value: Value, type: ApexType) => boolean;
  readonly cast: (value: Value, type: ApexType) => Value;
};

export type InstanceOptions = {
  readonly table: TypeTable;
  readonly fail: (type: string, message: string) => never;
  readonly convert: (value: Value, type: ApexType) => Value;
  readonly met: Pick<Met, 'add'>;
};

/** A number is an instance of each type it fits into, and a Decimal of Double, as public tests of matchers show. */
function width(type: ApexType): number {
  if (type === INTEGER) return 1;
  return type === LONG ? 2 : 3;
}

/** Numbers become each other, and a Date is cast to a Datetime. */
const widens = (own: ApexType, type: ApexType): boolean =>
  (own !== type && isNumeric(own) && isNumeric(type)) || (own === DATE && type === DATETIME);

const isIdText = (own: ApexType, value: Value): boolean => own === STRING && readIdText(value as string) !== undefined;

export function makeInstances({ table, fail, convert, met }: InstanceOptions): Instances {
  const known = new Map<ApexType, Map<ApexType, boolean>>();

  const isSubtype = (type: ApexType, wanted: ApexType): boolean => {
    let answers = known.get(type);
    if (answers === undefined) known.set(type, (answers = new Map<ApexType, boolean>()));
    let answer = answers.get(wanted);
    if (answer === undefined) answers.set(wanted, (answer = distance(table, type, wanted) !== undefined));
    return answer;
  };

  /** Any text may be held as an Id, but a list of Strings is no instance of a list of Ids. */
  const holdsTexts = (own: ApexType, type: ApexType): boolean => own.args.some((arg, index) => arg === STRING && type.args[index] === ID);

  const isInstance: Instances['isInstance'] = (value, type) => {
    if (value === null) return false;
    const own = typeOf(value);
    if (own === type || type === OBJECT) return true;
    if (own === STRING) return type === ID && readIdText(value as string) !== undefined;
    if (isNumeric(own) && isNumeric(type)) return width(own) <= width(type);
    return isSubtype(own, type) && !holdsTexts(own, type);
  };

  return {
    isInstance,
    cast: (value, type) => {
      if (value === null) return value;
      const own = typeOf(value);
      if (widens(own, type)) return convert(value, type);
      if (isInstance(value, type) || (holdsTexts(own, type) && isSubtype(own, type))) return value;
      if (isIdText(own, value)) met.add(ID_AS_OBJECT);
      return fail('TypeException', `Invalid conversion from runtime type ${own.name} to ${type.name}`);
    },
  };
}
