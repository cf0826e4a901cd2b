import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { placeOrders } from '../../scripts/load/place-orders.ts';
import { API_KEY, WEBHOOK } from '../../scripts/stack/broker-process.ts';
import { startLocalWorld } from '../e2e/local-world.ts';
import type { LocalWorld } from '../e2e/local-world.ts';
import { eventually } from '../support/eventually.ts';

let world: LocalWorld;

beforeAll(async () => {
  world = await startLocalWorld();
});
afterAll(() => world.stop());

test('a broker told to stop under load leaves in good order, gives back what it holds, and the next one loses nothing', async () => {
  const first = await world.startProcess();
  let url = first.answer;
  const keys: string[] = [];
  const doors = { agent: world.agent, storefront: { url: () => url, apiKey: API_KEY }, store: { url: () => url, ...WEBHOOK } };
  const placing = placeOrders(doors, world.orders(60), (key) => keys.push(key));
  await eventually(async () => {
    const [sent] = await world.queryLedger("select count(*)::int as count from command where state = 'ACKED'");
    expect(sent?.['count']).toBeGreaterThan(5);
  });
  await first.end('SIGTERM');
  expect(first.exitCode()).toBe(0);

  const held = await world.queryLedger("select state, owner from command where state in ('SENT', 'PROBING')");
  expect(held).toEqual([]);
  const leases = await world.queryLedger('select name from lease where until > $1', [Date.now()]);
  expect(leases).toEqual([]);
  // A call that the endpoint did not answer in time is in doubt with or without a stop.
  const doubtful = await world.queryLedger("select id, code from command where state = 'IN_DOUBT' and code <> 'TIMEOUT'");
  expect(doubtful).toEqual([]);

  url = (await world.startProcess()).answer;
  await placing;
  const { report } = await world.expectKept(keys);
  expect(report).toMatchObject({ accepted: 60, duplicates: 0, missing: 0, regressions: 0 });
}, 60_000);
