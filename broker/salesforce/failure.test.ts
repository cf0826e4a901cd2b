import { describe, expect, it } from '@jest/globals';
import { classify } from './failure.ts';

describe('an error of Salesforce', () => {
  it.each([
    ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', 400, 'LOCKED'],
    ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'OB_OrderTrigger: UNABLE_TO_LOCK_ROW: unable to lock row', 400, 'LOCKED'],
    ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'OB_OrderTrigger: System.NullPointerException', 400, 'REFUSED'],
    ['APEX_ERROR', 'Record Currently Unavailable', 400, 'LOCKED'],
    ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 403, 'QUOTA'],
    ['REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', 403, 'BUSY'],
    ['INVALID_SESSION_ID', 'Session expired or invalid', 401, 'SESSION'],
    ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', 400, 'REFERENCE'],
    ['INVALID_FIELD', 'Foreign key external ID: A1 not found for field External_Key__c in entity OB_Order__c', 400, 'REFERENCE'],
    ['INVALID_FIELD', "No such column 'X__c' on sobject of type OB_Order__c", 400, 'REFUSED'],
    ['STRING_TOO_LONG', 'data value too large', 400, 'REFUSED'],
    ['SOMETHING_NEW', 'nobody knows', 400, 'REFUSED'],
    ['SOMETHING_NEW', 'nobody knows', 503, 'TRANSIENT'],
    ['HTTP_401', '', 401, 'SESSION'],
    ['invalid_grant', "user hasn't approved this consumer", 400, 'CONFIG'],
  ])('%s "%s" with HTTP %i is %s', (code, message, status, expected) => {
    expect(classify(code, message, status)).toBe(expected);
  });
});
