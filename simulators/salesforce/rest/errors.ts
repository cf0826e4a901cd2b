/** Every refusal of the REST API in one place. Source: "Status Codes and Error Responses" of the REST API guide; texts as seen in the field. */
import type { DmlError } from '../storage/dml-error.ts';
import type { QueryFault } from '../soql/query-fault.ts';
import { ApiFault, type ApiError } from './api-fault.ts';

function fault(status: number, errorCode: string, message: string): ApiFault {
  return new ApiFault(status, [{ message, errorCode }]);
}

export const API_ERRORS = {
  invalidSession: () => fault(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  notFound: () => fault(404, 'NOT_FOUND', 'The requested resource does not exist'),
  externalIdNotFound: (name: string) => fault(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${name}`),
  methodNotAllowed: (method: string, allowed: readonly string[]) =>
    fault(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`),
  versionRetired: (version: string) => fault(410, 'UNSUPPORTED_API_VERSION', `API version ${version} is no longer supported`),
  uriTooLong: () => fault(414, 'URI_TOO_LONG', 'The length of the URI exceeds the 16,384-byte limit'),
  headersTooLong: () =>
    fault(431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', 'The combined length of the URI and headers exceeds the 16,384-byte limit'),
  unsupportedMediaType: (type: string) => fault(415, 'UNSUPPORTED_MEDIA_TYPE', `The content type ${type} is not supported`),
  preconditionFailed: () => fault(412, 'PRECONDITION_FAILED', 'The record was modified since the date of the header If-Unmodified-Since'),
  requestLimitExceeded: () => fault(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  unreadableJson: (detail: string) => fault(400, 'JSON_PARSER_ERROR', detail),
  bodyMissing: () => fault(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.'),
  bodyTooLarge: () => fault(413, 'REQUEST_ENTITY_TOO_LARGE', 'The request entity is too large'),
  badParameter: (detail: string) => fault(400, 'INVALID_QUERY_FILTER_OPERATOR', detail),
  malformedQuery: (detail: string) => fault(400, 'MALFORMED_QUERY', detail),
  invalidLocator: () => fault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'),
  tooManyRecords: (limit: number) =>
    fault(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${limit} records into this call`),
  tooManyChunks: (limit: number) =>
    fault(400, 'LIMIT_EXCEEDED', `records of different types were sent in more than ${limit} chunks; sort them by type`),
  tooManySubrequests: (limit: number) => fault(400, 'LIMIT_EXCEEDED', `The request can't contain more than ${limit} subrequests`),
  tooManyHeavySubrequests: (limit: number) =>
    fault(400, 'LIMIT_EXCEEDED', `The request can't contain more than ${limit} query and sObject Collections subrequests`),
  invalidRequest: (detail: string) => fault(400, 'INVALID_INPUT', detail),
  keyInBody: (field: string) => fault(400, 'INVALID_FIELD', `The ${field} field should not be specified in the sobject data.`),
  unknownObject: (name: string) => fault(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`),
  notSupported: (operation: string, object: string) =>
    fault(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object} does not support ${operation}`),
  alreadyThere: (name: string) => fault(400, 'DUPLICATE_VALUE', `there is a ${name} already`),
  invalidJob: (errorCode: string, detail: string) => fault(400, errorCode, detail),
  unsupportedDateRange: (detail: string) => fault(400, 'INVALID_REPLICATION_DATE', detail),
  serverError: () => fault(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred. Please include this ErrorId if you contact support'),
} as const;

/** HTTP status of a record's own error in a single-record call. Anything not named here is 400 (UNVERIFIED beyond that). */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
};

/** A record's errors as the top-level answer of a single-record call. */
export function dmlFault(errors: readonly DmlError[]): ApiFault {
  const status = STATUS_OF_CODE[errors[0]?.statusCode ?? ''] ?? 400;
  return new ApiFault(status, errors.map(toApiError));
}

export function toApiError({ statusCode, message, fields }: DmlError): ApiError {
  // Parse and schema errors carry no field list.
  return statusCode === 'JSON_PARSER_ERROR' || (statusCode === 'INVALID_FIELD' && fields.length === 0)
    ? { message, errorCode: statusCode }
    : { message, errorCode: statusCode, fields };
}

export function queryFault({ errorCode, message }: QueryFault): ApiFault {
  return fault(400, errorCode, message);
}
