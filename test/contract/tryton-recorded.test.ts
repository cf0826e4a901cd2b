/**
 * The adapter against answers that a real Tryton gave: every call it makes, where no Tryton is. Where one is,
 * `RECORD_TRYTON=1 npm test -- test/contract/tryton-recorded` records them anew.
 */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { trytonKind } from '../../broker/endpoints/tryton/adapter.ts';
import type { Endpoint } from '../../broker/engine/endpoint.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import { COMPANIES } from '../../scripts/tryton/seed/seed.ts';
import { BROKER } from '../../scripts/tryton/seed/users.ts';
import { describeWithTryton } from '../support/tryton.ts';
import { makeSkippingClock } from './skipping-clock.ts';
import { SCENES } from './tryton-recorded/scenes.ts';
import type { People, Scene } from './tryton-recorded/scenes.ts';
import { plain, readTape, startRecorder, startReplay, writeTape } from './tryton-recorded/tape.ts';
import type { Deck } from './tryton-recorded/tape.ts';
import { LIMITS, openTrytonWorld } from './tryton-world.ts';

jest.setTimeout(120_000);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Place = { readonly deck: Deck; readonly database: string; readonly recordedAt: number };

function openEndpoint({ deck, database, recordedAt }: Place, { settings }: Scene): Endpoint {
  const account = { database, ...BROKER, company: COMPANIES[0] };
  const parsed = trytonKind.parse({ kind: 'tryton', id: 'erp', baseUrl: deck.url, ...account, ...LIMITS, ...settings });
  if (!parsed.ok) throw new Error(parsed.message);
  const { endpoint, close } = parsed.open({ clock: { ...systemClock, now: () => recordedAt } });
  closing.push(deck.stop, close);
  return endpoint;
}

/** Plays a scene. Answers everything the adapter said in it. */
async function play(scene: Scene, place: Place, people: People): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const note = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const said = await answer;
    seen.push(plain(said));
    return said;
  };
  await scene.play({ endpoint: openEndpoint(place, scene), people, note });
  return seen;
}

/** What people did is done: it shows in the answers. */
const NOBODY: People = {
  ship: () => Promise.resolve(),
  pick: () => Promise.resolve(),
  approve: () => Promise.resolve(0),
  receive: () => Promise.resolve(),
  post: () => Promise.resolve(),
  endSessions: () => Promise.resolve(),
};

const scenes = Object.entries(SCENES);

if (process.env['RECORD_TRYTON'] === '1') {
  describeWithTryton('With a real Tryton', (tryton) => {
    it.each(scenes)('records the scene "%s"', async (name, scene) => {
      const world = await openTrytonWorld(tryton(), makeSkippingClock().clock);
      closing.push(world.close);
      const endSessions = async (): Promise<void> => {
        await world.sql('delete from ir_session');
      };
      const deck = await startRecorder(tryton().url);
      const recordedAt = Date.now();
      const seen = await play(scene, { deck, database: world.database, recordedAt }, { ...world.clerk, endSessions });
      writeTape(name, { recordedAt, seen, calls: deck.calls });
    });
  });
}

describe('With the recorded answers of a real Tryton, the adapter', () => {
  it.each(scenes)('makes the same calls and says the same in the scene "%s"', async (name, scene) => {
    const tape = readTape(name);
    const deck = await startReplay(tape);
    const seen = await play(scene, { deck, database: 'recorded', recordedAt: tape.recordedAt }, NOBODY);
    expect(deck.surprises).toEqual([]);
    expect(seen).toEqual(tape.seen);
  });
});
