/** Two broker processes that are killed, again and again, and started again: at random moments, and at named points. */
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultPoint } from '../../broker/engine/fault-points.ts';
import type { Random } from '../../broker/engine/clock.ts';
import type { NodeProcess } from '../stack/node-process.ts';
import type { Stack } from '../stack/stack.ts';

export const POINTS: readonly FaultPoint[] = [
  'intake.before-commit',
  'intake.after-commit',
  'turn.before-commit',
  'turn.after-commit',
  'command.before-call',
  'command.after-call',
  'command.after-settle',
  'write-back.before-call',
  'write-back.after-call',
];
const BROKERS = 2;
const MOST_REACHES = 25;
const LONGEST_LIFE_MS = 2500;
const SHARE_AT_POINTS = 0.6;
const START_PAUSE_MS = 300;
/** A process that waits for its point and does not reach it is killed all the same. */
const POINT_PATIENCE_MS = 8000;

export type Fleet = {
  /** A broker that serves; which one changes. Undefined while none does. */
  readonly url: () => string | undefined;
  readonly kills: () => number;
  /** Kills by the way it died: a named point, or `moment`. */
  readonly deaths: () => Readonly<Record<string, number>>;
  /** Resolves when the kills are done and all brokers run undisturbed. */
  readonly done: Promise<void>;
};

/** How one life of a broker is to end. */
type Doom = { readonly point?: FaultPoint; readonly reaches: number; readonly patienceMs: number };

function drawDoom(random: Random): Doom {
  const reaches = 1 + Math.floor(random() * MOST_REACHES);
  const point = random() < SHARE_AT_POINTS ? POINTS[Math.floor(random() * POINTS.length)] : undefined;
  if (point === undefined) return { reaches, patienceMs: random() * LONGEST_LIFE_MS };
  return { point, reaches, patienceMs: POINT_PATIENCE_MS };
}

/** Waits for the broker's end and answers how it died. */
async function meetDoom(broker: NodeProcess, { point, patienceMs }: Doom): Promise<string> {
  const byItself = await Promise.race([broker.gone.then(() => true), wait(patienceMs).then(() => false)]);
  if (!byItself) await broker.end('SIGKILL');
  return point !== undefined && byItself ? point : 'moment';
}

/** A broker that is killed while it starts, as when PostgreSQL is away, is started again. */
async function startPatiently(stack: Stack, doom: Doom | undefined): Promise<NodeProcess> {
  const settings = doom?.point === undefined ? {} : { BROKER_KILL_AT: `${doom.point}:${doom.reaches}` };
  for (;;) {
    const broker = await stack.startBroker(settings).catch(() => undefined);
    if (broker) return broker;
    await wait(START_PAUSE_MS);
  }
}

export function startFleet(stack: Stack, kills: number, random: Random, onKill: (kills: number) => void): Fleet {
  const alive: (NodeProcess | undefined)[] = [];
  const deaths: Record<string, number> = {};
  let [count, planned] = [0, 0];

  /** One broker's lives: each but the last ends in a kill. */
  async function live(place: number): Promise<void> {
    while (planned < kills) {
      planned += 1;
      const doom = drawDoom(random);
      const broker = await startPatiently(stack, doom);
      alive[place] = broker;
      const way = await meetDoom(broker, doom);
      alive[place] = undefined;
      count += 1;
      deaths[way] = (deaths[way] ?? 0) + 1;
      onKill(count);
    }
    alive[place] = await startPatiently(stack, undefined);
  }

  const done = Promise.all(Array.from({ length: BROKERS }, (_, place) => live(place))).then(() => undefined);
  return { url: () => alive.find((broker) => broker?.isRunning())?.answer, kills: () => count, deaths: () => deaths, done };
}
