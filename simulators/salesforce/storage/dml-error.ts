/**
 * Why the org refuses one record, in the platform's words. Codes: the StatusCode enumeration of the SOAP API guide; texts: as seen in
 * public error reports.
 */
import type { OrgField } from '../metadata/model.ts';

export type DmlError = { readonly statusCode: string; readonly message: string; readonly fields: readonly string[] };

function error(statusCode: string, message: string, fields: readonly string[] = []): DmlError {
  return { statusCode, message, fields };
}

export const DML_ERRORS = {
  unknownField: (object: string, name: string) => error('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`),
  /** The JSON parser's fault: the REST API answers it without the field, the Bulk API under another code. */
  unreadable: (name: string, kind: string, token: string) =>
    error(
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of ${kind} from ${token} or request may be missing a required field at [line:1, column:1]`,
      [name],
    ),
  notWritable: (field: OrgField) =>
    error(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      [field.name],
    ),
  tooLong: (field: OrgField, value: string) =>
    error('STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name]),
  numberTooLarge: (field: OrgField, value: number) =>
    error('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${value}`, [field.name]),
  badPicklistValue: (field: OrgField, value: string) =>
    error('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${value}`, [field.name]),
  badEmail: (field: OrgField, value: string) =>
    error('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]),
  malformedId: (field: OrgField, value: string) =>
    error('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]),
  wrongIdType: (field: OrgField, value: string) =>
    error('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [field.name]),
  malformedRecordId: (value: string) => error('MALFORMED_ID', `malformed id ${value}`, ['Id']),
  requiredMissing: (fields: readonly string[]) =>
    error('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields),
  invalidCrossReference: (fields: readonly string[] = []) => error('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', fields),
  entityIsDeleted: () => error('ENTITY_IS_DELETED', 'entity is deleted'),
  notInRecycleBin: () => error('UNDELETE_FAILED', 'Entity is not in the recycle bin'),
  badMerge: () => error('INVALID_OPERATION', 'A merge takes one record and one or two others of its object'),
  foreignKeyNotFound: (field: string, value: string, entity: string) =>
    error('INVALID_FIELD', `Foreign key external ID: ${value} not found for field ${field} in entity ${entity}`),
  duplicateForeignKey: (field: string, value: string) =>
    error('DUPLICATE_EXTERNAL_ID', `${field}: more than one record found for external id field: ${value}`),
  duplicateValue: (field: OrgField, id: string) =>
    error('DUPLICATE_VALUE', `duplicate value found: ${field.name} duplicates value on record with id: ${id.slice(0, 15)}`),
  duplicateExternalIdInCall: (field: OrgField, value: string) =>
    error('DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [field.name]),
  duplicateIdInCall: (id: string) => error('DUPLICATE_VALUE', `Duplicate id specified: ${id}`, ['Id']),
  externalIdMissing: (field: OrgField) => error('MISSING_ARGUMENT', `${field.name} not specified`, [field.name]),
  idMissing: () => error('MISSING_ARGUMENT', 'Id not specified in an update call'),
  idOnInsert: () => error('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']),
  /** Object permission missing, as the calls that make records say it. */
  notInsertable: (object: string) => error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object}`),
  insufficientAccess: () => error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'),
  insufficientAccessOnReference: () =>
    error('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id'),
  ruleFailed: (message: string) => error('FIELD_CUSTOM_VALIDATION_EXCEPTION', message),
  rowLocked: (ids: readonly string[]) =>
    error(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or ${ids.length} records: ${ids.map((id) => id.slice(0, 15)).join(',')}`,
    ),
  restricted: (child: string) =>
    error('DELETE_FAILED', `Your attempt to delete could not be completed because the record is associated with records of ${child}`),
  tooManyRetries: () => error('UNKNOWN_EXCEPTION', 'Too many batch retries in the presence of Apex triggers and partial failures.'),
  rolledBack: () =>
    error(
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    ),
  notSupported: (operation: string, object: string) =>
    error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type ${object} does not support ${operation}`),
} as const;

export function isDmlError(value: unknown): value is DmlError {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}
