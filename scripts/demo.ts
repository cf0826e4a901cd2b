/** `npm run demo`: the main job on one machine, told line by line and audited. `--help` lists the options. */
import { CATALOGUE } from './load/catalogue.ts';
import { seededRandom } from './load/random.ts';
import { startAgent } from './load/salesforce-agent.ts';
import { placeOrders } from './load/place-orders.ts';
import { makeOrder } from './load/order-maker.ts';
import { isKept, settle } from './audit/settle.ts';
import { makeNarrator } from './demo/narrator.ts';
import { readOptions } from './demo/options.ts';
import { makeStory, tellStory } from './demo/story.ts';
import { stageStory } from './demo/stage.ts';
import { API_KEY, WEBHOOK } from './stack/broker-process.ts';
import { startStack } from './stack/stack.ts';
import type { Stack } from './stack/stack.ts';
import { addTroubles, settingsFor } from './stack/troubles.ts';
import { AGENT } from './stack/world.ts';

/** Orders that the story places. */
const STORY_ORDERS = 3;
const PATIENCE_MS = 60_000;
const PATIENCE_PER_ORDER_MS = 150;

const options = readOptions(process.argv.slice(2));
const { say, progress } = makeNarrator(options.json ? process.stderr : process.stdout);

async function placeAll(stack: Stack, brokerUrl: string): Promise<readonly string[]> {
  const random = seededRandom(options.seed);
  const { places } = stack.world;
  const agent = await startAgent({ restUrl: places.restUrl, adminUrl: places.orgAdminUrl, ...AGENT });
  const orders = Array.from({ length: options.orders - STORY_ORDERS }, (_, index) =>
    makeOrder({ prefix: 'WEB', catalogue: CATALOGUE, random, placedAt: Date.now() }, index + 1),
  );
  const doors = {
    agent,
    storefront: { url: () => brokerUrl, apiKey: API_KEY },
    store: { url: () => brokerUrl, ...WEBHOOK },
  };
  const keys: string[] = [];
  await placeOrders(doors, orders, (key) => {
    keys.push(key);
    progress(`placing orders: ${keys.length} of ${options.orders - STORY_ORDERS}`);
  });
  return keys;
}

async function run(stack: Stack, brokerUrl: string): Promise<boolean> {
  const { places } = stack.world;
  const story = new AbortController();
  const staged = await stageStory({ erpUrl: places.erpUrl, warehouseUrl: places.warehouseUrl, brokerUrl, seed: options.seed });
  if (options.faults) await Promise.all([addTroubles(places.erpUrl), addTroubles(places.warehouseUrl)]);
  say(`\nA few lives, as an agent sees them in Salesforce:`);
  const telling = tellStory(makeStory(places.orgAdminUrl, staged.characters, say), story.signal);
  const keys = [...(await placeAll(stack, brokerUrl)), ...staged.keys];
  const patienceMs = PATIENCE_MS + PATIENCE_PER_ORDER_MS * keys.length;
  const result = await settle(places, keys, patienceMs, ({ report }) => {
    progress(`settling: ${report.erpDocuments} of ${report.accepted} in the ERP, ${report.salesforceCurrent} current in Salesforce`);
  });
  story.abort();
  await telling;
  say('\nThe audit, from the effect logs of the ERP and the org:');
  for (const [name, value] of Object.entries(result.report)) say(`  ${name.padEnd(18)} ${value}`);
  for (const finding of result.findings.slice(0, 20)) say(`  ! ${finding}`);
  if (options.json) process.stdout.write(`${JSON.stringify(result.report)}\n`);
  const kept = isKept(result);
  say(kept ? '\nThe promise is kept.' : `\nThe promise is broken. The logs are in ${stack.logFolder}.`);
  return kept;
}

function tellPlaces({ world }: Stack, brokerUrl: string): void {
  const { places } = world;
  say('\nEverything goes on until Ctrl-C:');
  say(`  broker API      ${brokerUrl}/openapi.json   Authorization: Bearer ${API_KEY}`);
  say(`  broker metrics  ${brokerUrl}/metrics`);
  say(`  Salesforce org  ${places.restUrl}   its effects: ${places.orgAdminUrl}/effects`);
  say(`  ERP             ${places.erpUrl}   its effects: ${places.erpUrl}/_admin/effects`);
  say(`  warehouse       ${places.warehouseUrl}`);
}

function untilCtrlC(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}

const ended = untilCtrlC();
const stack = await startStack({
  ...settingsFor(options.faults),
  seed: options.seed,
  terms: { concurrency: 8, timeoutMs: 2000, settleMs: 4000 },
  tell: say,
});
let finished: boolean | undefined;
try {
  const broker = await stack.startBroker();
  say(`the broker is up; every log is in ${stack.logFolder}`);
  finished = await Promise.race([run(stack, broker.answer), ended.then(() => undefined)]);
  if (finished !== undefined && !options.exit) {
    tellPlaces(stack, broker.answer);
    await ended;
  }
} finally {
  await stack.stop();
}
process.exit(finished === false ? 1 : 0);
