/** Records for the pages beside that of an order: exceptions of several kinds and ages, a return under way. */
import type { Records } from './kept-records.ts';
import { minutesAgo } from './order-records.ts';
import type { OrderMaker } from './order-records.ts';

/** Four open exceptions: two of them overdue, two of them rejections. */
export async function seedDesk(make: OrderMaker): Promise<void> {
  await make.exception(await make.order('DESK-1'), { Opened_At__c: minutesAgo(3000) });
  await make.exception(await make.order('DESK-2'), { Opened_At__c: minutesAgo(5), Next_Retry_At__c: null });
  const inDoubt = {
    ...{ Category__c: 'In doubt', Code__c: 'ANSWER_LOST', Message__c: 'The ERP did not answer. The broker asks whether it has the order.' },
    ...{ Severity__c: 'Warning', Turn__c: 'Broker', Opened_At__c: minutesAgo(400) },
  };
  await make.exception(await make.order('DESK-3'), inDoubt);
  const stuck = {
    Category__c: 'Stuck',
    Code__c: 'NO_PROGRESS',
    Message__c: 'Nothing was heard of the order for a day.',
    Severity__c: 'Warning',
  };
  await make.exception(await make.order('DESK-4'), { ...stuck, Opened_At__c: minutesAgo(30), Next_Retry_At__c: null });
}

/** Answers the id of a return of two kettles, one of which has arrived. Its order and it belong to the agent. */
export async function seedReturn(make: OrderMaker, { create, query }: Records): Promise<string> {
  const orderId = await make.order('RETURNED-1', { Status__c: 'Delivered' });
  const [order] = await query(`SELECT OwnerId FROM OB_Order__c WHERE Id = '${orderId}'`);
  const [lineId = ''] = await make.lines(orderId, [{ Description__c: 'Kettle', Quantity_Shipped__c: 3, Quantity_Delivered__c: 3 }]);
  const [returnId = ''] = await create('OB_Return__c', [
    {
      ...{
        OwnerId: order?.['OwnerId'],
        Order__c: orderId,
        External_Key__c: 'RETURNED-1-RT1',
        RMA__c: 'RMA-77',
        Status__c: 'Partially received',
      },
      ...{
        Status_Version__c: 3,
        Requested_At__c: minutesAgo(3000),
        Return_By__c: minutesAgo(-20_000).slice(0, 10),
        Refund_State__c: 'Pending',
      },
      ...{ Currency__c: 'EUR', Last_Synced_At__c: minutesAgo(2), Reason__c: 'Damaged', Label_URL__c: 'https://labels.example/RMA-77.pdf' },
    },
  ]);
  await create('OB_Return_Line__c', [
    {
      ...{ Return__c: returnId, Order_Line__c: lineId, External_Key__c: 'RETURNED-1-RT1-1', Quantity__c: 2, Quantity_Authorized__c: 2 },
      ...{ Quantity_Received__c: 1, Condition__c: 'Opened' },
    },
  ]);
  return returnId;
}
