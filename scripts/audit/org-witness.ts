/** What Salesforce shows, and every write it ever took: read over the org's APIs. */
export type OrgOrder = {
  readonly key: string;
  readonly status: string;
  readonly rawStatus: string | null;
  readonly document: string | null;
  readonly lines: ReadonlyMap<number, Readonly<Record<'cancelled' | 'backordered' | 'shipped' | 'invoiced', number>>>;
};

export type OrgWitness = {
  readonly orders: ReadonlyMap<string, OrgOrder>;
  readonly openExceptions: number;
  /** Records whose version fell at some write. */
  readonly regressions: readonly string[];
};

type Row = Readonly<Record<string, unknown>>;
type Effect = { readonly object: string; readonly id: string; readonly externalId: string | null; readonly version: number | null };

const PAGE = 10_000;

async function readJson<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the org answers ${response.status} to ${url}: ${await response.text()}`);
  return (await response.json()) as Body;
}

async function query(adminUrl: string, soql: string): Promise<readonly Row[]> {
  return (await readJson<{ records: Row[] }>(`${adminUrl}/query?q=${encodeURIComponent(soql)}`)).records;
}

async function findRegressions(adminUrl: string): Promise<readonly string[]> {
  const newest = new Map<string, number>();
  const regressions: string[] = [];
  for (let after = 0; ;) {
    const page = await readJson<{ effects: Effect[]; next: number; total: number }>(`${adminUrl}/effects?after=${after}&limit=${PAGE}`);
    for (const { object, id, externalId, version } of page.effects) {
      if (version === null) continue;
      if (version < (newest.get(id) ?? 0)) regressions.push(`${object} ${externalId ?? id}`);
      newest.set(id, version);
    }
    after = page.next;
    if (after >= page.total) return regressions;
  }
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Reads every submitted order with its lines, the open exceptions, and the effect log. */
export async function askOrg(adminUrl: string): Promise<OrgWitness> {
  const orders = await query(
    adminUrl,
    'SELECT External_Key__c, Status__c, Raw_Status__c, ERP_Document__c FROM OB_Order__c WHERE External_Key__c != null',
  );
  const lines = await query(
    adminUrl,
    'SELECT Order__r.External_Key__c, Line_Number__c, Quantity_Cancelled__c, Quantity_Backordered__c, Quantity_Shipped__c, Quantity_Invoiced__c FROM OB_Order_Line__c',
  );
  const linesByOrder = Map.groupBy(lines, (line) => text((line['Order__r'] as Row | null)?.['External_Key__c']) ?? '');
  const exceptions = await query(adminUrl, "SELECT Id FROM OB_Exception__c WHERE Status__c = 'Open'");
  return {
    openExceptions: exceptions.length,
    regressions: await findRegressions(adminUrl),
    orders: new Map(
      orders.map((row) => {
        const key = text(row['External_Key__c']) ?? '';
        const order: OrgOrder = {
          key,
          status: text(row['Status__c']) ?? '',
          rawStatus: text(row['Raw_Status__c']),
          document: text(row['ERP_Document__c']),
          lines: new Map(
            (linesByOrder.get(key) ?? []).map((line) => [
              number(line['Line_Number__c']),
              {
                cancelled: number(line['Quantity_Cancelled__c']),
                backordered: number(line['Quantity_Backordered__c']),
                shipped: number(line['Quantity_Shipped__c']),
                invoiced: number(line['Quantity_Invoiced__c']),
              },
            ]),
          ),
        };
        return [key, order];
      }),
    ),
  };
}
