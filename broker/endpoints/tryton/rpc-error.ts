/**
 * Errors of Tryton's JSON-RPC, which come with HTTP 200: `error` is a name and its details. There are no codes, so refusals
 * are told apart by their texts, in English, which the session asks for. Source: trytond 6.0, trytond/exceptions.py and
 * trytond/protocols/dispatcher.py; the texts are in the modules' message.xml.
 */
import { z } from 'zod';
import type { Failure } from '../../engine/endpoint.ts';
import { brokenContract } from '../kit/outcome.ts';
import type { Access } from '../kit/outcome.ts';
import { refused } from './explanations.ts';

const Named = z.tuple([z.string()]).rest(z.unknown());
const Details = z.tuple([z.string()]).rest(z.unknown());

/** The system wants somebody's consent, by this name, before it goes on. */
export type Warning = { readonly class: 'WARNING'; readonly name: string };

/** Texts of refusals and what we call them. The first that fits counts. */
const REFUSALS: readonly (readonly [text: RegExp, code: string])[] = [
  [/has reached their credit limit/, 'CREDIT_LIMIT'],
  [/forcast quantity|forecast quantity/, 'SHORT_STOCK'],
  [/must enter an? (invoice|shipment) address/, 'ADDRESS_MISSING'],
  [/number of digits in the value/, 'TOO_MANY_DIGITS'],
  [/value for field "Product" in "Sale Line" is not valid/, 'PRODUCT_NOT_SALABLE'],
  [/is not valid according to its domain/, 'NOT_ALLOWED_HERE'],
  [/A value is required for field/, 'VALUE_MISSING'],
  [/does not exist/, 'NO_SUCH_RECORD'],
  [/company setup does not allow it/, 'POSTED_ALREADY'],
];

/** Texts that say that our user may not do this. Nothing will work before somebody gives the right. */
const NO_RIGHT = /Calling button .* is not allowed|You are not allowed to (create|write|modify|delete)|There is no access right/;

/** PostgreSQL gave up on a lock or on a concurrent change, and took everything of the call back. */
const ROLLED_BACK = /could not obtain lock|could not serialize|deadlock/;

function ofUser(message: string): Failure {
  if (NO_RIGHT.test(message)) return { class: 'CONFIG', code: 'NO_RIGHT', message: "The ERP's user may not do this" };
  const known = REFUSALS.find(([text]) => text.test(message));
  const code = known?.[1] ?? 'REFUSED';
  return refused(code);
}

/** A connection that the database lost may have been lost after the commit. Everything else is an error of the call itself. */
function ofFault(name: string, access: Access): Failure {
  if (ROLLED_BACK.test(name)) return { class: 'LOCKED', code: 'RECORD_IN_USE', message: 'The document is in use' };
  if (!/server closed the connection|connection already closed|terminating connection/.test(name)) {
    return { class: 'REJECT', code: 'ERP_FAULT', message: 'The ERP failed of this call; its log says why' };
  }
  const code = 'DATABASE_LOST';
  if (access === 'write') return { class: 'IN_DOUBT', code, message: 'No clear answer came; it may have been done' };
  return { class: 'RETRY_SAFE', code, message: 'No clear answer came to a question' };
}

/** Classifies an error. Its texts may quote a customer, so none goes on. */
export function classifyError(error: unknown, access: Access): Warning | Failure {
  const named = Named.safeParse(error);
  if (!named.success) return brokenContract();
  const [name, details] = named.data;
  const text = Details.safeParse(details).data?.[0] ?? '';
  switch (name) {
    case 'UserError':
      return ofUser(text);
    case 'UserWarning':
      return { class: 'WARNING', name: text };
    case 'ConcurrencyException':
      return { class: 'CONFLICT', code: 'RECORD_CHANGED', message: 'The document was changed meanwhile' };
    case 'LoginException':
      return { class: 'CONFIG', code: 'LOGIN_REFUSED', message: 'The system does not let us in' };
    default:
      return ofFault(name, access);
  }
}
