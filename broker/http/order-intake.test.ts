import { describe, expect, it, test } from '@jest/globals';
import { makeOrder } from '../../test/support/order-story.ts';
import type { Acceptance } from '../engine/ledger.ts';
import { makeOrderIntake } from './order-intake.ts';

/** An intake whose ledger answers only when told. */
function slowIntake(statesBefore: ReadonlyMap<string, unknown> = new Map()) {
  const answers: (() => void)[] = [];
  const intake = makeOrderIntake({
    ledger: {
      accept: ({ messages }) =>
        new Promise((resolve) => {
          answers.push(() => {
            resolve(messages.map((): Acceptance => 'NEW'));
          });
        }),
    },
    statesBefore: () => Promise.resolve(statesBefore),
    wakeTurns: () => undefined,
    reach: () => undefined,
  });
  const submit = (index: number, bytes: number) =>
    intake.submit({ order: makeOrder({ orderKey: `ORD${index}` }), via: 'api', source: 'api:shop', dedupeKey: `key-${index}`, bytes });
  return { submit, answer: () => answers.splice(0).forEach((resolve) => resolve()), isAsked: () => answers.length > 0 };
}

const MEGABYTE = 1024 * 1024;

describe('callers are asked to come back when too much waits for the ledger', () => {
  it.each([
    ['many small orders', 2000, 1000],
    ['few large ones', 32, MEGABYTE],
  ])('%s', async (_, most, bytes) => {
    const { submit, answer, isAsked } = slowIntake();
    const waiting = Array.from({ length: most }, (_order, index) => submit(index, bytes));
    expect(await submit(most, bytes)).toBe('BUSY');
    let taken = 0;
    for (const each of waiting) void each.then(() => (taken += 1));
    while (taken < most) {
      if (isAsked()) answer();
      await new Promise(setImmediate);
    }
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['NEW']));
    const later = submit(most + 1, bytes);
    while (!isAsked()) await new Promise(setImmediate);
    answer();
    expect(await later).toBe('NEW');
  });
});

test('an order of which nothing could be taken so far is taken again, and those beside it are', async () => {
  const { submit, answer, isAsked } = slowIntake(new Map([['ORD1', null]]));
  const taken = Promise.all([submit(1, 1000), submit(2, 1000)]);
  void taken.catch(() => undefined);
  for (let looks = 0; looks < 100 && !isAsked(); looks += 1) await new Promise(setImmediate);
  answer();
  expect(await taken).toEqual(['NEW', 'NEW']);
});
