/** For tests: an order's life told message by message, with what the outside world would have been given so far. */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { Shipment } from '../../canonical/fulfilment.ts';
import type { OrderObservation, ReleaseObservation } from '../../canonical/observation.ts';
import type { CustomerOrder, OrderLine } from '../../canonical/order.ts';
import type { SalesforceObjectName, SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { TurnContext } from '../../broker/domain/context.ts';
import type { Message } from '../../broker/domain/message.ts';
import { initialState } from '../../broker/domain/order-state.ts';
import type { OrderState } from '../../broker/domain/order-state.ts';
import { runOrderTurn } from '../../broker/domain/run-turn.ts';
import type { TurnResult } from '../../broker/domain/turn.ts';

export const ORDER_KEY = 'ORD1';
export const START = Date.UTC(2026, 10, 27, 9);

export function makeLine(lineKey: number, quantity: number): OrderLine {
  return { lineKey, sku: `SKU-${lineKey}`, quantity, unit: 'EA', unitPrice: { amountMinor: 1000, currency: 'EUR' } };
}

/** Five of line 10, two of line 20. */
export function makeOrder(changes: Partial<CustomerOrder> = {}): CustomerOrder {
  return {
    orderKey: ORDER_KEY,
    source: { system: 'store', number: '1001', channel: 'web', brand: 'acme', region: 'eu' },
    placedAt: '2026-11-27T09:00:00+01:00',
    currency: 'EUR',
    customer: { customerKey: 'K-77', name: 'Erika Mustermann', email: 'erika@mustermann.example', taxId: 'DE999999999' },
    shipTo: {
      name: 'Erika Mustermann',
      line1: 'Heidestrasse 17',
      postalCode: '51147',
      city: 'Cologne',
      country: 'DE',
      phone: '+49 221 555',
    },
    completeDelivery: false,
    lines: [makeLine(10, 5), makeLine(20, 2)],
    charges: [],
    discounts: [],
    payments: [],
    ...changes,
  };
}

/** An ERP and a warehouse that can do everything there is. */
export const CONTEXT: Omit<TurnContext, 'now'> = {
  routes: [{ erp: 'erp', warehouse: 'wms' }],
  intents: {
    erp: [
      ...(['CREATE_ORDER', 'CONFIRM_SHIPMENT', 'CANCEL_DUPLICATE', 'CANCEL_QUANTITY', 'HOLD', 'RELEASE_HOLD', 'CHANGE_ADDRESS'] as const),
      ...(['CREATE_RETURN', 'CANCEL_RETURN', 'CONFIRM_RECEIPT', 'CREDIT_RETURN', 'BOOK_REFUND'] as const),
    ],
    wms: ['RELEASE', 'CANCEL_QUANTITY', 'EXPECT_RETURN', 'CANCEL_RETURN'],
  },
};

export function submitted(order: CustomerOrder, requestKey?: string): Message {
  const via = requestKey === undefined ? 'api' : 'salesforce';
  return { type: 'order.submitted', order, via, ...(requestKey !== undefined && { requestKey }) };
}

export function acknowledged(commandId: string, nativeId: string, adopted = false): Message {
  return { type: 'command.acknowledged', commandId, document: { nativeId, nativeNumber: `NO-${nativeId}` }, adopted };
}

type LineSnapshot = OrderObservation['lines'][number];

/** A line of an ERP's snapshot: nothing has happened but what is said. */
export function erpLine(lineKey: number, said: Partial<LineSnapshot> = {}): LineSnapshot {
  return { lineKey, cancelled: 0, confirmed: 0, backordered: 0, allocated: 0, shipped: 0, invoiced: 0, ...said };
}

/** The ERP's snapshot of the order's document, open and untouched but for what is said. */
export function erpSays(version: number, said: Partial<OrderObservation> = {}): Message {
  const observation: OrderObservation = {
    ...{ kind: 'order', endpoint: 'erp', orderKey: ORDER_KEY, nativeId: '7', nativeNumber: 'NO-7', version },
    ...{ observedAt: new Date(START + version * 1000).toISOString(), rawStatus: 'open', status: 'OPEN', holds: [] },
    ...{ lines: [erpLine(10), erpLine(20)], invoices: [], reversals: [], ...said },
  };
  return { type: 'document.observed', observation };
}

/** The warehouse's snapshot of the first release. */
export function warehouseSays(version: number, said: Partial<ReleaseObservation> = {}): Message {
  const observation: ReleaseObservation = {
    ...{ kind: 'release', endpoint: 'wms', orderKey: ORDER_KEY, nativeId: 'W1', version, releaseId: `${ORDER_KEY}-R1` },
    ...{ observedAt: new Date(START + version * 1000).toISOString(), rawStatus: 'picking', status: 'IN_PROGRESS' },
    ...{ shipments: [], shorted: [], cancelled: [], ...said },
  };
  return { type: 'document.observed', observation };
}

/** A shipment of one package. */
export function shipment(shipmentId: string, contents: Readonly<Record<number, number>>, said: Partial<Shipment> = {}): Shipment {
  const lines = Object.entries(contents).map(([lineKey, quantity]) => ({ lineKey: Number(lineKey), quantity }));
  const packages = [{ packageId: `${shipmentId}-1`, trackingNumber: `T-${shipmentId}`, contents: lines }];
  return { shipmentId, status: 'SHIPPED', carrier: 'Parcel', shippedAt: '2026-11-28T10:00:00Z', packages, ...said };
}

export type Story = {
  /** Runs one turn over these messages, a second after the turn before. */
  readonly tell: (...messages: Message[]) => TurnResult<OrderState>;
  /** From the next turn on, the configuration is another. */
  readonly reconfigure: (context: Partial<TurnContext>) => void;
  readonly state: () => OrderState;
  readonly commands: readonly OutboundCommand[];
  readonly revived: readonly string[];
  readonly journal: readonly { readonly type: string; readonly body: unknown }[];
  /** The fields Salesforce has by now. */
  readonly fields: (object: SalesforceObjectName, externalId?: string) => SalesforceRecord['fields'] | undefined;
  readonly records: ReadonlyMap<string, SalesforceRecord>;
  /** The entries agents read, in order. */
  readonly timeline: () => readonly {
    readonly code: string;
    readonly severity: string;
    readonly actor: string;
    readonly summary: string;
    readonly params: unknown;
  }[];
  /** Exceptions that are open now. */
  readonly open: () => readonly ExceptionRecord[];
};

function entryOf(fields: SalesforceRecord['fields']) {
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const params: unknown = JSON.parse(text('Summary_Params__c') || '{}');
  return { code: text('Code__c'), severity: text('Severity__c'), actor: text('Actor_Type__c'), summary: text('Summary__c'), params };
}

/** Begins a story. The state goes through JSON between turns, as in the ledger. */
export function makeStory(context: Partial<TurnContext> = {}): Story {
  let stored: string = 'null';
  let now = context.now ?? START;
  let configuration = { ...CONTEXT, ...context };
  const commands: OutboundCommand[] = [];
  const revived: string[] = [];
  const journal: { type: string; body: unknown }[] = [];
  const records = new Map<string, SalesforceRecord>();
  const exceptions = new Map<string, ExceptionRecord>();

  function keep(result: TurnResult<OrderState>): void {
    stored = JSON.stringify(result.state);
    commands.push(...result.commands);
    revived.push(...result.revived);
    journal.push(...result.journal);
    for (const record of result.exceptions) exceptions.set(record.exceptionId, record);
    for (const record of result.records) {
      const key = `${record.object} ${record.externalId}`;
      records.set(key, { ...record, fields: { ...records.get(key)?.fields, ...record.fields } });
    }
  }

  return {
    tell: (...messages) => {
      const result = runOrderTurn(ORDER_KEY, JSON.parse(stored), messages, { ...configuration, now });
      now += 1000;
      keep(result);
      return result;
    },
    reconfigure: (changes) => {
      configuration = { ...configuration, ...changes };
    },
    state: () => (JSON.parse(stored) as OrderState | null) ?? initialState(ORDER_KEY),
    ...{ commands, revived, journal, records },
    fields: (object, externalId = ORDER_KEY) => records.get(`${object} ${externalId}`)?.fields,
    timeline: () => [...records.values()].filter(({ object }) => object === 'OB_Timeline_Entry__c').map(({ fields }) => entryOf(fields)),
    open: () => [...exceptions.values()].filter(({ resolvedAt }) => resolvedAt === undefined),
  };
}

/** A story in which the ERP has the order as document 7 and reports it open. */
export function acceptedStory(order = makeOrder(), context: Partial<TurnContext> = {}): Story {
  const story = makeStory(context);
  story.tell(submitted(order));
  story.tell(acknowledged(`${ORDER_KEY}-C1`, '7'));
  story.tell(erpSays(1));
  return story;
}

/** A story in which everything is allocated and with the warehouse as release 1, by command 2. */
export function releasedStory(): Story {
  const story = acceptedStory();
  story.tell(erpSays(2, { lines: [erpLine(10, { allocated: 5 }), erpLine(20, { allocated: 2 })] }));
  story.tell(acknowledged(`${ORDER_KEY}-C2`, 'W1'));
  return story;
}
