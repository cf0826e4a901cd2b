import { jest } from '@jest/globals';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import type { Tryton } from '../../scripts/tryton/server.ts';
import { describeWithTryton } from '../support/tryton.ts';
import { createCommand, makeOrder } from './orders.ts';
import { execute, newRecord } from './reference-executor.ts';
import type { ReturnWorld } from './return-world.ts';
import { returnContract } from './returns.suite.ts';
import { makeSkippingClock } from './skipping-clock.ts';
import { complaintIdOf, openTrytonWorld } from './tryton-world.ts';

jest.setTimeout(120_000);

const ARRIVAL = 'model.stock.shipment.out.return';
/** What returns are written with. Of a wizard that is begun anew after each trouble, the third step is the one that does it. */
const WRITES: readonly (readonly [operation: string, nths: readonly number[]])[] = [
  ...['model.ir.note.create', 'model.account.invoice.post'].map((name) => [name, [1]] as const),
  ...['write', 'receive', 'done', 'cancel'].map((button) => [`${ARRIVAL}.${button}`, [1]] as const),
  ...['sale.handle.shipment.exception', 'account.invoice.pay'].flatMap((name) => [
    [`wizard.${name}.create`, [1]] as const,
    [`wizard.${name}.execute`, [1, 3]] as const,
    [`wizard.${name}.delete`, [1]] as const,
  ]),
];

let orders = 0;

function requestOf(
  orderKey: string,
  returnKey: string,
  quantity: number,
): Extract<OutboundCommand['body'], { intent: 'CREATE_RETURN' }>['request'] {
  const lines = [{ lineKey: 10, sku: 'SKU-001', quantity, reason: 'DAMAGED' as const }];
  return { returnKey, orderKey, requestedAt: '2026-03-02T10:00:00Z', resolution: 'REFUND', lines };
}

function step({ orderKey }: OutboundCommand, number: number, body: OutboundCommand['body']): OutboundCommand {
  return { commandId: `${orderKey}-${number}`, orderKey, endpoint: 'erp', body };
}

/** Two of three pieces are good again, the third is not taken back. */
function receiptAndCredit(asked: OutboundCommand, document: DocumentRef): readonly [OutboundCommand, OutboundCommand] {
  const returnKey = keyOf(asked);
  const dispositions = [
    { lineKey: 10, quantity: 2, condition: 'OPENED' as const, taken: 'RESTOCK' as const },
    { lineKey: 10, quantity: 1, condition: 'DAMAGED' as const, taken: 'KEEP_WITH_CUSTOMER' as const, accepted: false },
  ];
  const about = { receiptId: `${returnKey}-A1`, returnKey, endpoint: 'wms', receivedAt: '2026-03-05T10:00:00Z' };
  const receipt = { ...about, lines: [{ lineKey: 10, quantity: 3 }], dispositions };
  return [
    step(asked, 4, { intent: 'CONFIRM_RECEIPT', document, receipt }),
    step(asked, 5, { intent: 'CREDIT_RETURN', document, lines: [{ lineKey: 10, quantity: 2 }] }),
  ];
}

function keyOf({ body }: OutboundCommand): string {
  return body.intent === 'CREATE_RETURN' ? body.request.returnKey : '';
}

async function open(tryton: Tryton): Promise<ReturnWorld> {
  const world = await openTrytonWorld(tryton, makeSkippingClock().clock);
  const { proxy, clerk, sql } = world;
  const { endpoint } = world.openEndpoint('erp', COMPANIES[0], { refundMethod: 'Bank transfer' });

  async function send(command: OutboundCommand): Promise<void> {
    const outcome = await endpoint.send(command, AbortSignal.timeout(endpoint.capabilities.timeoutMs));
    if (outcome.class !== 'ACK') throw new Error(`${command.commandId}: ${JSON.stringify(outcome)}`);
  }

  /** Of the return, by Tryton's own database: its sale, and what hangs on it. */
  const SALE_OF = "select id from sale_sale where origin = 'sale.complaint,' || $1";
  const count = async (statement: string, ...values: readonly unknown[]): Promise<number> =>
    Number((await sql(`select count(*) as n from ${statement}`, values))[0]?.['n']);
  const CREDITS = `account_invoice i where i.state in ('posted', 'paid') and exists (select from account_invoice_line l
    join sale_line s on l.origin = 'sale.line,' || s.id where l.invoice = i.id and s.sale = (${SALE_OF}))`;

  return {
    endpoint,
    ask: async (returnKey) => {
      orders += 1;
      const order = createCommand('erp', makeOrder(`ORD${orders}`));
      const { document } = await execute(endpoint, newRecord(order));
      if (!document) throw new Error('the order was not taken');
      await clerk.ship(Number(document.nativeId));
      const { orderKey } = order;
      const body = { intent: 'CREATE_RETURN' as const, document, request: requestOf(orderKey, returnKey, 3) };
      return { commandId: `${orderKey}-2`, orderKey, endpoint: 'erp', body };
    },
    altered: (command) => {
      if (command.body.intent !== 'CREATE_RETURN') return command;
      return { ...command, body: { ...command.body, request: requestOf(command.orderKey, keyOf(command), 2) } };
    },
    documents: async (command) => (await sql('select id from sale_complaint where reference = $1', [keyOf(command)])).length,
    trouble: (trouble, command) => {
      const subject = command && keyOf(command);
      if (subject !== '') proxy.addRule({ ...trouble, ...(subject !== undefined && { subject }) });
      // What is done to a return that is there takes many calls; each meets it once.
      else for (const [operation, nths] of WRITES) for (const nth of nths) proxy.addRule({ ...trouble, operation, nth });
      return Promise.resolve();
    },
    calm: () => {
      proxy.clear();
      return Promise.resolve();
    },
    arrive: async (command, document) => {
      await clerk.approve(complaintIdOf(document.nativeId));
      const [receive, credit] = receiptAndCredit(command, document);
      await send(receive);
      await send(credit);
      return { received: 3, refused: 1, credited: 2 };
    },
    deeds: async function* (command, document) {
      await clerk.approve(complaintIdOf(document.nativeId));
      yield* receiptAndCredit(command, document);
      const [credit] = await sql(`select i.id, i.number from ${CREDITS}`, [complaintIdOf(document.nativeId)]);
      const creditMemo = { creditMemoId: String(credit?.['id']), number: String(credit?.['number']) };
      yield step(command, 6, { intent: 'BOOK_REFUND', document, creditMemo, amount: { amountMinor: 2975, currency: 'EUR' } });
    },
    timesDone: async ({ body }) => {
      const complaint = 'document' in body ? complaintIdOf(body.document.nativeId) : 0;
      if (body.intent === 'CONFIRM_RECEIPT')
        return count("stock_shipment_out_return where reference = $1 and state = 'done'", body.receipt.receiptId);
      if (body.intent === 'CREDIT_RETURN') return count(CREDITS, complaint);
      return count(`"account_invoice-account_move_line" p where p.invoice in (select i.id from ${CREDITS})`, complaint);
    },
    withdrawal: ({ orderKey }, document) => ({
      ...{ commandId: `${orderKey}-3`, orderKey, endpoint: 'erp' },
      body: { intent: 'CANCEL_RETURN', document, reason: 'kept it' },
    }),
    useUnknownWord: async ({ nativeId }, word) => {
      await sql('update sale_complaint set state = $1, write_date = clock_timestamp() where id = $2', [word, complaintIdOf(nativeId)]);
    },
    close: world.close,
  };
}

describeWithTryton('With a real Tryton', (tryton) => {
  returnContract('The Tryton adapter', () => open(tryton()), {
    effort: { runs: 2, commands: 3 },
  });
});
