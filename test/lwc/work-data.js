/** Answers of the queries behind the pages of an exception and of a command. */
import { COMMAND, EXCEPTION, connection, record } from './order-data.js';

const ORDER = { Order__c: 'a01', Order__r: record({ Id: 'a01', Order_Number__c: 'WEB-1001' }) };

export function exceptionAnswer(values = {}) {
  return { uiapi: { query: { OB_Exception__c: connection([{ ...EXCEPTION, ...ORDER, ...values }]) } } };
}

export function commandAnswer(values = {}) {
  const command = { ...COMMAND, ...ORDER, Publish_State__c: 'Published', Published_At__c: '2026-11-21T11:58:01.000Z', ...values };
  return { uiapi: { query: { OB_Command__c: connection([command]) } } };
}
