/**
 * `If-Modified-Since` and `If-Unmodified-Since` of calls about one record, in whole seconds. Source: REST API guide, "Conditional Request Headers":
 * 304 for what has not changed, 412 for what has, 400 for a date that is none; not for deletes.
 */
import { parseDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { ApiCall } from './api-call.ts';
import { API_ERRORS } from './errors.ts';

/** True where the caller has the record already. Throws `ApiFault`. */
export function isKnownTo(call: ApiCall, record: StoredRecord): boolean {
  const since = headerDate(call, 'if-modified-since');
  return since !== undefined && modifiedAt(record) <= since;
}

/** Throws `ApiFault` where the record is not any more as the caller saw it. */
export function refuseIfModified(call: ApiCall, record: StoredRecord): void {
  const since = headerDate(call, 'if-unmodified-since');
  if (since !== undefined && modifiedAt(record) > since) throw API_ERRORS.preconditionFailed();
}

const modifiedAt = (record: StoredRecord): number => parseDatetime(String(record['LastModifiedDate'])) ?? 0;

/** `Tue, 10 Aug 2027 10:00:00 GMT` */
const RFC_1123 = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

function headerDate({ headers }: ApiCall, name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const at = RFC_1123.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw API_ERRORS.invalidRequest(`${name} is no date: ${text}`);
  return at;
}
