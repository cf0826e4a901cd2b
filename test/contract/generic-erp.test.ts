import { startErp } from '../../simulators/endpoints/erp/erp.ts';
import { genericErpKind } from '../../broker/endpoints/generic-erp/adapter.ts';
import type { EndpointKind, OpenEndpoint } from '../../broker/endpoints/kit/endpoint-kind.ts';
import type { Clock } from '../../broker/engine/clock.ts';
import type { DocumentRef, Endpoint } from '../../broker/engine/endpoint.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import { makeAdmin } from './admin.ts';
import type { Admin } from './admin.ts';
import type { ContractWorld } from './contract-world.ts';
import { endpointContract } from './endpoint.suite.ts';
import { cancelCommand, confirmCommand, createCommand, LINE_KEYS, makeOrder } from './orders.ts';
import { makeSkippingClock } from './skipping-clock.ts';

const RECONCILE_MS = 60_000;
const LIMITS = { timeoutMs: 200, settleMs: 1200, reconcileIntervalMs: RECONCILE_MS, concurrency: 16 };

function openEndpoint(kind: EndpointKind, config: unknown, clock: Clock): OpenEndpoint {
  const parsed = kind.parse(config);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.open({ clock });
}

/** What shipping does to the ERP's order: two of four pieces of each line in two shipments, one cancelled, one left. */
function shipping(endpoint: Endpoint, admin: Admin) {
  async function send(command: OutboundCommand): Promise<void> {
    const outcome = await endpoint.send(command, AbortSignal.timeout(5000));
    if (outcome.class !== 'ACK') throw new Error(`${command.commandId}: ${outcome.class}`);
  }

  async function clerk(document: DocumentRef, deed: object): Promise<unknown> {
    return admin.post(`companies/1000/orders/${document.nativeId}/clerk`, deed);
  }

  const ship = (command: OutboundCommand, document: DocumentRef, id: string, quantity: number): Promise<void> =>
    send(confirmCommand(command, document, { id, quantity }));

  return {
    clerk,
    shipInParts: async (command: OutboundCommand, document: DocumentRef) => {
      await ship(command, document, 'S1', 1);
      await ship(command, document, 'S2', 2);
      await clerk(document, { deed: 'cancel' });
      return { shipped: 3 * LINE_KEYS.length, givenUp: LINE_KEYS.length };
    },
    passPointOfNoReturn: (command: OutboundCommand, document: DocumentRef) => ship(command, document, 'S1', 4),
    reverse: async (command: OutboundCommand, document: DocumentRef) => {
      await ship(command, document, 'S1', 1);
      await ship(command, document, 'S2', 2);
      await clerk(document, { deed: 'reverse-goods-issue', number: 'GI-000002' });
      return { bucket: 'shipped' as const, taken: 6, after: { shipped: 3, givenUp: 0 } };
    },
    changeLines: async (_command: OutboundCommand, document: DocumentRef) => {
      await clerk(document, { deed: 'remove-line', lineId: 'L3' });
      await clerk(document, { deed: 'add-line', sku: 'SKU-050', quantity: 7, unitPrice: '1.00' });
      return LINE_KEYS[2] as number;
    },
  };
}

async function open(): Promise<ContractWorld> {
  const erp = await startErp({ settings: { timing: { invoiceDelayMs: 20 } } });
  const admin = makeAdmin(erp.url);
  const { clock, pass } = makeSkippingClock();
  const fields = { kind: 'generic-erp', baseUrl: erp.url, ...LIMITS };
  const { endpoint, close } = openEndpoint(genericErpKind, { ...fields, id: 'erp', company: '1000', apiKey: 'erp-key-1000' }, clock);
  const opened = [close];
  const { clerk, ...deeds } = shipping(endpoint, admin);
  const writes = ['createOrder', 'cancelQuantity', 'postGoodsIssue'];

  return {
    ...{ endpoint, pass, reconcileIntervalMs: RECONCILE_MS, ...deeds, cancellation: cancelCommand },
    make: (key) => createCommand('erp', makeOrder(key)),
    altered: ({ orderKey }) => createCommand('erp', makeOrder(orderKey, { lines: makeOrder(orderKey).lines.slice(0, 2) })),
    documents: async ({ orderKey }) => (await admin.effects('order-created')).filter(({ reference }) => reference === orderKey).length,
    calm: async () => {
      await admin.remove('faults');
    },
    trouble: async (trouble, command) => {
      const subject = command?.body.intent === 'CREATE_ORDER' ? command.orderKey : command?.commandId;
      await admin.post(
        'faults',
        writes.map((operation) => ({ ...trouble, operation, subject })),
      );
    },
    useUnknownWord: async (document, word) => {
      await clerk(document, { deed: 'set-status', status: word });
    },
    disturbFeed: async () => {
      await admin.patch('settings', { feed: { delayMs: 60, doubled: 0.5 } });
    },
    loseChanges: async (count) => {
      await admin.post('companies/1000/feed/lose', { count });
    },
    otherCompany: async () => {
      await admin.post('companies', { company: '2000', apiKey: 'key-2000' });
      const other = openEndpoint(genericErpKind, { ...fields, id: 'erp-2', company: '2000', apiKey: 'key-2000' }, clock);
      opened.push(other.close);
      return { endpoint: other.endpoint, make: (key) => createCommand('erp-2', makeOrder(key)) };
    },
    close: async () => {
      await Promise.all(opened.map((closeOne) => closeOne()));
      await erp.close();
    },
  };
}

endpointContract('The generic ERP adapter', open);
