/** Orders that no short story makes, as the broker would have left them in Salesforce. */
import type { RecordFields, Records } from './kept-records.ts';

const MINUTE_MS = 60_000;

/** An instant so many minutes ago, as Salesforce takes it. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

export type OrderMaker = {
  /** Creates an accepted order that the agent owns, and answers its id. Its number is `key`. */
  readonly order: (key: string, changes?: RecordFields) => Promise<string>;
  /** Adds lines of three pieces, two of them allocated, unless said otherwise. */
  readonly lines: (orderId: string, lines: readonly RecordFields[]) => Promise<readonly string[]>;
  /** Adds entries a minute apart, the last one just now. `first` is the sequence number of the first. */
  readonly history: (orderId: string, count: number, first?: number) => Promise<void>;
  readonly exception: (orderId: string, changes?: RecordFields) => Promise<string>;
};

const CATEGORIES = ['Order', 'ERP', 'Warehouse', 'Shipment', 'Billing'];

export async function makeOrders({ create, query }: Records, agentUsername: string): Promise<OrderMaker> {
  const [agent] = await query(`SELECT Id FROM User WHERE Username = '${agentUsername}'`);
  let made = 0;
  return {
    order: async (key, changes = {}) => {
      const trust = { Status_Version__c: 1, Sync_State__c: 'Current', Status_As_Of__c: minutesAgo(1), Last_Synced_At__c: minutesAgo(1) };
      const facts = { Status__c: 'Accepted', Currency__c: 'EUR', Placed_At__c: minutesAgo(90), ERP_System__c: 'erp' };
      const [id = ''] = await create('OB_Order__c', [
        { OwnerId: agent?.['Id'], External_Key__c: key, Order_Number__c: key, ...trust, ...facts, ...changes },
      ]);
      return id;
    },
    lines: (orderId, lines) =>
      create(
        'OB_Order_Line__c',
        lines.map((line, index) => ({
          ...{ Order__c: orderId, External_Key__c: `${orderId}-${index + 1}`, Line_Number__c: index + 1, SKU__c: `SKU-${index + 1}` },
          ...{ Status__c: 'Allocated', Quantity_Ordered__c: 3, Quantity_Allocated__c: 2, Unit__c: 'EA', Unit_Price__c: 9.9, ...line },
        })),
      ),
    history: async (orderId, count, first = 1) => {
      const entries = Array.from({ length: count }, (_, index) => {
        const at = minutesAgo(count - index);
        return {
          ...{ Order__c: orderId, Event_Key__c: `${orderId}-${first + index}`, Sequence__c: first + index, Actor_Type__c: 'Broker' },
          ...{ Code__c: 'NO_LABEL_FOR_THIS', Summary__c: `Fact ${first + index}`, Category__c: CATEGORIES[index % CATEGORIES.length] },
          ...{ Severity__c: index % 50 === 0 ? 'Warning' : 'Info', Occurred_At__c: at, Recorded_At__c: at },
        };
      });
      await create('OB_Timeline_Entry__c', entries);
    },
    exception: async (orderId, changes = {}) => {
      const [id = ''] = await create('OB_Exception__c', [
        {
          ...{
            OwnerId: agent?.['Id'],
            Order__c: orderId,
            External_Key__c: `X-${(made += 1)}`,
            Status__c: 'Open',
            Status_Version__c: 1,
            Category__c: 'Rejected',
          },
          ...{ Severity__c: 'Error', Turn__c: 'Operations', Code__c: 'CREDIT_LIMIT', Endpoint__c: 'erp', Attempts__c: 3 },
          ...{ Message__c: 'The ERP refused the order: the credit limit of this customer is used up.', Opened_At__c: minutesAgo(45) },
          ...{ Retryable__c: true, Allowed_Actions__c: 'RETRY;ACKNOWLEDGE', Next_Retry_At__c: minutesAgo(-10), ...changes },
        },
      ]);
      return id;
    },
  };
}
