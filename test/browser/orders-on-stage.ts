/** Orders as a story needs them, what people in the ERP and the warehouse do meanwhile, and what the org's own records say. */
import { expect } from '@jest/globals';
import type { CustomerOrder } from '../../canonical/order.ts';
import type { LocalWorld } from '../e2e/local-world.ts';
import { askErp } from '../../scripts/audit/erp-witness.ts';
import type { ErpDocument } from '../../scripts/audit/erp-witness.ts';
import { eventually } from '../support/eventually.ts';

const PATIENCE = { deadlineMs: 60_000, intervalMs: 200 };
const PRICE_MINOR = 1990;

type Effect = { readonly type: string; readonly id: string; readonly reference?: string };

export type Row = Readonly<Record<string, unknown>>;
export type StagedOrder = { readonly id: string; readonly key: string; readonly name: string };
/** What is ordered: item and quantity; the page calls it "Tea", after its number here. */
export type Goods = readonly (readonly [description: string, quantity: number, sku?: string])[];

export type OrdersOnStage = {
  /** An order that an agent has drafted, and nobody submitted. */
  readonly drafted: (goods: Goods, changes?: Partial<CustomerOrder>) => Promise<StagedOrder>;
  /** An order that an agent has submitted, and Salesforce shows in a status. */
  readonly submitted: (status: string, goods: Goods, changes?: Partial<CustomerOrder>) => Promise<StagedOrder>;
  /** What the org has, whoever may see it. */
  readonly query: (soql: string) => Promise<readonly Row[]>;
  /** Resolves when the first row is so. */
  readonly expectFirst: (soql: string, expected: Row) => Promise<void>;
  /** What somebody in the ERP (`/_admin/…`) does. */
  readonly inErp: Deed;
  /** What the ERP has of an order. */
  readonly erpDocument: (order: StagedOrder) => Promise<ErpDocument>;
  /** A clerk gives the ERP's document of an order a status word of their own, or takes it away again. */
  readonly setErpStatus: (order: StagedOrder, status: string | null) => Promise<void>;
  readonly inWarehouse: Deed;
  /** How often the warehouse has cancelled goods of an order, by its own log. */
  readonly cancelledInWarehouse: (order: StagedOrder) => Promise<number>;
  /** What the people of the warehouse do with an order's first release: `begin`, and it cannot be cancelled from then on; `depart`, shipment by shipment. */
  readonly inWarehouseRelease: (order: StagedOrder, deed: 'begin' | 'depart') => Promise<void>;
  /** The ERP's people decide on the return of an order. */
  readonly decideOnReturn: (order: StagedOrder, deed: 'approve' | 'decline') => Promise<void>;
  /** The warehouse's people do something with the goods that come back: `arrive`, `inspect`. */
  readonly inWarehouseReturn: (order: StagedOrder, deed: object) => Promise<void>;
};

type Deed = (method: 'POST' | 'PUT' | 'PATCH' | 'GET' | 'DELETE', path: string, body?: object) => Promise<unknown>;

function deedIn(url: string, headers: Readonly<Record<string, string>> = {}): Deed {
  return async (method, path, body) => {
    const sent = body && { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
    const response = await fetch(`${url}${path}`, { method, headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

/** Plays with the orders of one world. */
export function ordersOnStage({ agent, orders, places }: LocalWorld): OrdersOnStage {
  const inErp = deedIn(`${places.erpUrl}/_admin`);
  const inWarehouse = deedIn(`${places.warehouseUrl}/_admin`);

  async function query(soql: string): Promise<readonly Row[]> {
    const answer = await deedIn(places.orgAdminUrl)('GET', `/query?q=${encodeURIComponent(soql)}`);
    return (answer as { records: readonly Row[] }).records;
  }

  async function expectFirst(soql: string, expected: Row): Promise<void> {
    await eventually(async () => {
      const [row] = await query(soql);
      expect(row).toMatchObject(expected);
    }, PATIENCE);
  }

  /** What a system did with the return of an order. */
  async function returnEffect(deed: Deed, type: string, { id }: StagedOrder): Promise<Effect> {
    return eventually(async () => {
      const [row] = await query(`SELECT External_Key__c FROM OB_Return__c WHERE Order__c = '${id}'`);
      const { effects } = (await deed('GET', '/effects')) as { effects: readonly Effect[] };
      const found = effects.find((effect) => effect.type === type && effect.reference === row?.['External_Key__c']);
      if (!found) throw new Error(`there is no ${type} yet`);
      return found;
    }, PATIENCE);
  }

  async function effectsOn({ key }: StagedOrder): Promise<readonly Effect[]> {
    const { effects } = (await inWarehouse('GET', '/effects')) as { effects: readonly Effect[] };
    const release = effects.find(({ type, reference }) => type === 'release-taken' && reference === `${key}-R1`);
    return effects.filter(({ id }) => id === release?.id);
  }

  async function erpDocument({ key }: StagedOrder): Promise<ErpDocument> {
    const { created, documents } = await askErp(places.erpUrl);
    const document = documents.get(created.get(key)?.[0] ?? '');
    if (!document) throw new Error(`the ERP has no document of ${key}`);
    return document;
  }

  async function read(id: string): Promise<StagedOrder> {
    const [row] = await query(`SELECT Name, External_Key__c FROM OB_Order__c WHERE Id = '${id}'`);
    return { id, key: String(row?.['External_Key__c']), name: String(row?.['Name']) };
  }

  async function drafted(goods: Goods, changes: Partial<CustomerOrder> = {}): Promise<StagedOrder> {
    const [order] = orders(1);
    if (!order) throw new Error('the world has no orders');
    const lines = goods.map(([description, quantity, sku], index) => ({
      ...{ lineKey: (index + 1) * 10, sku: sku ?? `SKU-${String(index + 1).padStart(3, '0')}`, description, quantity, unit: 'EA' },
      unitPrice: { amountMinor: PRICE_MINOR, currency: order.currency },
    }));
    const [id = ''] = await agent.draft([{ ...order, lines, ...changes }]);
    return read(id);
  }

  return {
    ...{ drafted, query, expectFirst, inErp, inWarehouse },
    submitted: async (status, goods, changes) => {
      const { id } = await drafted(goods, changes);
      await agent.pressSubmit(id);
      await expectFirst(`SELECT Status__c FROM OB_Order__c WHERE Id = '${id}'`, { Status__c: status });
      return read(id);
    },
    erpDocument,
    setErpStatus: async (order, status) => {
      const { id } = await erpDocument(order);
      await inErp('POST', `/companies/1000/orders/${id}/clerk`, { deed: 'set-status', status });
    },
    cancelledInWarehouse: async (order) => (await effectsOn(order)).filter(({ type }) => type === 'release-cancelled').length,
    decideOnReturn: async (order, deed) => {
      const { id } = await returnEffect(inErp, 'return-created', order);
      await inErp('POST', `/companies/1000/returns/${id}/clerk`, { deed });
    },
    inWarehouseReturn: async (order, deed) => {
      const { id } = await returnEffect(inWarehouse, 'return-expected', order);
      await inWarehouse('POST', `/sites/main/inbounds/${id}/clerk`, deed);
    },
    inWarehouseRelease: async (order, deed) => {
      const [taken] = await effectsOn(order);
      await inWarehouse('POST', `/sites/main/releases/${String(taken?.id)}/clerk`, { deed });
    },
  };
}
