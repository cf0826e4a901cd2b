/** A Tryton database of its own for one test, with troubles on the way to it and a clerk inside. */
import pg from 'pg';
import { trytonKind } from '../../broker/endpoints/tryton/adapter.ts';
import type { OpenEndpoint } from '../../broker/endpoints/kit/endpoint-kind.ts';
import type { Clock } from '../../broker/engine/clock.ts';
import { seededRandom } from '../../scripts/load/random.ts';
import { makeClerk } from '../../scripts/tryton/clerk.ts';
import type { Clerk } from '../../scripts/tryton/clerk.ts';
import { startFaultProxy } from '../../scripts/tryton/fault-proxy.ts';
import type { FaultProxy, Rpc } from '../../scripts/tryton/fault-proxy.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { BROKER, CLERK } from '../../scripts/tryton/seed/users.ts';
import type { Tryton } from '../../scripts/tryton/server.ts';

/** Generous: the machine may be busy, and a sale takes a third of a second on an idle one. */
export const LIMITS = { timeoutMs: 20_000, settleMs: 6000, reconcileIntervalMs: 60_000, concurrency: 4 };

export type TrytonWorld = {
  readonly proxy: FaultProxy;
  /** Does something before every call of the endpoints. */
  readonly beforeCalls: (deed: (rpc: Rpc) => Promise<void>) => void;
  readonly clerk: Clerk;
  /** Opens an endpoint of a company through the proxy. */
  readonly openEndpoint: (id: string, company: string, changes?: Readonly<Record<string, unknown>>) => OpenEndpoint;
  /** Ids of the sales that carry this reference and are no returns, by Tryton's own database; company by company. */
  readonly salesOf: (reference: string) => Promise<readonly number[]>;
  /** Where Tryton is, without the troubles, and the name of the database: for users of their own. */
  readonly url: string;
  readonly database: string;
  /** Its PostgreSQL database, for auditors. */
  readonly databaseUrl: string;
  readonly sql: (statement: string, values?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly close: () => Promise<void>;
};

/** Id of the complaint that a return's document is. */
export function complaintIdOf(nativeId: string): number {
  return Number(nativeId.split(',')[1]);
}

let databases = 0;

/** Somebody touches the shipments of the sale that a note is written about. */
async function touchShipments({ user }: Clerk, { method, params }: Rpc): Promise<void> {
  if (method !== 'model.ir.note.create') return;
  const [{ resource }] = params[0] as [{ resource: string }];
  const shipments = await user.read('stock.shipment.out', [['moves.sale', '=', Number(resource.split(',')[1])]], ['id']);
  if (shipments.length > 0)
    await user.write(
      'stock.shipment.out',
      shipments.map(({ id }) => id),
      { reference: 'call before delivery' },
    );
}

export async function openTrytonWorld(tryton: Tryton, clock: Clock): Promise<TrytonWorld> {
  databases += 1;
  const { database, databaseUrl } = await tryton.copySeed(`test_${databases}`);
  const clerk = makeClerk(tryton.url, { database, ...CLERK, company: COMPANIES[0] });
  let before = (_rpc: Rpc): Promise<void> => Promise.resolve();
  const proxy = await startFaultProxy({
    target: tryton.url,
    random: seededRandom(databases),
    interfere: (rpc) => touchShipments(clerk, rpc),
    admit: (rpc) => before(rpc),
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const opened: OpenEndpoint[] = [];
  const sql: TrytonWorld['sql'] = async (statement, values = []) =>
    (await pool.query<Record<string, unknown>>(statement, [...values])).rows;

  return {
    proxy,
    clerk,
    ...{ url: tryton.url, database, databaseUrl },
    sql,
    beforeCalls: (deed) => {
      before = deed;
    },
    openEndpoint: (id, company, changes = {}) => {
      const config = { kind: 'tryton', id, baseUrl: proxy.url, database, ...BROKER, company, ...LIMITS, ...changes };
      const parsed = trytonKind.parse(config);
      if (!parsed.ok) throw new Error(parsed.message);
      const endpoint = parsed.open({ clock });
      opened.push(endpoint);
      return endpoint;
    },
    salesOf: async (reference) => {
      const rows = await sql('select id from sale_sale where reference = $1 and origin is null order by id', [reference]);
      return rows.map(({ id }) => id as number);
    },
    close: async () => {
      for (const { close } of opened) await close();
      await clerk.close();
      await proxy.stop();
      await pool.end();
    },
  };
}
