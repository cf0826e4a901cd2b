/** Two broker processes that are killed, again and again, and started again: at random moments, and at named points. */
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultPoint } from '../../broker/engine/fault-points.ts';
import type { Random } from '../../broker/engine/clock.ts';
import type { NodeProcess } from '../stack/node-process.ts';
import type { Stack } from '../stack/stack.ts';

const POINTS: readonly FaultPoint[] = [
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

export function startFleet(stack: Stack, kills: number, random: Random, onKill: (kills: number) => void): Fleet {
  const alive: (NodeProcess | undefined)[] = [];
  const deaths: Record<string, number> = {};
  let count = 0;
  let planned = 0;

  /** One broker's lives: each but the last ends in a kill. */
  async function live(place: number): Promise<void> {
    for (;;) {
      const doomed = planned < kills;
      if (doomed) planned += 1;
      const point = doomed && random() < 0.6 ? POINTS[Math.floor(random() * POINTS.length)] : undefined;
      const settings = point === undefined ? {} : { BROKER_KILL_AT: `${point}:${1 + Math.floor(random() * MOST_REACHES)}` };
      // A broker killed while it starts is started again: PostgreSQL may be away.
      const broker = await stack.startBroker(settings).catch(() => undefined);
      if (!broker) {
        if (doomed) planned -= 1;
        await wait(300);
        continue;
      }
      alive[place] = broker;
      if (!doomed) return;
      const patience = point === undefined ? random() * LONGEST_LIFE_MS : POINT_PATIENCE_MS;
      const byItself = await Promise.race([broker.gone.then(() => true), wait(patience).then(() => false)]);
      if (!byItself) await broker.end('SIGKILL');
      alive[place] = undefined;
      count += 1;
      const way = point !== undefined && byItself ? point : 'moment';
      deaths[way] = (deaths[way] ?? 0) + 1;
      onKill(count);
    }
  }

  const done = Promise.all(Array.from({ length: BROKERS }, (_, place) => live(place))).then(() => undefined);
  return { url: () => alive.find((broker) => broker?.isRunning())?.answer, kills: () => count, deaths: () => deaths, done };
}
