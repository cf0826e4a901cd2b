/** An order does not go on: who sees why, whose turn it is, and what can be done about it. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, startConsoleWorld } from './console-world.ts';
import type { ConsoleWorld } from './console-world.ts';
import { orderPage } from './order-page.ts';
import type { OrderPage } from './order-page.ts';
import { ordersOnStage } from './orders-on-stage.ts';
import type { OrdersOnStage } from './orders-on-stage.ts';

const STORY_MS = 240_000;
/** High enough for all of the page. */
const VIEW = { viewport: { width: 1280, height: 1500 } };

describeWithChromium('an order that does not go on', () => {
  let stage: ConsoleWorld;
  let play: OrdersOnStage;
  let supervisor: OrderPage;

  beforeAll(async () => {
    stage = await startConsoleWorld();
    play = ordersOnStage(stage.world);
    supervisor = orderPage(await stage.logIn('/', { username: PEOPLE.supervisor, browser: VIEW }), stage.console.url);
  }, STORY_MS);
  afterAll(() => stage.stop(), STORY_MS);

  afterEach(() => play.inErp('DELETE', '/faults'));

  const banner = (page: OrderPage) => page.page.getByRole('region', { name: 'Open exception' });

  test(
    'waits for an ERP that is away: the page says so, says when it is tried next, and the trouble ends by itself',
    async () => {
      await play.inErp('POST', '/faults', { kind: 'unavailable', operation: 'createOrder', retryAfterMs: 3000 });
      const order = await play.submitted('Submitted', [['Tea', 2]]);
      await supervisor.open(order);
      await banner(supervisor).getByText('Next automatic try:').waitFor();
      await banner(supervisor).getByText('Whose turn: Broker').waitFor();
      await supervisor.picture('exception-waits');
      await supervisor.expectSound();
      expect(await banner(supervisor).getByRole('button', { name: 'Retry' }).count()).toBe(0);
      await play.inErp('DELETE', '/faults');
      await banner(supervisor).waitFor({ state: 'detached' });
      await supervisor.picture('exception-over');
      await supervisor.expectSound();
    },
    STORY_MS,
  );
});
