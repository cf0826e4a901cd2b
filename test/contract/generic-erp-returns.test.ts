import { startErp } from '../../simulators/endpoints/erp/erp.ts';
import { genericErpKind } from '../../broker/endpoints/generic-erp/adapter.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import type { CommandBody, OutboundCommand } from '../../canonical/command.ts';
import type { ReturnReceipt } from '../../canonical/returns.ts';
import { makeAdmin } from './admin.ts';
import { confirmCommand, createCommand, makeOrder } from './orders.ts';
import type { ReturnWorld } from './return-world.ts';
import { returnContract } from './returns.suite.ts';
import { makeSkippingClock } from './skipping-clock.ts';

const CONFIG = {
  ...{ kind: 'generic-erp', id: 'erp', company: '1000', apiKey: 'erp-key-1000' },
  ...{ timeoutMs: 200, settleMs: 1200, reconcileIntervalMs: 60_000, concurrency: 16 },
};
const LINE = { lineKey: 10, quantity: 3 };
const WRITES = ['createReturn', 'cancelReturn', 'noteReceipt', 'creditReturn', 'refundCredit'];

function command({ orderKey }: OutboundCommand, step: number, body: CommandBody): OutboundCommand {
  return { commandId: `${orderKey}-R${step}`, orderKey, endpoint: 'erp', body };
}

function returnKeyOf({ body }: OutboundCommand): string {
  return body.intent === 'CREATE_RETURN' ? body.request.returnKey : '';
}

/** Two of three pieces are good again, the third is not taken back. */
function receiptOf(asked: OutboundCommand): ReturnReceipt {
  const returnKey = returnKeyOf(asked);
  const dispositions = [
    { lineKey: 10, quantity: 2, condition: 'OPENED' as const, taken: 'RESTOCK' as const },
    { lineKey: 10, quantity: 1, condition: 'DAMAGED' as const, taken: 'KEEP_WITH_CUSTOMER' as const, accepted: false },
  ];
  return { receiptId: `${returnKey}-A1`, returnKey, endpoint: 'wms', receivedAt: '2026-03-05T10:00:00Z', lines: [LINE], dispositions };
}

function deedsOf(asked: OutboundCommand, document: DocumentRef): readonly OutboundCommand[] {
  const creditMemo = { creditMemoId: 'CM-000001', number: 'CM-000001' };
  return [
    command(asked, 2, { intent: 'CONFIRM_RECEIPT', document, receipt: receiptOf(asked) }),
    command(asked, 3, { intent: 'CREDIT_RETURN', document, lines: [{ lineKey: 10, quantity: 2 }] }),
    command(asked, 4, { intent: 'BOOK_REFUND', document, creditMemo, amount: { amountMinor: 2500, currency: 'EUR' } }),
  ];
}

const DONE: Readonly<Record<string, string>> = {
  CONFIRM_RECEIPT: 'return-received',
  CREDIT_RETURN: 'credit-posted',
  BOOK_REFUND: 'refund-booked',
};

function keyOf(deed: OutboundCommand): string {
  return deed.body.intent === 'CONFIRM_RECEIPT' ? deed.body.receipt.receiptId : deed.commandId;
}

async function open(): Promise<ReturnWorld> {
  const erp = await startErp({ settings: { timing: { invoiceDelayMs: 20, refundDelayMs: 20 } } });
  const admin = makeAdmin(erp.url);
  const { clock } = makeSkippingClock();
  const parsed = genericErpKind.parse({ ...CONFIG, baseUrl: erp.url });
  if (!parsed.ok) throw new Error(parsed.message);
  const { endpoint, close } = parsed.open({ clock });

  async function send(sent: OutboundCommand): Promise<DocumentRef> {
    const outcome = await endpoint.send(sent, AbortSignal.timeout(5000));
    if (outcome.class !== 'ACK') throw new Error(`${sent.commandId}: ${JSON.stringify(outcome)}`);
    return outcome.document;
  }

  return {
    endpoint,
    ask: async (key) => {
      const create = createCommand('erp', makeOrder(`O${key}`));
      const document = await send(create);
      await send(confirmCommand(create, document, { id: 'S1', quantity: 4 }));
      const line = { ...LINE, sku: 'SKU-001', reason: 'DAMAGED' as const };
      const request = {
        returnKey: key,
        orderKey: create.orderKey,
        requestedAt: '2026-03-04T10:00:00Z',
        resolution: 'REFUND' as const,
        lines: [line],
      };
      return command(create, 1, { intent: 'CREATE_RETURN', document, request });
    },
    altered: (asked) => {
      if (asked.body.intent !== 'CREATE_RETURN') return asked;
      const { request } = asked.body;
      return { ...asked, body: { ...asked.body, request: { ...request, lines: request.lines.map((line) => ({ ...line, quantity: 1 })) } } };
    },
    documents: async (asked) => (await admin.effects('return-created')).filter(({ reference }) => reference === returnKeyOf(asked)).length,
    trouble: async (trouble, sent) => {
      const subject = sent && (sent.body.intent === 'CREATE_RETURN' ? sent.body.request.returnKey : keyOf(sent));
      await admin.post(
        'faults',
        WRITES.map((operation) => ({ ...trouble, operation, subject })),
      );
    },
    calm: async () => {
      await admin.remove('faults');
    },
    arrive: async (asked, document) => {
      const [confirm, credit] = deedsOf(asked, document);
      await send(confirm as OutboundCommand);
      await send(credit as OutboundCommand);
      return { received: 3, refused: 1, credited: 2 };
    },
    withdrawal: (asked, document) => command(asked, 9, { intent: 'CANCEL_RETURN', document, reason: 'keeps it' }),
    deeds: deedsOf,
    timesDone: async (deed) =>
      (await admin.effects(DONE[deed.body.intent] ?? '')).filter(({ reference }) => reference === keyOf(deed)).length,
    useUnknownWord: async ({ nativeId }, word) => {
      await admin.post(`companies/1000/returns/${nativeId}/clerk`, { deed: 'set-status', status: word });
    },
    close: async () => {
      await close();
      await erp.close();
    },
  };
}

returnContract('The generic ERP adapter', open);
