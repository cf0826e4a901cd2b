/** What holds whatever the outside world says, in whatever order, how often so ever. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OutboundCommand } from '../../canonical/command.ts';
import { ExceptionRecord } from '../../canonical/exception-record.ts';
import { mayGo, ORDER_TRANSITIONS } from '../../canonical/lifecycle.ts';
import { SALESFORCE_OBJECTS, SALESFORCE_PICKLISTS } from '../../canonical/salesforce-objects.ts';
import type { FieldValue, SalesforceField, SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import { wantedQuantity } from '../../canonical/status.ts';
import type { Message } from './message.ts';
import { anyMessage, erpContent, releaseContent } from '../../test/support/order-arbitraries.ts';
import { decide, REACTIONS } from './order-decide.ts';
import { evolve } from './order-evolve.ts';
import { lineFacts } from './order-quantities.ts';
import { initialState, surplusDocuments } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import {
  acceptedStory,
  CONTEXT,
  erpSays,
  makeOrder,
  makeStory,
  ORDER_KEY,
  releasedStory,
  START,
  submitted,
  warehouseSays,
} from '../../test/support/order-story.ts';
import type { Story } from '../../test/support/order-story.ts';

const RUNS = { numRuns: 200 };
const stories = fc.array(anyMessage, { maxLength: 25 });

function tellAll(messages: readonly Message[], story = makeStory()): Story {
  for (const message of messages) story.tell(message);
  return story;
}

/** Every state an event led to, the reactions' included. */
function states(messages: readonly Message[]): readonly OrderState[] {
  const context = { ...CONTEXT, now: START };
  const all: OrderState[] = [initialState(ORDER_KEY)];
  const last = () => all.at(-1)!;
  for (const message of messages) {
    for (const think of [() => decide(last(), message, context), ...REACTIONS.map((react) => () => react(last(), context))]) {
      for (const event of think()) all.push(evolve(last(), event, START));
    }
  }
  return all;
}

const WORDS: Readonly<Record<string, readonly string[]>> = SALESFORCE_PICKLISTS;

function faultOf(place: string, definition: SalesforceField | undefined, value: FieldValue): string | undefined {
  if (!definition) return `${place} is unknown`;
  if (typeof value === 'string' && value.length > (definition.length ?? Infinity)) return `${place} is too long`;
  const isWord = typeof value === 'string' && WORDS[place]?.includes(value);
  return definition.type === 'picklist' && !isWord ? `${place} has no such word` : undefined;
}

function faultsOf({ object, externalId, fields }: SalesforceRecord): readonly string[] {
  const definitions: Readonly<Record<string, SalesforceField>> = SALESFORCE_OBJECTS[object].fields;
  const key = SALESFORCE_OBJECTS[object].externalId;
  return Object.entries({ [key]: externalId, ...fields }).flatMap(
    ([name, value]) => faultOf(`${object}.${name}`, definitions[name.replace(/__r$/, '__c')], value) ?? [],
  );
}

describe('whatever is said of an order', () => {
  test('nothing throws, and what goes out is well formed', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const story = makeStory();
        for (const message of messages) {
          const result = story.tell(message);
          for (const command of result.commands) OutboundCommand.parse(command);
          for (const record of result.exceptions) ExceptionRecord.parse(record);
          expect(result.records.flatMap(faultsOf)).toEqual([]);
          expect(JSON.parse(JSON.stringify(result.state))).toEqual(result.state);
        }
        expect(story.journal.length).toBe(story.state().sequence);
      }),
      RUNS,
    );
  });

  test('every step of its life is in the transition table', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const lives = states(messages).map(({ lifecycle }) => lifecycle);
        for (const [index, life] of lives.entries()) expect(mayGo(ORDER_TRANSITIONS, lives[index - 1] ?? life, life)).toBe(true);
      }),
      RUNS,
    );
  });

  test('there are never two creates of one revision, nor one while the ERP is known to have the order', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        let before = initialState(ORDER_KEY);
        const revisions: number[] = [];
        for (const state of states(messages)) {
          const created = state.commandsIssued > before.commandsIssued && state.commands.at(-1)?.intent === 'CREATE_ORDER';
          if (created) {
            revisions.push(state.revision);
            expect(before.document).toBeUndefined();
            expect(surplusDocuments(before)).toEqual([]);
          }
          expect(state.commands.filter(({ intent, phase }) => intent === 'CREATE_ORDER' && phase !== 'SUPERSEDED').length).toBeLessThan(2);
          before = state;
        }
        expect(new Set(revisions).size).toBe(revisions.length);
      }),
      RUNS,
    );
  });

  test('the warehouse is never asked for more than is wanted, and each shipment is confirmed once', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const story = makeStory();
        for (const message of messages) {
          const released = story.tell(message).commands.some(({ body }) => body.intent === 'RELEASE');
          if (!released) continue;
          for (const { buckets } of lineFacts(story.state())) expect(buckets.released).toBeLessThanOrEqual(wantedQuantity(buckets));
        }
        const confirmed = story.commands.flatMap(({ body }) => (body.intent === 'CONFIRM_SHIPMENT' ? [body.shipment.shipmentId] : []));
        expect(new Set(confirmed).size).toBe(confirmed.length);
      }),
      RUNS,
    );
  });

  test('more shipped than wanted is an open exception, or a person has seen to it', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const story = tellAll(messages);
        const over = lineFacts(story.state()).some(({ buckets }) => buckets.shipped > wantedQuantity(buckets));
        const raised = story.open().some(({ category }) => category === 'OVERSHIP');
        const seen = story.state().acknowledged.some((trouble) => trouble.startsWith('overship'));
        expect(!over || raised || seen).toBe(true);
      }),
      RUNS,
    );
  });

  test('saying everything twice in a row changes nothing', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const { sequence: _, ...once } = tellAll(messages).state();
        const twice = makeStory({ now: START });
        for (const message of messages) twice.tell(message, message);
        const { sequence: __, ...doubled } = twice.state();
        expect(doubled).toEqual(once);
      }),
      RUNS,
    );
  });

  test('one turn over many messages comes to the same as many turns', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const inOne = makeStory();
        inOne.tell(...messages);
        const many = makeStory();
        for (const message of messages) many.tell(message);
        const strip = (said: unknown) => JSON.parse(JSON.stringify(said).replaceAll(/:(\d{13}|"2026-11-27T09[^"]*")/g, ':0')) as unknown;
        expect(strip(inOne.state())).toEqual(strip(many.state()));
        expect(strip(inOne.commands)).toEqual(strip(many.commands));
      }),
      RUNS,
    );
  });

  test('nobody’s name, street or town is in an exception, on the timeline, in an answer or in the journal', () => {
    fc.assert(
      fc.property(stories, (messages) => {
        const story = tellAll([submitted(makeOrder(), 'req-0'), ...messages]);
        const spoken = [...story.records.values()].filter(({ object }) => /Exception|Timeline|Command/.test(object));
        const journal = story.journal.filter(
          ({ type }) => !['CommandRevived', 'ReleaseReplaced', 'ExceptionAcknowledged', 'RecordsRetried'].includes(type),
        );
        expect(JSON.stringify([spoken, story.open(), journal])).not.toMatch(/Erika|Mustermann|Heidestrasse/i);
      }),
      RUNS,
    );
  });
});

/** Snapshots with versions of their own, and the same ones shuffled, some of them twice. */
function shuffled<Content>(content: fc.Arbitrary<Content>, say: (version: number, said: Content) => Message) {
  return fc.array(content, { minLength: 1, maxLength: 5 }).chain((contents) => {
    const snapshots = contents.map((said, index) => say(index + 1, said));
    const again = fc.shuffledSubarray([...snapshots, ...snapshots], { minLength: snapshots.length * 2 });
    return fc.tuple(fc.constant(snapshots), again);
  });
}

/** What Salesforce shows of an order, but when it heard of it. */
function shown(story: Story) {
  const mirrored = [...story.records.values()].filter(({ object }) => !/Timeline|Exception/.test(object));
  const open = story.open().map(({ category, code, message }) => `${category} ${code} ${message}`);
  return {
    records: mirrored
      .map(({ object, externalId, fields: { Last_Synced_At__c: _, ...fields } }) => ({ object, externalId, fields }))
      .sort(byKey),
    open: open.sort(),
  };
}

function byKey(a: { externalId: string }, b: { externalId: string }): number {
  return a.externalId < b.externalId ? -1 : 1;
}

describe('snapshots, duplicated, reordered and stale', () => {
  test('of the ERP come to the same status, quantities, invoices and exceptions', () => {
    fc.assert(
      fc.property(
        shuffled(erpContent, (version, said) => erpSays(version, said)),
        ([inOrder, disordered]) => {
          const told = (messages: readonly Message[]) => shown(tellAll(messages, acceptedStory(makeOrder(), { routes: [{ erp: 'erp' }] })));
          const renumber = (messages: readonly Message[]) => messages.map(later);
          expect(told(renumber(disordered))).toEqual(told(renumber(inOrder)));
        },
      ),
      RUNS,
    );
  });

  test('of the warehouse come to the same shipments, quantities and exceptions', () => {
    fc.assert(
      fc.property(
        shuffled(releaseContent, (version, said) => warehouseSays(version, said)),
        ([inOrder, disordered]) => {
          expect(shown(tellAll(disordered, releasedStory()))).toEqual(shown(tellAll(inOrder, releasedStory())));
        },
      ),
      RUNS,
    );
  });

  test('before the acknowledgement or after it come to the same', () => {
    fc.assert(
      fc.property(
        shuffled(erpContent, (version, said) => erpSays(version, said)),
        fc.nat(),
        ([inOrder, disordered], place) => {
          const accepted: Message = { type: 'command.acknowledged', commandId: 'ORD1-C1', document: { nativeId: '7' }, adopted: false };
          const at = place % (disordered.length + 1);
          const told = (messages: readonly Message[]) => {
            const story = makeStory({ routes: [{ erp: 'erp' }] });
            return shown(tellAll([submitted(makeOrder()), ...messages], story));
          };
          expect(told(disordered.toSpliced(at, 0, accepted))).toEqual(told([accepted, ...inOrder]));
        },
      ),
      RUNS,
    );
  });
});

/** The accepted story has version 1 already. */
function later(message: Message): Message {
  if (message.type !== 'document.observed') return message;
  return { ...message, observation: { ...message.observation, version: message.observation.version + 1 } };
}
