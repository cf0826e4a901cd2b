/**
 * Failed calls to Salesforce, classified by error code. Source: REST API Developer Guide, "Status Codes and Error
 * Responses"; SOAP API StatusCode. The table is the only place that knows the codes.
 */

export type FailureClass =
  /** A passing trouble: send again, later and later. */
  | 'TRANSIENT'
  /** Another transaction holds the record: send again soon. */
  | 'LOCKED'
  /** Too many calls at this moment. */
  | 'BUSY'
  /** The day's calls are used up. */
  | 'QUOTA'
  /** The session ended. */
  | 'SESSION'
  /** The record it points to was not there; it may be a moment later. */
  | 'REFERENCE'
  /** Undone because another part of the request failed. */
  | 'ROLLED_BACK'
  /** Set-up, permissions, storage: nothing of this kind will work before somebody acts. */
  | 'CONFIG'
  /** This data will never be taken. */
  | 'REFUSED';

export type SalesforceFailure = {
  readonly class: FailureClass;
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
};

const CLASS_OF_CODE: Readonly<Record<string, FailureClass>> = {
  UNABLE_TO_LOCK_ROW: 'LOCKED',
  SERVER_UNAVAILABLE: 'TRANSIENT',
  QUERY_TIMEOUT: 'TRANSIENT',
  REQUEST_RUNNING_TOO_LONG: 'TRANSIENT',
  UNKNOWN_EXCEPTION: 'TRANSIENT',
  INVALID_SESSION_ID: 'SESSION',
  Bad_OAuth_Token: 'SESSION',
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 'ROLLED_BACK',
  PROCESSING_HALTED: 'ROLLED_BACK',
  INVALID_CROSS_REFERENCE_KEY: 'REFERENCE',
  STORAGE_LIMIT_EXCEEDED: 'CONFIG',
  API_DISABLED_FOR_ORG: 'CONFIG',
  API_CURRENTLY_DISABLED: 'CONFIG',
  UNSUPPORTED_API_VERSION: 'CONFIG',
  invalid_grant: 'CONFIG',
  invalid_client: 'CONFIG',
  invalid_client_id: 'CONFIG',
  invalid_app_access: 'CONFIG',
};

const TRANSIENT_STATUS: ReadonlySet<number> = new Set([420, 429, 500, 502, 503, 504]);

/** Words of a trigger's fault that say it was a lock or a moment's trouble, not the data. */
const PASSING = /unable to lock row|record currently unavailable|asyncexception/i;

/** What an upsert says of a parent named by an external id that is not there; its code is INVALID_FIELD. */
const MISSING_PARENT = /foreign key external id: .* not found/i;

function classOfMessage(code: string, message: string): FailureClass | undefined {
  if (code === 'REQUEST_LIMIT_EXCEEDED') return /concurrent/i.test(message) ? 'BUSY' : 'QUOTA';
  if (PASSING.test(message)) return 'LOCKED';
  if (code === 'INVALID_FIELD' && MISSING_PARENT.test(message)) return 'REFERENCE';
  return undefined;
}

/** Classifies one error. A code the table lacks is REFUSED unless the HTTP status says that it will pass. */
export function classify(code: string, message: string, status?: number): FailureClass {
  const known = classOfMessage(code, message) ?? CLASS_OF_CODE[code];
  if (known) return known;
  if (status !== undefined && TRANSIENT_STATUS.has(status)) return 'TRANSIENT';
  return status === 401 ? 'SESSION' : 'REFUSED';
}

/**
 * Whether the platform itself, and not the set-up or something on the way, refused a request for what is in it: sent again it is
 * refused again, and without what it stumbled over it is taken.
 */
export function isOfContent({ class: kind, status, code }: SalesforceFailure): boolean {
  return kind === 'REFUSED' && (status === 413 || (status === 400 && !code.startsWith('HTTP_')));
}

/** Says of a failure what may be logged: messages of the platform can quote a record's values. */
export function loggable(failure: SalesforceFailure): { class: string; code: string; status: number | undefined } {
  return { class: failure.class, code: failure.code, status: failure.status };
}
