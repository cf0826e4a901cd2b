/** What the broker has left in Salesforce for some orders, read back record by record, so that it can be written again. */
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceField, SalesforceObjectName } from '../../canonical/salesforce-objects.ts';
import type { WireRecord } from './bare-work.ts';

export type Org = { readonly restUrl: string; readonly token: string };

/** Objects of which an order that an ERP has just taken has records. */
const WRITTEN: readonly SalesforceObjectName[] = ['OB_Order__c', 'OB_Order_Line__c', 'OB_Timeline_Entry__c', 'OB_Command__c'];
const ORDERS_PER_QUERY = 200;
/** Past every version the broker wrote, so that the org takes the record again. */
const VERSIONS_ON = 1000;

type Row = Readonly<Record<string, unknown>> & { readonly Order__r?: { readonly External_Key__c: string } };
type Page = { readonly records: readonly Row[]; readonly nextRecordsUrl?: string };

async function ask({ restUrl, token }: Org, path: string): Promise<Page> {
  const response = await fetch(`${restUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`the org answers ${response.status} to ${path.slice(0, 100)}: ${await response.text()}`);
  return (await response.json()) as Page;
}

/** The broker's own fields. The rest belongs to who took the order in. */
function writtenFields(object: SalesforceObjectName): readonly string[] {
  const fields: Readonly<Record<string, SalesforceField>> = SALESFORCE_OBJECTS[object].fields;
  return Object.entries(fields).flatMap(([name, { owner, type }]) =>
    owner === 'channel' || owner === 'salesforce' || type === 'reference' ? [] : [name],
  );
}

function toWire(object: SalesforceObjectName, row: Row): { readonly orderKey: string; readonly record: WireRecord } {
  const { externalId: keyField } = SALESFORCE_OBJECTS[object];
  const { attributes: _, Order__r: order, [keyField]: externalId, ...fields } = row;
  const parent =
    object === 'OB_Order_Line__c' || object === 'OB_Timeline_Entry__c' ? { Order__r: { External_Key__c: order?.External_Key__c } } : {};
  const version = fields['Status_Version__c'];
  const newer = typeof version === 'number' ? { ...fields, Status_Version__c: version + VERSIONS_ON } : fields;
  return {
    orderKey: order?.External_Key__c ?? String(externalId),
    record: { object, keyField, externalId: String(externalId), fields: { ...parent, ...newer } },
  };
}

async function readObject(org: Org, object: SalesforceObjectName, orderKeys: readonly string[]): Promise<ReturnType<typeof toWire>[]> {
  const { externalId: keyField } = SALESFORCE_OBJECTS[object];
  const orderField = object === 'OB_Order__c' ? keyField : 'Order__r.External_Key__c';
  const names = new Set([keyField, orderField, ...writtenFields(object)]);
  const list = orderKeys.map((key) => `'${key}'`).join(',');
  const query = `SELECT ${[...names].join(',')} FROM ${object} WHERE ${orderField} IN (${list})`;
  let page = await ask(org, `/services/data/v67.0/query?q=${encodeURIComponent(query)}`);
  const rows = [...page.records];
  while (page.nextRecordsUrl !== undefined) {
    page = await ask(org, page.nextRecordsUrl);
    rows.push(...page.records);
  }
  return rows.map((row) => toWire(object, row));
}

/** The records of these orders by order key, parents before children. */
export async function readWritten(org: Org, orderKeys: readonly string[]): Promise<ReadonlyMap<string, readonly WireRecord[]>> {
  const written = new Map<string, WireRecord[]>();
  for (const object of WRITTEN)
    for (let from = 0; from < orderKeys.length; from += ORDERS_PER_QUERY)
      for (const { orderKey, record } of await readObject(org, object, orderKeys.slice(from, from + ORDERS_PER_QUERY)))
        written.set(orderKey, [...(written.get(orderKey) ?? []), record]);
  return written;
}
