import { jest } from '@jest/globals';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { Clerk } from '../../scripts/tryton/clerk.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import type { Tryton } from '../../scripts/tryton/server.ts';
import { describeWithTryton } from '../support/tryton.ts';
import type { ContractWorld } from './contract-world.ts';
import { endpointContract } from './endpoint.suite.ts';
import { cancelCommand, createCommand, LINE_KEYS, makeOrder, PIECES } from './orders.ts';
import { makeSkippingClock } from './skipping-clock.ts';
import { LIMITS, openTrytonWorld } from './tryton-world.ts';

// A real ERP takes its time, the more so on a busy machine.
jest.setTimeout(120_000);

/**
 * Transactions that began up to three seconds before they are seen, as long ones do: changes appear behind the newest one. What
 * a record's change follows another of the same record, it stays after it.
 */
const LONG_TRANSACTIONS = ['sale_sale', 'stock_shipment_out', 'stock_move', 'account_invoice'].flatMap((table) => [
  `create or replace function late_${table}() returns trigger language plpgsql as $$ begin
     new.write_date := greatest(new.write_date - random() * interval '3 seconds', coalesce(old.write_date, old.create_date) + interval '5 milliseconds');
     return new; end $$`,
  `create trigger late before update on ${table} for each row execute function late_${table}()`,
]);

/** Transactions that began five minutes before they are seen: further back than a poll reaches. */
const LONGER_TRANSACTIONS = ['sale_sale', 'sale_line', 'stock_shipment_out', 'stock_move', 'account_invoice'].flatMap((table) => [
  `create or replace function lost_${table}() returns trigger language plpgsql as $$ begin
     if tg_op = 'INSERT' then new.create_date := new.create_date - interval '5 minutes'; end if;
     new.write_date := new.write_date - interval '5 minutes'; return new; end $$`,
  `create trigger lost before insert or update on ${table} for each row execute function lost_${table}()`,
]);

/** Companies sell by other ways, too: a sale that is none of ours. */
async function enterOwnSale({ user }: Clerk): Promise<void> {
  const [party] = await user.read('party.party', [['code', '=', 'C-1004']], ['addresses']);
  const [address] = party?.['addresses'] as number[];
  await user.create('sale.sale', { party: party?.id, invoice_address: address, shipment_address: address });
}

async function open(tryton: Tryton): Promise<ContractWorld> {
  const { clock, pass } = makeSkippingClock();
  const world = await openTrytonWorld(tryton, clock);
  const { proxy, clerk, sql, openEndpoint, salesOf } = world;
  const { endpoint } = openEndpoint('erp', COMPANIES[0]);
  const idOf = ({ nativeId }: DocumentRef): number => Number(nativeId);
  await enterOwnSale(clerk);

  return {
    ...{ endpoint, pass, reconcileIntervalMs: LIMITS.reconcileIntervalMs, cancellation: cancelCommand },
    make: (key) => createCommand('erp', makeOrder(key)),
    altered: ({ orderKey }) => createCommand('erp', makeOrder(orderKey, { lines: makeOrder(orderKey).lines.slice(0, 2) })),
    documents: async ({ orderKey }) => (await salesOf(orderKey)).length,
    calm: () => {
      proxy.clear();
      return Promise.resolve();
    },
    trouble: (trouble, command?: OutboundCommand) => {
      const subject = command?.body.intent === 'CREATE_ORDER' ? command.orderKey : command?.commandId;
      proxy.addRule({ ...trouble, ...(subject !== undefined && { subject }) });
      return Promise.resolve();
    },
    shipInParts: async (_command, document) => {
      await clerk.ship(idOf(document), 1);
      await clerk.ship(idOf(document), 2);
      await clerk.giveUp(idOf(document));
      return { shipped: 3 * LINE_KEYS.length, givenUp: LINE_KEYS.length * (PIECES - 3) };
    },
    passPointOfNoReturn: (_command, document) => clerk.pick(idOf(document)),
    useUnknownWord: async (document, word) => {
      await sql('update sale_sale set state = $1, write_date = clock_timestamp() where id = $2', [word, idOf(document)]);
    },
    disturbFeed: async () => {
      for (const statement of LONG_TRANSACTIONS) await sql(statement);
    },
    loseChanges: async () => {
      for (const statement of LONGER_TRANSACTIONS) await sql(statement);
    },
    reverse: async (_command, document) => {
      await clerk.ship(idOf(document), 2);
      await clerk.post(idOf(document));
      await sql('update company_company set cancel_invoice_out = true');
      const posted = await clerk.user.read(
        'account.invoice',
        [
          ['sales', '=', idOf(document)],
          ['state', '=', 'posted'],
        ],
        ['id'],
      );
      await clerk.user.press(
        'account.invoice',
        'cancel',
        posted.map(({ id }) => id),
      );
      const shipped = 2 * LINE_KEYS.length;
      return { bucket: 'invoiced', taken: shipped, after: { shipped, givenUp: 0 } };
    },
    otherCompany: () => {
      const other = openEndpoint('erp-2', COMPANIES[1]);
      return Promise.resolve({ endpoint: other.endpoint, make: (key: string) => createCommand('erp-2', makeOrder(key)) });
    },
    close: world.close,
  };
}

const EXEMPTIONS = { C13: 'lines of a confirmed sale are fixed: Tryton deletes none; those people add before have a test of their own' };

describeWithTryton('With a real Tryton', (tryton) => {
  endpointContract('The Tryton adapter', () => open(tryton()), EXEMPTIONS, { runs: 3, commands: 6 });
});
