/** How much longer a history of 300 entries takes to render than one of 10: the package's own component, on its page, in Chromium. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { findChromium, startChromium } from '../console/chromium.ts';
import { startConsoleProcess } from '../console/console-process.ts';
import { AGENT } from '../stack/world.ts';
import { percentilesOf } from './percentiles.ts';
import type { Setting } from './setting.ts';

const FEW = 10;
const MANY = 300;
const ROUNDS = 9;
/** On a machine that has other work, the first page waits for its components to be compiled. */
const PATIENCE_MS = 180_000;

export type PageRender = { readonly fewMs: number; readonly manyMs: number; readonly extraMs: number } | { readonly missing: string };

/** Medians over the rounds: script, style and layout. Tells why there is no figure where there is no Chromium. */
export async function measurePageRender({ stack, agent, makeOrders }: Setting): Promise<PageRender> {
  if (findChromium() === undefined) return { missing: 'no Chromium here' };
  const [orderId = ''] = await agent.draft(makeOrders('RENDER', 1));
  const { places } = stack.world;
  const logFile = join(stack.logFolder, 'console.log');
  const console = await startConsoleProcess({ places, username: AGENT.username, logFile, production: true });
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(console.invitation);
    await page.goto(`${console.url}/lightning/r/OB_Order__c/${orderId}/view`);
    return await compare(page.locator('c-ob-timeline'));
  } finally {
    await browser.close();
    await console.process.end('SIGTERM');
  }
}

async function compare(timeline: Locator): Promise<PageRender> {
  await timeline.waitFor();
  let sequence = 0;
  const render = (count: number): Promise<number> => {
    sequence += count + 1;
    return timeline.evaluate(show, newestOf(sequence, count));
  };
  const samples: Record<typeof FEW | typeof MANY, number[]> = { [FEW]: [], [MANY]: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const count of [FEW, MANY] as const) {
      await render(1);
      const tookMs = await render(count);
      // The first round warms code and icons.
      if (round > 0) samples[count].push(tookMs);
    }
  }
  const [fewMs, manyMs] = [percentilesOf(samples[FEW]).p50, percentilesOf(samples[MANY]).p50];
  return { fewMs, manyMs, extraMs: Math.round((manyMs - fewMs) * 10) / 10 };
}

/** Runs in the page. Pages of a history that do not touch begin it anew, so each call renders all its entries. */
function show(timeline: Timeline, newest: Newest): Promise<number> {
  const startedMs = performance.now();
  timeline.newest = newest;
  return new Promise((resolve) => {
    setTimeout(() => {
      timeline.getBoundingClientRect();
      resolve(performance.now() - startedMs);
    });
  });
}

type Timeline = { newest?: Newest; readonly getBoundingClientRect: () => unknown };

type Newest = { readonly edges: readonly { readonly node: object }[]; readonly pageInfo: { readonly hasNextPage: true } };

/** As the query of the page is answered. */
function newestOf(last: number, count: number): Newest {
  const edges = Array.from({ length: count }, (_, index) => ({ node: entryOf(last - index) }));
  return { edges, pageInfo: { hasNextPage: true } };
}

const field = (value: unknown, displayValue: string | null = null): object => ({ value, displayValue });

function entryOf(sequence: number): object {
  const at = new Date(Date.UTC(2026, 0, 1) + sequence * 60_000).toISOString();
  return {
    Id: `a07${String(sequence).padStart(12, '0')}AAA`,
    Category__c: field('ERP', 'ERP'),
    Severity__c: field('Info', 'Info'),
    Actor_Type__c: field('Broker', 'Broker'),
    ...{ Occurred_At__c: field(at), Recorded_At__c: field(at), Code__c: field('ORDER_RECEIVED'), Sequence__c: field(sequence) },
    ...{
      Source__c: field('erp'),
      Summary__c: field('Order received'),
      Summary_Params__c: field('{}'),
      Event_Key__c: field(`R-${sequence}`),
    },
  };
}
