/** Which Apex type a field has. Source: Apex Developer Guide, "Data types" of sObject fields. */
import type { FieldKind, OrgField } from '../../metadata/model.ts';
import { BLOB, BOOLEAN, DATE, DATETIME, DECIMAL, ID, INTEGER, STRING, TIME, type ApexType } from '../types/type.ts';

const TYPES: Readonly<Partial<Record<FieldKind, ApexType>>> = {
  id: ID,
  reference: ID,
  boolean: BOOLEAN,
  int: INTEGER,
  double: DECIMAL,
  currency: DECIMAL,
  percent: DECIMAL,
  date: DATE,
  datetime: DATETIME,
  time: TIME,
  base64: BLOB,
};

export const apexTypeOf = (field: OrgField): ApexType => TYPES[field.kind] ?? STRING;
