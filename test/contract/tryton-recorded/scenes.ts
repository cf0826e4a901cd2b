/** Short stories in which the adapter makes every call it knows. What people do in between is on no tape. */
import type { OutboundCommand } from '../../../canonical/command.ts';
import type { Observation } from '../../../canonical/observation.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { DocumentRef, Endpoint } from '../../../broker/engine/endpoint.ts';
import type { Clerk } from '../../../scripts/tryton/clerk.ts';
import { createCommand, makeOrder } from '../orders.ts';
import { complaintIdOf } from '../tryton-world.ts';

export type People = Pick<Clerk, 'ship' | 'pick' | 'approve' | 'receive' | 'post'> & { readonly endSessions: () => Promise<void> };

export type Stage = {
  readonly endpoint: Endpoint;
  readonly people: People;
  /** Notes what the adapter answered, and hands it back. */
  readonly note: <Answer>(answer: Promise<Answer>) => Promise<Answer>;
};

export type Scene = {
  /** Of the endpoint's configuration. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly play: (stage: Stage) => Promise<void>;
};

const signal = (): AbortSignal => AbortSignal.timeout(30_000);
const OTHER_ADDRESS = { name: 'Erika Muster', line1: 'Nebenstr. 7', postalCode: '20095', city: 'Hamburg', country: 'DE' };

function about(stage: Stage, order: CustomerOrder) {
  const { endpoint, note } = stage;
  let deeds = 1;
  const commandOf = (body: OutboundCommand['body']): OutboundCommand => {
    deeds += 1;
    return { commandId: `${order.orderKey}-${deeds}`, orderKey: order.orderKey, endpoint: 'erp', body };
  };
  const read = (kind: Observation['kind'], { nativeId }: DocumentRef) => note(endpoint.read([{ kind, nativeId }], signal()));
  return {
    create: () => note(endpoint.send(createCommand('erp', order), signal())),
    probeCreate: () => note(endpoint.probe(createCommand('erp', order), signal())),
    check: () => note(endpoint.check?.(order, signal()) ?? Promise.resolve(undefined)),
    /** Sends and probes. */
    act: async (body: OutboundCommand['body']) => {
      const command = commandOf(body);
      const outcome = await note(endpoint.send(command, signal()));
      await note(endpoint.probe(command, signal()));
      return outcome;
    },
    lookAtOrder: (document: DocumentRef) => read('order', document),
    lookAtReturn: (document: DocumentRef) => read('return', document),
  };
}

function documentOf(outcome: { readonly class: string }): DocumentRef {
  if ('document' in outcome) return outcome.document as DocumentRef;
  throw new Error(`not taken: ${JSON.stringify(outcome)}`);
}

async function playOrder(stage: Stage): Promise<void> {
  const { endpoint, people, note } = stage;
  const order = makeOrder('TAPE1');
  const { create, probeCreate, check, act, lookAtOrder } = about(stage, order);
  await probeCreate();
  await check();
  const document = documentOf(await create());
  await probeCreate();
  await create();
  await act({ intent: 'HOLD', document, reason: 'fraud check' });
  await lookAtOrder(document);
  await act({ intent: 'RELEASE_HOLD', document });
  await act({ intent: 'CHANGE_ADDRESS', document, shipTo: OTHER_ADDRESS });
  await act({ intent: 'CANCEL_QUANTITY', document, lines: [{ lineKey: 10, quantity: 1 }], reason: 'changed mind' });
  await people.ship(Number(document.nativeId), 2);
  await people.post(Number(document.nativeId));
  await lookAtOrder(document);
  const page = await note(endpoint.changes(undefined, signal()));
  await people.pick(Number(document.nativeId));
  if (page.class === 'OK') await note(endpoint.changes(page.cursor, signal()));
  await act({ intent: 'CANCEL_QUANTITY', document, lines: [{ lineKey: 20, quantity: 1 }], reason: 'too late' });
  const duplicate = about(stage, makeOrder('TAPE2'));
  const extra = documentOf(await duplicate.create());
  await duplicate.act({ intent: 'CANCEL_DUPLICATE', document: extra, keep: document });
  await duplicate.lookAtOrder(extra);
}

async function playRefusals(stage: Stage): Promise<void> {
  const { lines } = makeOrder('ANY');
  const scarce = [{ ...lines[0], sku: 'SKU-SCARCE', quantity: 50 }];
  const orders = [
    makeOrder('TAPE3', { customer: { customerKey: 'C-POOR', name: 'Low Limit Ltd' } }),
    makeOrder('TAPE4', { customer: { customerKey: 'C-NOBODY', name: 'Nobody' } }),
    makeOrder('TAPE5', { lines: [{ ...lines[0], sku: 'SKU-WHO' }] }),
    makeOrder('TAPE6', { lines: scarce }),
  ];
  for (const order of orders) {
    const { check, create, probeCreate } = about(stage, order);
    await check();
    await create();
    await probeCreate();
  }
  // Corrected, it goes on in the same document.
  await about(stage, makeOrder('TAPE6', { lines: [{ ...lines[0], quantity: 1 }] })).create();
}

async function playPrices(stage: Stage): Promise<void> {
  const tax = { amountMinor: 752, currency: 'EUR' };
  const [line] = makeOrder('ANY').lines;
  const priced = [{ ...line, unitPrice: { amountMinor: 990, currency: 'EUR' }, tax }];
  await about(stage, makeOrder('TAPE7')).check();
  await about(stage, makeOrder('TAPE8', { lines: priced })).create();
  await about(stage, makeOrder('TAPE9', { lines: [{ ...priced[0], tax: { ...tax, amountMinor: 277 } }] })).create();
}

async function playReturn(stage: Stage): Promise<void> {
  const { endpoint, people, note } = stage;
  const order = makeOrder('TAPE10');
  const { create, act, lookAtReturn } = about(stage, order);
  const sale = documentOf(await create());
  await people.ship(Number(sale.nativeId));
  const line = { lineKey: 10, sku: 'SKU-001', reason: 'DAMAGED' as const };
  const ask = (returnKey: string, quantity: number) => {
    const about = { returnKey, orderKey: order.orderKey, requestedAt: '2026-03-02T10:00:00Z', resolution: 'REFUND' as const };
    return act({ intent: 'CREATE_RETURN', document: sale, request: { ...about, lines: [{ ...line, quantity }] } });
  };
  await ask('TAPERET1', 9);
  const document = documentOf(await ask('TAPERET2', 3));
  await lookAtReturn(document);
  await people.approve(complaintIdOf(document.nativeId));
  const dispositions = [
    { lineKey: 10, quantity: 1, taken: 'RESTOCK' as const },
    { lineKey: 10, quantity: 1, taken: 'KEEP_WITH_CUSTOMER' as const, accepted: false },
  ];
  const receipt = { receiptId: 'TAPEA1', returnKey: 'TAPERET2', endpoint: 'wms', receivedAt: '2026-03-05T10:00:00Z' };
  await act({ intent: 'CONFIRM_RECEIPT', document, receipt: { ...receipt, lines: [{ lineKey: 10, quantity: 2 }], dispositions } });
  await act({ intent: 'CREDIT_RETURN', document, lines: [{ lineKey: 10, quantity: 1 }] });
  const seen = await lookAtReturn(document);
  const [observation] = seen.class === 'OK' ? seen.observations : [];
  const [credit] = observation?.kind === 'return' ? observation.credits : [];
  if (!credit) throw new Error('nothing was credited');
  const creditMemo = { creditMemoId: credit.creditMemoId, number: credit.number };
  await act({ intent: 'BOOK_REFUND', document, creditMemo, amount: credit.total });
  await lookAtReturn(document);
  const other = documentOf(await ask('TAPERET3', 1));
  await people.approve(complaintIdOf(other.nativeId));
  await act({ intent: 'CANCEL_RETURN', document: other, reason: 'kept it' });
  await note(endpoint.changes(undefined, signal()));
}

async function playLostSession(stage: Stage): Promise<void> {
  await about(stage, makeOrder('TAPE11')).create();
  await stage.people.endSessions();
  await about(stage, makeOrder('TAPE12')).create();
}

async function playWrongPassword(stage: Stage): Promise<void> {
  await about(stage, makeOrder('TAPE13')).create();
}

export const SCENES: Readonly<Record<string, Scene>> = {
  order: { settings: {}, play: playOrder },
  refusals: { settings: { shortStock: 'refuse' }, play: playRefusals },
  prices: { settings: { prices: 'erp' }, play: playPrices },
  return: { settings: { refundMethod: 'Bank transfer' }, play: playReturn },
  'lost-session': { settings: {}, play: playLostSession },
  'wrong-password': { settings: { user: 'clerk', password: 'wrong' }, play: playWrongPassword },
};
