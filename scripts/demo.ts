/** `npm run demo`: the main job on one machine, told line by line and audited. `--help` lists the options. */
import { CATALOGUE } from './load/catalogue.ts';
import { seededRandom } from './load/random.ts';
import { startAgent } from './load/salesforce-agent.ts';
import { placeOrders } from './load/place-orders.ts';
import { makeOrder } from './load/order-maker.ts';
import { isKept, settle } from './audit/settle.ts';
import { simulatedOffice } from './demo/back-office.ts';
import type { BackOffice } from './demo/back-office.ts';
import { makeNarrator } from './demo/narrator.ts';
import { readOptions } from './demo/options.ts';
import { makeStory, tellStory } from './demo/story.ts';
import { stageStory } from './demo/stage.ts';
import { startTrytonOffice } from './demo/tryton-office.ts';
import { openConsole } from './demo/agents-console.ts';
import { API_KEY, WEBHOOK } from './stack/broker-process.ts';
import { leadToBroker } from './stack/named-credential.ts';
import { startStack } from './stack/stack.ts';
import type { Stack } from './stack/stack.ts';
import { settingsFor } from './stack/troubles.ts';
import { AGENT } from './stack/world.ts';

/** Orders that the story places. */
const STORY_ORDERS = 6;

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

async function run(stack: Stack, office: BackOffice, brokerUrl: string): Promise<boolean> {
  const { places } = stack.world;
  const story = new AbortController();
  const staged = await stageStory({ office, brokerUrl, seed: options.seed, signal: story.signal });
  if (options.faults) await office.addTroubles();
  say(`\nA few lives, as an agent sees them in Salesforce:`);
  const telling = tellStory(makeStory(places.orgAdminUrl, staged.characters, say), story.signal);
  // Both are waited for below. What a Ctrl-C before that does to them is nobody's matter.
  for (const going of [telling, staged.played]) going.catch(() => undefined);
  const keys = [...(await placeAll(stack, brokerUrl)), ...staged.keys];
  const witnesses = { askErp: office.ask, orgAdminUrl: places.orgAdminUrl };
  const result = await settle(witnesses, keys, office.patienceMs(keys.length), ({ report }) => {
    progress(`settling: ${report.erpDocuments} of ${report.accepted} in the ERP, ${report.salesforceCurrent} current in Salesforce`);
  }).finally(async () => {
    await staged.played;
    story.abort();
    await telling;
  });
  say(`\nThe audit, from the own records of the ERP and the org:`);
  for (const [name, value] of Object.entries(result.report)) say(`  ${name.padEnd(18)} ${value}`);
  for (const finding of result.findings.slice(0, 20)) say(`  ! ${finding}`);
  if (options.json) process.stdout.write(`${JSON.stringify(result.report)}\n`);
  const kept = isKept(result);
  say(kept ? '\nThe promise is kept.' : `\nThe promise is broken. The logs are in ${stack.logFolder}.`);
  return kept;
}

type Addresses = { readonly broker: string; readonly console: string };

function tellPlaces({ world }: Stack, office: BackOffice, addresses: Addresses): void {
  const { places } = world;
  say('\nEverything goes on until Ctrl-C:');
  say(`  console         ${addresses.console}   where you choose a user`);
  say(`  broker API      ${addresses.broker}/openapi.json   Authorization: Bearer ${API_KEY}`);
  say(`  broker metrics  ${addresses.broker}/metrics`);
  say(`  Salesforce org  ${places.restUrl}   its effects: ${places.orgAdminUrl}/effects`);
  for (const place of office.places) say(`  ${place}`);
}

/** One signal arrives several times where every process of ours is told, and each passes it on. */
const SAME_SIGNAL_MS = 1000;

const interrupted = new AbortController();
const ended = new Promise<void>((resolve) => {
  let firstAt: number | undefined;
  const end = (): void => {
    firstAt ??= performance.now();
    // Somebody does not want to wait; by way of `exit`, what we started ends with us.
    if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(130);
    interrupted.abort();
    resolve();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
});

/** Whether the promise was kept; undefined where Ctrl-C came first. */
async function perform(): Promise<boolean | undefined> {
  const { seed, faults } = options;
  const tryton = options.erp === 'tryton' ? await startTrytonOffice({ seed, faults, tell: say }) : undefined;
  const stack = await startStack({
    ...settingsFor(faults),
    seed,
    terms: { concurrency: 8, timeoutMs: 2000, settleMs: 4000 },
    ...(tryton && { brokerSettings: tryton.brokerSettings }),
    tell: say,
  });
  const office = tryton ?? simulatedOffice(stack.world.places);
  try {
    const broker = await stack.startBroker();
    await leadToBroker(stack.world.places.orgAdminUrl, broker.answer);
    say(`the broker is up; every log is in ${stack.logFolder}`);
    const consoleUrl = options.exit ? undefined : await openConsole(stack, say);
    const finished = await Promise.race([run(stack, office, broker.answer), ended.then(() => undefined)]);
    if (finished !== undefined && consoleUrl !== undefined) {
      tellPlaces(stack, office, { broker: broker.answer, console: consoleUrl });
      await ended;
    }
    return finished;
  } finally {
    await stack.stop();
    await tryton?.stop();
  }
}

// What breaks because a Ctrl-C ended it in the middle is no fault.
const kept = await perform().catch((error: unknown) => {
  if (!interrupted.signal.aborted) throw error;
  return undefined;
});
process.exit(kept === false ? 1 : 0);
