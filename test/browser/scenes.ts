/** What all tests of a file play on: one world, started before the first of them and stopped after the last. */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { PEOPLE, recordPath, startConsoleWorld } from './console-world.ts';
import type { ConsoleWorld, ConsoleWorldSettings, Visit } from './console-world.ts';
import type { WatchedPage } from './chromium.ts';
import { openRecords } from './kept-records.ts';
import type { Records } from './kept-records.ts';
import { orderPage } from './order-page.ts';
import type { OrderPage } from './order-page.ts';
import { makeOrders } from './order-records.ts';
import type { OrderMaker } from './order-records.ts';
import { ordersOnStage } from './orders-on-stage.ts';
import type { OrdersOnStage } from './orders-on-stage.ts';

/** High enough for all of an order's page. */
const HIGH = { viewport: { width: 1280, height: 1500 } };

/** Records made as the broker would have left them, and people who look at their pages. */
export type KeptScene = {
  readonly stage: ConsoleWorld;
  readonly records: Records;
  readonly make: OrderMaker;
  /** The page of an order, as somebody sees it, the agent unless said. */
  readonly visitOrder: (orderId: string, visit?: Visit) => Promise<WatchedPage>;
};

/** A story that ERP, warehouse and broker play along with. */
export type StoryScene = {
  readonly stage: ConsoleWorld;
  readonly play: OrdersOnStage;
  /** The agent's own page, the same in every test of the file. */
  readonly agent: OrderPage;
  /** A page for somebody else. */
  readonly callIn: (username: string) => Promise<OrderPage>;
};

/** Sets the scene for the tests of a `describe`. What is answered may be called while they run. */
export function setKeptScene(settings?: ConsoleWorldSettings): () => KeptScene {
  const scene = forAllTests<KeptScene>(async () => {
    const stage = await startConsoleWorld(settings);
    const records = openRecords(stage.world.places);
    const make = await makeOrders(records, PEOPLE.agent);
    return { stage, records, make, visitOrder: (orderId, visit) => stage.logIn(recordPath('OB_Order__c', orderId), visit) };
  });
  // A page that nobody looks at any more would go on asking.
  afterEach(() =>
    Promise.all(
      scene()
        .stage.browser.contexts()
        .map((context) => context.close()),
    ),
  );
  return scene;
}

/** As `setKeptScene`, for a story. */
export function setStoryScene(): () => StoryScene {
  return forAllTests(async () => {
    const stage = await startConsoleWorld();
    const callIn = async (username: string): Promise<OrderPage> =>
      orderPage(await stage.logIn(undefined, { username, browser: HIGH }), stage.console.url);
    return { stage, callIn, play: ordersOnStage(stage.world), agent: await callIn(PEOPLE.agent) };
  });
}

function forAllTests<Scene extends { readonly stage: ConsoleWorld }>(set: () => Promise<Scene>): () => Scene {
  let scene: Scene | undefined;
  const current = (): Scene => {
    if (scene === undefined) throw new Error('the scene is set before the first test');
    return scene;
  };
  beforeAll(async () => {
    scene = await set();
  });
  afterAll(() => scene?.stage.stop());
  return current;
}
