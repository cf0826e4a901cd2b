/**
 * What an adapter must prove before it is said to take returns: the cases R1 to R8 of docs/adapters.md, with the same
 * reference executor as those of orders. A return is made once, whatever the system knows of idempotency.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plus } from '../../canonical/quantity.ts';
import type { ReturnObservation } from '../../canonical/observation.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import { eventually } from '../support/eventually.ts';
import type { Effort } from './contract-world.ts';
import { execute, FINISHED_LATER, newRecord } from './reference-executor.ts';
import type { CommandRecord } from './reference-executor.ts';
import { followUntil, observe } from './reference-reducer.ts';
import type { Sight } from './reference-reducer.ts';
import type { ReturnTotals, ReturnWorld } from './return-world.ts';

function sum(items: readonly { readonly quantity: number }[]): number {
  return plus(...items.map(({ quantity }) => quantity));
}

function totalsOf({ receipts, credits }: ReturnObservation): ReturnTotals {
  const refused = receipts.flatMap(({ dispositions }) => dispositions.filter(({ accepted }) => accepted === false));
  return {
    received: sum(receipts.flatMap(({ lines }) => lines)),
    refused: sum(refused),
    credited: sum(credits.flatMap(({ lines }) => lines)),
  };
}

/** Why a case does not apply, and how much chance is tried. */
export type ReturnOptions = { readonly R6?: string; readonly effort?: Effort };

/** Runs the cases. `open` makes a world of its own for each test; a case that does not apply is skipped with its reason. */
export function returnContract(name: string, open: () => Promise<ReturnWorld>, options: ReturnOptions = {}): void {
  const { effort = { runs: 5, commands: 6 } } = options;
  describe(`${name} keeps the contract of returns:`, () => {
    let world: ReturnWorld;
    let keys = 0;

    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    async function next(): Promise<OutboundCommand> {
      keys += 1;
      return world.ask(`RET${keys}`);
    }

    async function run(command: OutboundCommand): Promise<CommandRecord> {
      return execute(world.endpoint, newRecord(command));
    }

    async function made(): Promise<{ command: OutboundCommand; document: DocumentRef }> {
      const command = await next();
      const record = await run(command);
      expect(record.state).toBe('ACKED');
      return { command, document: record.document as DocumentRef };
    }

    async function look({ nativeId }: DocumentRef): Promise<ReturnObservation> {
      const sight: Sight = new Map();
      await observe(world.endpoint, [{ kind: 'return', nativeId }], sight);
      const seen = sight.get(nativeId);
      if (seen?.kind !== 'return') throw new Error(`there is no return ${nativeId}`);
      return seen;
    }

    it('R1 makes one return when the answer is dropped after the commit', async () => {
      const command = await next();
      await world.trouble({ kind: 'drop-answer', times: 1 }, command);
      const record = await run(command);
      expect(record.state).toBe('ACKED');
      expect([['IN_DOUBT', 'FOUND'], FINISHED_LATER]).toContainEqual(record.answers);
      expect(await world.documents(command)).toBe(1);
    });

    it('R2 makes one return when a gateway gives up and the commit comes later', async () => {
      const command = await next();
      await world.trouble({ kind: 'late-commit', times: 1, delayMs: world.endpoint.capabilities.settleMs / 3 }, command);
      const record = await run(command);
      expect([record.state, record.sends]).toEqual(['ACKED', record.answers.includes('UNFINISHED') ? 2 : 1]);
      expect(await world.documents(command)).toBe(1);
    });

    it('R3 tells when another content stands under the key, and makes no second return', async () => {
      const { command } = await made();
      const record = { ...newRecord(world.altered(command)), state: 'SENT' as const };
      expect(await execute(world.endpoint, record)).toMatchObject({ state: 'DIVERGED' });
      expect(await world.documents(command)).toBe(1);
    });

    it('R4 shows what arrived, what of it was refused, and what was credited', async () => {
      const { command, document } = await made();
      const expected = await world.arrive(command, document);
      await eventually(async () => expect(totalsOf(await look(document))).toEqual(expected));
      expect(expected).toMatchObject({ received: 3, refused: 1 });
    });

    it('R5 takes a return back while it can be, and says a clear no when goods have arrived', async () => {
      const early = await made();
      expect(await run(world.withdrawal(early.command, early.document))).toMatchObject({ state: 'ACKED' });
      expect((await look(early.document)).status).toBe('CANCELLED');
      expect(await run(world.withdrawal(early.command, early.document))).toMatchObject({ state: 'ACKED', sends: 1 });
      const late = await made();
      await world.arrive(late.command, late.document);
      expect(await run(world.withdrawal(late.command, late.document))).toMatchObject({ state: 'REJECTED' });
      expect((await look(late.document)).status).not.toBe('CANCELLED');
    });

    const r6 = options.R6 === undefined ? it : it.skip;
    r6('R6 does everything to a return once, whatever becomes of the answers', async () => {
      const { command, document } = await made();
      const done: string[] = [];
      for await (const deed of world.deeds?.(command, document) ?? []) {
        await world.trouble({ kind: 'drop-answer', times: 1 }, deed);
        const record = await run(deed);
        expect([deed.body.intent, record.state]).toEqual([deed.body.intent, 'ACKED']);
        expect([deed.body.intent, (await run(deed)).state]).toEqual([deed.body.intent, 'ACKED']);
        expect([deed.body.intent, await world.timesDone?.(deed)]).toEqual([deed.body.intent, 1]);
        done.push(deed.body.intent);
      }
      expect(done).toEqual(['CONFIRM_RECEIPT', 'CREDIT_RETURN', 'BOOK_REFUND']);
    });

    it('R7 tells of returns in its feed, and passes on a word it does not know', async () => {
      const { command, document } = await made();
      await world.useUnknownWord(document, 'GONE_FISHING');
      const sight: Sight = new Map();
      await followUntil(world.endpoint, sight, () => sight.get(document.nativeId)?.rawStatus === 'GONE_FISHING');
      const seen = sight.get(document.nativeId);
      expect([seen?.kind, seen?.status, seen?.orderKey]).toEqual(['return', 'UNKNOWN', command.orderKey]);
    });

    it('R8 makes one return of each request whatever goes wrong', async () => {
      const { settleMs } = world.endpoint.capabilities;
      const trouble = fc.record({
        kind: fc.constantFrom('drop-answer', 'late-commit', 'unavailable', 'error-after-commit', 'late-index', 'stale-version', 'restart'),
        times: fc.integer({ min: 1, max: 4 }),
        probability: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        delayMs: fc.integer({ min: 1, max: Math.floor(settleMs / 6) }),
        retryAfterMs: fc.constant(0),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(trouble, { minLength: 1, maxLength: 4 }), async (troubles) => {
          await world.calm();
          const commands = await Promise.all(Array.from({ length: effort.commands }, next));
          for (const each of troubles) await world.trouble(each);
          const records = await Promise.all(commands.map(run));
          await world.calm();
          expect(records.map(({ state }) => state)).toEqual(commands.map(() => 'ACKED'));
          expect(await Promise.all(commands.map(world.documents))).toEqual(commands.map(() => 1));
        }),
        { numRuns: effort.runs },
      );
    }, 120_000);
  });
}
