/** Answers of the query behind the exception desk. */
import { EXCEPTION, connection, record } from './order-data.js';

/** Open exceptions with these changes each. */
export function deskAnswer(changes, hasMore = false) {
  const order = record({ Id: 'a01', Order_Number__c: 'WEB-1001' });
  const rows = changes.map((change, index) => ({
    ...EXCEPTION,
    Id: `e${index}`,
    Order__c: 'a01',
    Order__r: order,
    OwnerId: '005other',
    ...change,
  }));
  return { uiapi: { query: { OB_Exception__c: connection(rows, hasMore) } } };
}
