/** A service agent at work in Salesforce: drafts orders as records, then presses Submit. */
import type { CustomerOrder } from '../../canonical/order.ts';
import { toDecimal } from '../../canonical/money.ts';

/** What an agent presses a button for: a method of the package's controllers, `OB_OrderActions.cancel`, and what its dialogue adds. */
export type Wish = {
  readonly action: `${string}.${string}`;
  readonly orderKey: string;
  readonly idempotencyKey: string;
  readonly details?: object;
};

export type SalesforceAgent = {
  /** Creates records as Composite takes them. Answers their ids. */
  readonly create: (records: readonly Record<string, unknown>[]) => Promise<readonly string[]>;
  /** Creates orders with their lines as drafts. Answers their record ids. */
  readonly draft: (orders: readonly CustomerOrder[]) => Promise<readonly string[]>;
  /** Submits a draft, once for each key; `agent-` and the record id when it is left out. */
  readonly pressSubmit: (orderId: string, idempotencyKey?: string) => Promise<void>;
  /** The keys Salesforce gave submitted orders, in their order. */
  readonly keysOf: (orderIds: readonly string[]) => Promise<readonly string[]>;
  /** Asks for something about an order that is under way. Answers the command's record id. */
  readonly ask: (wish: Wish) => Promise<string>;
  /** Drafts and submits orders. Answers the key Salesforce gave each. */
  readonly submit: (orders: readonly CustomerOrder[]) => Promise<readonly string[]>;
};

export type AgentOptions = {
  readonly restUrl: string;
  /** The local org's own port, whose queries are no API calls. */
  readonly adminUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const API = '/services/data/v67.0';
const MOST_RECORDS = 200;

type SaveResult = { readonly id?: string; readonly success: boolean; readonly errors: readonly { readonly message: string }[] };

function decimal(money: { amountMinor: number; currency: string } | undefined): number | undefined {
  return money && Number(toDecimal(money));
}

function orderRecord(order: CustomerOrder): Record<string, unknown> {
  return {
    attributes: { type: 'OB_Order__c' },
    Channel__c: 'service',
    Brand__c: order.source.brand,
    Region__c: order.source.region,
    Currency__c: order.currency,
    Customer_Key__c: order.customer.customerKey,
    Customer_Name__c: order.customer.name,
    Ship_To_Name__c: order.shipTo.name,
    Ship_To_Line_1__c: order.shipTo.line1,
    Ship_To_City__c: order.shipTo.city,
    Ship_To_Country__c: order.shipTo.country,
  };
}

function lineRecords(order: CustomerOrder, orderId: string): Record<string, unknown>[] {
  return order.lines.map((line) => ({
    attributes: { type: 'OB_Order_Line__c' },
    Order__c: orderId,
    Line_Number__c: line.lineKey,
    SKU__c: line.sku,
    Description__c: line.description,
    Unit__c: line.unit,
    Quantity_Ordered__c: line.quantity,
    Unit_Price__c: decimal(line.unitPrice),
    Tax__c: decimal(line.tax),
  }));
}

/** Logs in and answers the access token. Throws with Salesforce's own words when it is refused. */
export async function logIn({ restUrl, clientId, clientSecret }: AgentOptions): Promise<string> {
  const response = await fetch(`${restUrl}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  });
  if (!response.ok) throw new Error(`the agent cannot log in: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

async function find(adminUrl: string, select: string, values: readonly string[]): Promise<readonly Record<string, string>[]> {
  const soql = `${select} IN (${values.map((value) => `'${value}'`).join()})`;
  const response = await fetch(`${adminUrl}/query?q=${encodeURIComponent(soql)}`);
  if (!response.ok) throw new Error(`the org refused ${soql}: ${await response.text()}`);
  return ((await response.json()) as { records: Record<string, string>[] }).records;
}

async function findKeys(adminUrl: string, orderIds: readonly string[]): Promise<readonly string[]> {
  const keys = new Map<string, string>();
  for (let start = 0; start < orderIds.length; start += MOST_RECORDS) {
    const some = orderIds.slice(start, start + MOST_RECORDS);
    const found = await find(adminUrl, 'SELECT Id, External_Key__c FROM OB_Order__c WHERE Id', some);
    for (const row of found) keys.set(row['Id'] ?? '', row['External_Key__c'] ?? '');
  }
  return orderIds.map((id) => keys.get(id) ?? '');
}

/** Logs in and answers the agent. Throws with Salesforce's own words when a record or a submission is refused. */
export async function startAgent(options: AgentOptions): Promise<SalesforceAgent> {
  const token = await logIn(options);

  async function create(records: readonly Record<string, unknown>[]): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let start = 0; start < records.length; start += MOST_RECORDS) {
      const response = await fetch(`${options.restUrl}${API}/composite/sobjects`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ allOrNone: true, records: records.slice(start, start + MOST_RECORDS) }),
      });
      const results = (await response.json()) as SaveResult[];
      const refused = Array.isArray(results) ? results.find((result) => !result.success) : undefined;
      if (!response.ok || refused) throw new Error(`Salesforce refused a record: ${JSON.stringify(refused ?? results)}`);
      ids.push(...results.map((result) => result.id ?? ''));
    }
    return ids;
  }

  /** Calls the package as its Lightning components do. */
  async function press(action: string, request: object): Promise<{ readonly commandId: string }> {
    const response = await fetch(`${options.restUrl}/lwr/apex/v67.0/${action.replace('.', '/')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ request }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${action} was refused: ${JSON.stringify(answer)}`);
    return answer as { readonly commandId: string };
  }

  async function pressSubmit(orderId: string, idempotencyKey = `agent-${orderId}`): Promise<void> {
    await press('OB_OrderActions.submit', { orderId, idempotencyKey });
  }

  async function draft(orders: readonly CustomerOrder[]): Promise<readonly string[]> {
    const orderIds = await create(orders.map(orderRecord));
    await create(orders.flatMap((order, index) => lineRecords(order, orderIds[index] ?? '')));
    return orderIds;
  }

  return {
    create,
    draft,
    pressSubmit,
    keysOf: (orderIds) => findKeys(options.adminUrl, orderIds),
    ask: async ({ action, orderKey, idempotencyKey, details }) => {
      const [order] = await find(options.adminUrl, 'SELECT Id FROM OB_Order__c WHERE External_Key__c', [orderKey]);
      return (await press(action, { orderId: order?.['Id'], idempotencyKey, ...details })).commandId;
    },
    submit: async (orders) => {
      const orderIds = await draft(orders);
      for (const orderId of orderIds) await pressSubmit(orderId);
      return findKeys(options.adminUrl, orderIds);
    },
  };
}
