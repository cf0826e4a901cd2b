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

let orders = 0;

function requestOf(
  orderKey: string,
  returnKey: string,
  quantity: number,
): Extract<OutboundCommand['body'], { intent: 'CREATE_RETURN' }>['request'] {
  const lines = [{ lineKey: 10, sku: 'SKU-001', quantity, reason: 'DAMAGED' as const }];
  return { returnKey, orderKey, requestedAt: '2026-03-02T10:00:00Z', resolution: 'REFUND', lines };
}

async function open(tryton: Tryton): Promise<ReturnWorld> {
  const world = await openTrytonWorld(tryton, makeSkippingClock().clock);
  const { proxy, clerk, sql } = world;
  const { endpoint } = world.openEndpoint('erp', COMPANIES[0]);
  const keyOf = ({ body }: OutboundCommand): string => (body.intent === 'CREATE_RETURN' ? body.request.returnKey : '');

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
      proxy.addRule({ ...trouble, ...(command && { subject: keyOf(command) }) });
      return Promise.resolve();
    },
    calm: () => {
      proxy.clear();
      return Promise.resolve();
    },
    arrive: async (_command, { nativeId }: DocumentRef) => {
      const returnSale = await clerk.approve(complaintIdOf(nativeId));
      await clerk.receive(returnSale);
      await clerk.post(returnSale);
      return { received: 3, refused: 0, credited: 3 };
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
    R4: 'Tryton takes back whatever arrives; the rest of this case is in tryton-behaviour.test.ts',
    R6: 'people receive, credit and refund; the adapter only tells of it',
    effort: { runs: 2, commands: 3 },
  });
});
