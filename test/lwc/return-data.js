/** Answers of the query behind the page of a return. */
import { connection, record } from './order-data.js';

export const RETURN_ID = 'a09000000000001AAA';

export const RETURN = {
  ...{ Id: RETURN_ID, External_Key__c: 'R1', RMA__c: 'RMA-9', Status__c: 'Authorized', Refund_State__c: 'Pending', Reason__c: 'Damaged' },
  ...{ Resolution__c: 'Refund', Requested_At__c: '2026-11-20T10:00:00.000Z', Return_By__c: '2026-12-05', Refund_Amount__c: 39.9 },
  ...{ Label_URL__c: 'https://labels.example/9', Currency__c: 'EUR', Order__c: 'a01', Case__c: '500', ERP_Document__c: 'RT-5' },
  ...{ Order__r: record({ Id: 'a01', Order_Number__c: 'WEB-1001' }), Case__r: record({ Id: '500', CaseNumber: '00042' }) },
  Last_Synced_At__c: '2026-11-21T11:59:48.000Z',
};

export const RETURN_LINE = {
  ...{ Id: 'rl1', Quantity__c: 2, Quantity_Authorized__c: 2, Quantity_Received__c: 1, Refund_Amount__c: 39.9, Condition__c: 'Damaged' },
  Order_Line__r: record({ Id: 'l1', Description__c: 'Kettle', SKU__c: 'KETTLE' }),
};

export function returnAnswer({ values = {}, lines = [RETURN_LINE], commands = [], heartbeatAt = '2026-11-21T11:59:50.000Z' } = {}) {
  const node = { ...record({ ...RETURN, ...values }), Return_Lines__r: connection(lines), Commands__r: connection(commands) };
  const broker = connection([{ Id: 'b', Last_Heartbeat_At__c: heartbeatAt }]);
  return { uiapi: { query: { OB_Return__c: { edges: [{ node }] }, OB_Broker_Status__c: broker } } };
}
