/**
 * What went wrong, from the many shapes the platform uses: GraphQL and record data (`errors`, `body`), Apex
 * (`body.message`), the network. Pure. Documents: "Handle Errors in Lightning Data Service" and "Handle Errors" of the
 * LWC guide, "Error Handling" of the GraphQL API guide.
 */

/**
 * @typedef {'noAccess' | 'notFound' | 'offline' | 'session' | 'refused' | 'unknown'} ErrorKind
 * @typedef {{ kind: ErrorKind, messages: string[], code: string | undefined }} Problem
 */

/** Error codes of the REST, UI and GraphQL APIs, by what they mean to a person. */
const KINDS = /** @type {Record<string, ErrorKind>} */ ({
  INSUFFICIENT_ACCESS: 'noAccess',
  INSUFFICIENT_ACCESS_OR_READONLY: 'noAccess',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'noAccess',
  INVALID_TYPE: 'noAccess',
  NOT_FOUND: 'notFound',
  ENTITY_IS_DELETED: 'notFound',
  INVALID_CROSS_REFERENCE_KEY: 'notFound',
  INVALID_SESSION_ID: 'session',
  REQUEST_LIMIT_EXCEEDED: 'offline',
  SERVER_UNAVAILABLE: 'offline',
  OperationNotSupported: 'noAccess',
  InvalidSyntax: 'noAccess',
  ValidationError: 'noAccess',
});

const KIND_OF_STATUS = /** @type {Record<number, ErrorKind>} */ ({
  0: 'offline',
  400: 'refused',
  401: 'session',
  403: 'noAccess',
  404: 'notFound',
  429: 'offline',
  502: 'offline',
  503: 'offline',
  504: 'offline',
});

/** @param {any} thrown */
function listed(thrown) {
  return Array.isArray(thrown) ? thrown : [thrown];
}

/** The messages of fields and of the page, as saves answer them. @param {any} output */
function outputMessages({ errors = [], fieldErrors = {} }) {
  return [...errors, ...Object.values(fieldErrors).flat()].map(({ message }) => message);
}

/** Codes of fields and of the page, as saves answer them. @param {any} body @returns {string[]} */
function innerCodes({ errorCode, output = {} }) {
  const { errors = [], fieldErrors = {} } = output;
  return [errorCode, ...[...errors, ...Object.values(fieldErrors).flat()].map((error) => error.errorCode)];
}

/** What saves answer: in `output` of record data, beside the message in Apex. @param {any} body @returns {string[]} */
function innerMessages({ output, pageErrors, fieldErrors }) {
  return [...(output ? outputMessages(output) : []), ...outputMessages({ errors: pageErrors, fieldErrors })];
}

/** @param {any} error @returns {any[]} */
function bodiesOf(error) {
  if (typeof error === 'string') return [{ message: error }];
  const body = error.body ?? error;
  return Array.isArray(body) ? body : [body];
}

/** @param {any} error @returns {string[]} */
function messagesOf(error) {
  const inner = bodiesOf(error).flatMap(innerMessages);
  return inner.length > 0 ? inner : [...bodiesOf(error).map(({ message }) => message), error.statusText];
}

/** @param {any} error @returns {string | undefined} */
function codeOf(error) {
  const [first] = bodiesOf(error);
  return first?.errorCode ?? first?.extensions?.ErrorType;
}

/** Nobody answered, and so there is no status: what `fetch` throws, or what the platform says in its place. @param {any} error */
function isCutOff(error) {
  if (error.name === 'TypeError') return /fetch|network/i.test(error.message);
  return error.status === undefined && messagesOf(error).includes('Disconnected or Canceled');
}

/** @param {any} error @param {string | undefined} code @returns {ErrorKind} */
function kindOf(error, code) {
  const known = KINDS[code ?? ''];
  if (known) return known;
  if (isCutOff(error)) return 'offline';
  return KIND_OF_STATUS[error.status] ?? 'unknown';
}

/**
 * One problem from whatever was thrown or emitted; undefined if nothing was.
 * @param {any} thrown
 * @returns {Problem | undefined}
 */
export function problemOf(thrown) {
  if (thrown === undefined || thrown === null) return undefined;
  const errors = listed(thrown);
  if (errors.length === 0) return undefined;
  const code = codeOf(errors[0]);
  const messages = errors.flatMap(messagesOf).filter((message) => typeof message === 'string' && message !== '');
  return { kind: kindOf(errors[0], code), messages: [...new Set(messages)], code };
}

/**
 * Whether the org refused for this reason: saves name it for the page or for one of the fields.
 * @param {any} thrown
 * @param {string} code such as `DUPLICATE_VALUE`
 */
export function hasCode(thrown, code) {
  return listed(thrown ?? [])
    .flatMap(bodiesOf)
    .some((body) => innerCodes(body).includes(code));
}
