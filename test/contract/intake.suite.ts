/** What a ledger promises of what arrives: kept once, whatever arrives again, and never without its place in the stream. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderRequestType } from '../../canonical/order-request.ts';
import type { Ledger, ReadRequest } from '../../broker/engine/ledger.ts';
import { fresh, LEASE_MS, remember, T0, timerMessage, turnsSeen } from './ledger-moves.ts';

export function intakeContract(name: string, open: () => Promise<{ ledger: Ledger; close: () => Promise<void> }>): void {
  describe(`${name}: intake`, () => {
    let ledger: Ledger;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ ledger, close } = await open());
    });
    afterAll(() => close());

    it('takes a message once, and tells a repetition from another body under the same key', async () => {
      const first = timerMessage(fresh('ORDER'), 'a');
      expect(await ledger.accept({ messages: [first] })).toEqual(['NEW']);
      expect(await ledger.accept({ messages: [first, { ...first, fingerprint: 'other' }] })).toEqual(['DUPLICATE', 'CONFLICT']);
      expect(await turnsSeen(ledger, first.aggregateId)).toEqual(['a']);
    });

    it('takes a key that occurs twice in one batch once', async () => {
      const message = timerMessage(fresh('ORDER'), 'a');
      expect(await ledger.accept({ messages: [message, message] })).toEqual(['NEW', 'DUPLICATE']);
    });

    it('takes the same new orders from callers who race with them in opposite order, once each', async () => {
      const messages = Array.from({ length: 1000 }, () => timerMessage(fresh('ORDER'), 'a'));
      const batches = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? messages : messages.toReversed()));
      const answers = await Promise.all(batches.map((batch) => ledger.accept({ messages: batch })));
      expect(answers.flat().filter((answer) => answer === 'NEW')).toHaveLength(messages.length);
      const ids = messages.map(({ aggregateId }) => aggregateId);
      expect((await ledger.runTurns(ids, remember(), T0)).reports).toHaveLength(messages.length);
    });

    it('moves the replay id with the messages, and not for a reader whose lease is lost', async () => {
      const topic = fresh('/event/');
      const lease = await ledger.acquireLease(topic, 'one', T0, LEASE_MS);
      if (!lease) throw new Error('the lease is free');
      const replayId = Uint8Array.of(0, 0, 0, 1, 255);
      await ledger.accept({ messages: [], checkpoint: { topic, replayId, lease } });
      expect(await ledger.checkpoint(topic)).toEqual(replayId);

      await ledger.acquireLease(topic, 'two', T0 + LEASE_MS, LEASE_MS);
      const late = timerMessage(fresh('ORDER'), 'late');
      const answer = await ledger.accept({ messages: [late], checkpoint: { topic, replayId: Uint8Array.of(9), lease } });
      expect(answer).toEqual({ fenced: true });
      expect(await ledger.checkpoint(topic)).toEqual(replayId);
      expect(await turnsSeen(ledger, late.aggregateId)).toEqual([]);
    });

    it('takes what it can although ten thousand others at once are understood by nobody, with all their bytes', async () => {
      const read = { orderKey: fresh('ORDER'), requestKey: fresh('request'), dedupeKey: fresh('event') };
      const parked = Array.from({ length: 10_000 }, (_, index) => ({
        ...{ topic: fresh('topic'), eventId: `e${index}`, replayId: Uint8Array.of(0, 255), payload: Uint8Array.of(39, 92, 0, 200) },
        ...{ schemaId: '', code: 'UNKNOWN_COMMAND_TYPE', message: 'a "type", {nobody} knows' },
      }));
      await ledger.accept({ messages: [], reads: [read], parked });
      await ledger.accept({ messages: [], parked: parked.slice(0, 2) });
      const now = Date.now() + 60_000;
      expect(await ledger.claimReads(now, 10, now + LEASE_MS)).toEqual([{ ...read, attempts: 1 }]);
      await ledger.completeReads([read.dedupeKey], []);
    });

    it('gives a read request to one reader at a time, and replaces it by what was read', async () => {
      const read = { orderKey: fresh('ORDER'), requestKey: fresh('request'), dedupeKey: fresh('event') };
      await ledger.accept({ messages: [], reads: [read, read] });
      await ledger.accept({ messages: [], reads: [read] });
      const now = Date.now() + 60_000;
      expect(await ledger.claimReads(now, 10, now + LEASE_MS)).toEqual([{ ...read, attempts: 1 }]);
      expect(await ledger.claimReads(now, 10, now + LEASE_MS)).toEqual([]);
      expect(await ledger.claimReads(now + LEASE_MS, 10, now + 2 * LEASE_MS)).toEqual([{ ...read, attempts: 2 }]);
      await ledger.completeReads([read.dedupeKey], [timerMessage(read.orderKey, 'read')]);
      expect(await ledger.claimReads(now + 9 * LEASE_MS, 10, now + 10 * LEASE_MS)).toEqual([]);
      expect(await turnsSeen(ledger, read.orderKey)).toEqual(['read']);
    });

    it('gives out what is asked for about an order once its submission was read, and at once where there is none', async () => {
      const [submitted, known] = [fresh('ORDER'), fresh('ORDER')];
      const readOf = (orderKey: string, request?: OrderRequestType): ReadRequest => ({
        ...{ orderKey, requestKey: fresh('request'), dedupeKey: fresh('event') },
        ...(request && { request }),
      });
      const [cancel, submission, hold] = [readOf(submitted, 'CANCEL'), readOf(submitted), readOf(known, 'HOLD')];
      await ledger.accept({ messages: [], reads: [cancel, submission, hold] });
      const now = Date.now() + 60_000;
      const claimed = async (at: number): Promise<readonly string[]> =>
        (await ledger.claimReads(at, 10, at + LEASE_MS)).map(({ dedupeKey, request }) => `${dedupeKey} ${request ?? 'SUBMIT'}`).sort();
      expect(await claimed(now)).toEqual([`${submission.dedupeKey} SUBMIT`, `${hold.dedupeKey} HOLD`].sort());
      expect(await claimed(now)).toEqual([]);
      await ledger.completeReads([submission.dedupeKey, hold.dedupeKey], []);
      expect(await claimed(now)).toEqual([`${cancel.dedupeKey} CANCEL`]);
      await ledger.completeReads([cancel.dedupeKey], []);
    });
  });
}
