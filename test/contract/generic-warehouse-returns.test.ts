import { startWarehouse } from '../../simulators/endpoints/warehouse/warehouse.ts';
import { genericWarehouseKind } from '../../broker/endpoints/generic-warehouse/adapter.ts';
import type { CommandBody, OutboundCommand } from '../../canonical/command.ts';
import { makeAdmin } from './admin.ts';
import type { ReturnWorld } from './return-world.ts';
import { returnContract } from './returns.suite.ts';
import { makeSkippingClock } from './skipping-clock.ts';

const KEY = 'warehouse-key-main';
const CONFIG = {
  ...{ kind: 'generic-warehouse', id: 'main', site: 'main', apiKey: KEY },
  ...{ timeoutMs: 200, settleMs: 1200, reconcileIntervalMs: 60_000, concurrency: 16 },
};

/** Nothing arrives, and nobody inspects, unless the test says so. */
const TIMING = { arriveAfterMs: 0, inspectAfterMs: 3_600_000 };

function command(orderKey: string, step: number, body: CommandBody): OutboundCommand {
  return { commandId: `${orderKey}-R${step}`, orderKey, endpoint: 'main', body };
}

function returnKeyOf({ body }: OutboundCommand): string {
  return body.intent === 'EXPECT_RETURN' ? body.expected.returnKey : '';
}

async function open(): Promise<ReturnWorld> {
  const warehouse = await startWarehouse({ sites: { main: KEY }, settings: { timing: TIMING } });
  const admin = makeAdmin(warehouse.url);
  const { clock } = makeSkippingClock();
  const parsed = genericWarehouseKind.parse({ ...CONFIG, baseUrl: warehouse.url });
  if (!parsed.ok) throw new Error(parsed.message);
  const { endpoint, close } = parsed.open({ clock });
  const clerk = (nativeId: string, deed: object): Promise<unknown> => admin.post(`sites/main/inbounds/${nativeId}/clerk`, deed);

  return {
    endpoint,
    ask: (returnKey) => {
      const orderKey = `O${returnKey}`;
      const lines = [{ lineKey: 10, sku: 'SKU-001', quantity: 3 }];
      return Promise.resolve(command(orderKey, 1, { intent: 'EXPECT_RETURN', expected: { returnKey, orderKey, rma: 'RMA-1', lines } }));
    },
    altered: (asked) => {
      if (asked.body.intent !== 'EXPECT_RETURN') return asked;
      const { expected } = asked.body;
      return {
        ...asked,
        body: { ...asked.body, expected: { ...expected, lines: expected.lines.map((line) => ({ ...line, quantity: 1 })) } },
      };
    },
    documents: async (asked) => (await admin.effects('return-expected')).filter(({ reference }) => reference === returnKeyOf(asked)).length,
    trouble: async (trouble, sent) => {
      const subject = sent && (returnKeyOf(sent) || sent.commandId);
      await admin.post(
        'faults',
        ['expectInbound', 'cancelInbound'].map((operation) => ({ ...trouble, operation, subject })),
      );
    },
    calm: async () => {
      await admin.remove('faults');
    },
    arrive: async (_asked, { nativeId }) => {
      await clerk(nativeId, { deed: 'arrive' });
      const kept = { externalLine: 10, quantity: 2, disposition: 'RESTOCK' };
      const refused = { externalLine: 10, quantity: 1, condition: 'DAMAGED', disposition: 'KEEP_WITH_CUSTOMER', accepted: false };
      await clerk(nativeId, { deed: 'inspect', findings: [kept, refused] });
      return { received: 3, refused: 1, credited: 0 };
    },
    withdrawal: (asked, document) => command(asked.orderKey, 9, { intent: 'CANCEL_RETURN', document, reason: 'keeps it' }),
    useUnknownWord: async ({ nativeId }, word) => {
      await clerk(nativeId, { deed: 'set-status', status: word });
    },
    close: async () => {
      await close();
      await warehouse.close();
    },
  };
}

returnContract('The generic warehouse adapter', open, { R6: 'a warehouse tells of receipts and posts no credits' });
