/** An exception as agents see it. */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import { fitRecord, instant, word } from './salesforce-values.ts';
import type { FittedRecord } from './salesforce-values.ts';

const MOST_ATTEMPTS = 9999;

/** The Salesforce record of an exception, open or resolved. */
export function projectException(record: ExceptionRecord): FittedRecord {
  return fitRecord('OB_Exception__c', record.exceptionId, {
    Order__r: { External_Key__c: record.orderKey },
    ...{ Category__c: word(record.category), Code__c: record.code, Severity__c: word(record.severity), Message__c: record.message },
    ...{ Turn__c: word(record.owner), Endpoint__c: record.endpoint, Retryable__c: record.actions.includes('RETRY') },
    ...{ Allowed_Actions__c: record.actions.join(';'), Attempts__c: Math.min(record.attempts, MOST_ATTEMPTS) },
    ...{ Opened_At__c: instant(record.openedAt), Next_Retry_At__c: instant(record.nextTryAt), Resolved_At__c: instant(record.resolvedAt) },
    ...{ Status__c: record.resolvedAt === undefined ? 'Open' : 'Resolved', Correlation_Id__c: record.commandId },
  });
}
