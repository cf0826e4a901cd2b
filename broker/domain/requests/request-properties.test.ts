/** Agents ask, goods move, and words about both come in any order: it always comes to the same sound end. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mayGo, REQUEST_TRANSITIONS } from '../../../canonical/lifecycle.ts';
import { bucketViolations } from '../../../canonical/status.ts';
import { makeOrderModel } from '../../../test/support/order-model.ts';
import type { OrderModel } from '../../../test/support/order-model.ts';
import { CONTEXT, makeOrder, makeStory, submitted } from '../../../test/support/order-story.ts';
import type { Story } from '../../../test/support/order-story.ts';
import { asked, bringBack, cancel } from '../../../test/support/request-story.ts';
import type { Message } from '../message.ts';
import { lineFacts } from '../order-quantities.ts';

const RUNS = { numRuns: 400 };
const ELSEWHERE = { name: 'A', line1: 'B', city: 'Bonn', country: 'DE' };

type Step =
  | { readonly do: 'answer' | 'hear' | 'happen'; readonly which: number; readonly twice: boolean }
  | { readonly do: 'ask'; readonly wish: (key: string) => Message };

const quantities = fc.constantFrom<Readonly<Record<number, number>> | undefined>(
  undefined,
  { 10: 1 },
  { 10: 3, 20: 1 },
  { 20: 2 },
  { 10: 9 },
);

const wishes: fc.Arbitrary<(key: string) => Message> = fc.oneof(
  { arbitrary: quantities.map((lines) => (key: string) => cancel(key, lines)), weight: 4 },
  { arbitrary: fc.constant((key: string) => asked(key, { type: 'HOLD', reason: 'x' })), weight: 1 },
  { arbitrary: fc.constant((key: string) => asked(key, { type: 'RELEASE_HOLD' })), weight: 2 },
  { arbitrary: fc.constant((key: string) => asked(key, { type: 'CHANGE_ADDRESS', shipTo: ELSEWHERE })), weight: 1 },
  {
    arbitrary: fc
      .constantFrom<Readonly<Record<number, number>>>({ 10: 1 }, { 10: 2 }, { 20: 1 })
      .map((lines) => (key: string) => bringBack(key, lines, key.toUpperCase())),
    weight: 4,
  },
  {
    arbitrary: fc.nat({ max: 12 }).map((n) => (key: string) => asked(key, { type: 'CANCEL_RETURN', returnKey: `KEY${n}`, reason: 'x' })),
    weight: 2,
  },
);

const moves: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('answer' as const, 'answer' as const, 'hear' as const, 'hear' as const, 'happen' as const),
  which: fc.nat({ max: 1000 }),
  twice: fc.boolean(),
});
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof({ arbitrary: moves, weight: 5 }, { arbitrary: wishes.map((wish): Step => ({ do: 'ask', wish })), weight: 1 }),
  { minLength: 5, maxLength: 60 },
);

type Stage = {
  readonly story: Story;
  readonly model: OrderModel;
  readonly answered: Set<string>;
  /** Answers on their way. */
  readonly answers: Message[];
  keys: number;
};

function begin(): Stage {
  const stage: Stage = { story: makeStory(CONTEXT), model: makeOrderModel(), answered: new Set(), answers: [], keys: 0 };
  stage.story.tell(submitted(makeOrder()));
  return stage;
}

/** Commands without an answer yet. */
function waiting({ story, answered }: Stage) {
  return story.commands.filter(({ commandId }) => !answered.has(commandId));
}

/** A system carries a command out; its answer comes later. */
function answer(stage: Stage, which: number): void {
  const open = waiting(stage);
  const command = open[which % Math.max(1, open.length)];
  if (!command) return;
  stage.answered.add(command.commandId);
  stage.answers.push(stage.model.execute(command));
}

function play(stage: Stage, step: Step): void {
  if (step.do === 'ask') {
    stage.keys += 1;
    stage.story.tell(step.wish(`key${stage.keys}`));
  } else if (step.do === 'answer') answer(stage, step.which);
  else if (step.do === 'happen') stage.model.happen(step.which);
  else {
    const words = [...stage.model.said(), ...stage.answers];
    const word = words[step.which % Math.max(1, words.length)];
    const place = word ? stage.answers.indexOf(word) : -1;
    if (place >= 0) stage.answers.splice(place, 1);
    if (word) stage.story.tell(...(step.twice ? [word, word] : [word]));
  }
}

/** Everything that was asked is answered, and everything that was said is heard. */
function settle(stage: Stage): void {
  for (let round = 0; round < 60; round += 1) {
    for (const word of [...stage.model.said(), ...stage.answers.splice(0)]) stage.story.tell(word);
    if (waiting(stage).length === 0) return;
    answer(stage, 0);
  }
  throw new Error('it never comes to rest');
}

function perform(script: readonly Step[]): Stage {
  const stage = begin();
  for (const step of script) play(stage, step);
  settle(stage);
  return stage;
}

describe('whatever agents ask, and in whatever order anything is heard', () => {
  test('every request ends with an answer', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { story } = perform(script);
        for (const { requestKey, status, answer: said } of story.state().requests) {
          expect([requestKey, status]).not.toEqual([requestKey, 'ACCEPTED']);
          if (status === 'REJECTED') expect(said?.message.length).toBeGreaterThan(5);
          expect(mayGo(REQUEST_TRANSITIONS, 'ACCEPTED', status)).toBe(true);
        }
        expect(story.state().cancellations).toEqual([]);
        expect(story.state().addressChange).toBeUndefined();
      }),
      RUNS,
    );
  });

  test('the broker, the ERP and the warehouse agree on every quantity, and no rule of quantities is broken', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { story, model } = perform(script);
        for (const { line, buckets } of lineFacts(story.state())) {
          const { lineKey } = line;
          expect([lineKey, buckets.cancelled, buckets.shipped, buckets.returnReceived]).toEqual([
            ...[lineKey, model.cancelled(lineKey), model.shipped(lineKey), model.returned(lineKey)],
          ]);
          expect(bucketViolations(buckets).filter(({ allowed }) => !allowed)).toEqual([]);
          expect(buckets.returnReceived).toBeLessThanOrEqual(buckets.shipped);
          expect(buckets.returnAuthorized).toBeLessThanOrEqual(buckets.shipped);
        }
        expect(story.open()).toEqual([]);
      }),
      RUNS,
    );
  });

  test('what is cancelled is never shipped, what is held never released, and nothing is credited twice', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const stage = begin();
        for (const step of script) {
          const before = {
            released: stage.story.commands.filter(({ body }) => body.intent === 'RELEASE').length,
            state: stage.story.state(),
          };
          play(stage, step);
          const released = stage.story.commands.filter(({ body }) => body.intent === 'RELEASE').length;
          if (stage.story.state().hold && before.state.hold) expect(released).toBe(before.released);
          for (const { buckets, cancelling } of lineFacts(stage.story.state())) {
            expect(buckets.shipped + buckets.cancelled).toBeLessThanOrEqual(buckets.ordered);
            expect(cancelling).toBeLessThanOrEqual(buckets.ordered);
          }
        }
        settle(stage);
        for (const each of stage.story.state().returns) {
          const asked = stage.story.commands.flatMap(({ body }) => (body.intent === 'CREATE_RETURN' ? [body.request.returnKey] : []));
          expect(asked.filter((returnKey) => returnKey === each.request.returnKey)).toHaveLength(1);
          for (const { lineKey, quantity } of each.creditAsked) {
            expect(quantity).toBeLessThanOrEqual(each.request.lines.find((line) => line.lineKey === lineKey)?.quantity ?? 0);
          }
        }
      }),
      RUNS,
    );
  });
});
