/**
 * What every adapter must prove before it is called supported: the cases C1 to C15 of docs/adapters.md, against the real
 * system or a simulation of it, over its real protocol. A case that does not apply is skipped with its reason. Returns
 * (C10) have cases of their own, in returns.suite.ts.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plus } from '../../canonical/quantity.ts';
import type { Observation } from '../../canonical/observation.ts';
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';
import { eventually } from '../support/eventually.ts';
import type { CaseId, ContractWorld, Effort, Exemptions, Totals, Trouble } from './contract-world.ts';
import { execute, FINISHED_LATER, newRecord } from './reference-executor.ts';
import type { CommandRecord } from './reference-executor.ts';
import { follow, followUntil, observe } from './reference-reducer.ts';
import type { Sight } from './reference-reducer.ts';

function totalsOf(observation: Observation): Totals {
  if (observation.kind === 'order') {
    const { lines } = observation;
    return { shipped: plus(...lines.map(({ shipped }) => shipped)), givenUp: plus(...lines.map(({ cancelled }) => cancelled)) };
  }
  if (observation.kind === 'return') throw new Error('a return has no shipments');
  const left = observation.shipments.filter(({ status }) => !['PLANNED', 'LABELLED', 'VOIDED', 'REVERSED'].includes(status));
  const contents = left.flatMap(({ packages }) => packages.flatMap((parcel) => parcel.contents));
  const shorted = observation.shorted.map(({ quantity }) => quantity);
  return { shipped: plus(...contents.map(({ quantity }) => quantity)), givenUp: plus(...shorted) };
}

/** Runs the contract. `open` makes a world of its own for each test. */
export function endpointContract(
  name: string,
  open: () => Promise<ContractWorld>,
  exemptions: Exemptions = {},
  effort: Effort = { runs: 12, commands: 12 },
): void {
  describe(`${name} keeps the endpoint contract:`, () => {
    let world: ContractWorld;
    let keys = 0;

    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    function contractCase(id: CaseId, title: string, test: () => Promise<void>): void {
      const reason = exemptions[id];
      if (reason === undefined) it(`${id} ${title}`, test);
      else it.skip(`${id} ${title} (does not apply: ${reason})`, test);
    }

    /** An ability the world must have for the case. */
    function able<Ability>(ability: Ability | undefined): Ability {
      if (ability === undefined) throw new Error('the world lacks what this case needs; exempt the case with a reason');
      return ability;
    }

    function nextCommand(): OutboundCommand {
      keys += 1;
      return world.make(`KEY${keys}`);
    }

    async function run(command: OutboundCommand): Promise<CommandRecord> {
      return execute(world.endpoint, newRecord(command));
    }

    async function made(): Promise<{ command: OutboundCommand; document: DocumentRef }> {
      const command = nextCommand();
      const record = await run(command);
      expect(record.state).toBe('ACKED');
      return { command, document: record.document as DocumentRef };
    }

    async function look(document: DocumentRef): Promise<Observation> {
      const sight: Sight = new Map();
      const kind = world.endpoint.capabilities.intents.includes('RELEASE') ? 'release' : 'order';
      await observe(world.endpoint, [{ kind, nativeId: document.nativeId }], sight);
      return sight.get(document.nativeId) as Observation;
    }

    contractCase('C1', 'makes one document when the answer is dropped after the commit', async () => {
      const command = nextCommand();
      await world.trouble({ kind: 'drop-answer', times: 1 }, command);
      const record = await run(command);
      expect(record.state).toBe('ACKED');
      expect([['IN_DOUBT', 'FOUND'], FINISHED_LATER]).toContainEqual(record.answers);
      expect(await world.documents(command)).toBe(1);
    });

    contractCase('C2', 'makes one document when a gateway gives up and the commit comes later', async () => {
      const command = nextCommand();
      await world.trouble({ kind: 'late-commit', times: 1, delayMs: world.endpoint.capabilities.settleMs / 3 }, command);
      const record = await run(command);
      expect(record.state).toBe('ACKED');
      expect(record.answers.slice(0, 2)).toEqual(['IN_DOUBT', 'NOT_FOUND']);
      expect(record.sends).toBe(record.answers.includes('UNFINISHED') ? 2 : 1);
      expect(await world.documents(command)).toBe(1);
    });

    contractCase('C3', 'tells when another content stands under the key, and makes no second document', async () => {
      const { command } = await made();
      const altered = world.altered(command);
      const record = { ...newRecord(altered), state: 'SENT' as const };
      expect(await execute(world.endpoint, record)).toMatchObject({ state: 'DIVERGED' });
      if (world.endpoint.capabilities.idempotency !== 'E') expect(await run(altered)).toMatchObject({ state: 'DIVERGED', sends: 1 });
      expect(await world.documents(command)).toBe(1);
    });

    contractCase('C4', 'shows two part shipments and a given-up rest in the right quantities', async () => {
      const { command, document } = await made();
      const expected = await able(world.shipInParts)(command, document);
      await eventually(async () => expect(totalsOf(await look(document))).toEqual(expected));
    });

    contractCase('C5', 'cancels while it can be, and says a clear no when it is too late', async () => {
      const cancellation = able(world.cancellation);
      const early = await made();
      expect(await run(cancellation(early.command, early.document))).toMatchObject({ state: 'ACKED' });
      const late = await made();
      await able(world.passPointOfNoReturn)(late.command, late.document);
      const before = totalsOf(await look(late.document));
      expect(await run(cancellation(late.command, late.document))).toMatchObject({ state: 'REJECTED' });
      expect(totalsOf(await look(late.document)).givenUp).toBe(before.givenUp);
    });

    contractCase('C6', 'says that the document moved, so that it is read again before anything is repeated', async () => {
      const { command, document } = await made();
      const cancel = able(world.cancellation)(command, document);
      await world.trouble({ kind: 'stale-version', times: 1 }, cancel);
      const record = await run(cancel);
      expect(record).toMatchObject({ state: 'ACKED', answers: ['CONFLICT', 'ACK'] });
    });

    contractCase('C7', 'comes to the same facts from a feed that is late, doubled and out of order', async () => {
      await able(world.disturbFeed)();
      const documents = await Promise.all([made(), made(), made(), made()]);
      await Promise.all(documents.map(({ command, document }) => able(world.shipInParts)(command, document)));
      const sight: Sight = new Map();
      let cursor = await follow(world.endpoint, undefined, sight);
      await eventually(async () => {
        cursor = await follow(world.endpoint, cursor, sight);
        for (const { document } of documents) {
          const [seen, real] = [sight.get(document.nativeId), await look(document)];
          expect({ ...seen, observedAt: '' }).toEqual({ ...real, observedAt: '' });
          expect(totalsOf(real).givenUp).toBeGreaterThan(0);
        }
      });
    });

    contractCase('C8', 'finds what the feed lost by its own search', async () => {
      const sight: Sight = new Map();
      const start = await follow(world.endpoint, undefined, sight);
      await able(world.loseChanges)(1);
      const { document } = await made();
      const cursor = await follow(world.endpoint, start, sight);
      expect(sight.has(document.nativeId)).toBe(false);
      world.pass(world.reconcileIntervalMs);
      await follow(world.endpoint, cursor, sight);
      expect(sight.has(document.nativeId)).toBe(true);
    });

    contractCase('C9', 'passes on how long the system asks to wait, for everything it throttles', async () => {
      const command = nextCommand();
      await world.trouble({ kind: 'throttle', times: 1, retryAfterMs: 3000 }, command);
      const signal = AbortSignal.timeout(world.endpoint.capabilities.timeoutMs);
      expect(await world.endpoint.send(command, signal)).toMatchObject({ class: 'RETRY_SAFE', retryAfterMs: 3000 });
      expect(await run(command)).toMatchObject({ state: 'ACKED', sends: 1 });
      expect(await world.documents(command)).toBe(1);
    });

    contractCase('C11', 'passes on a word it does not know, and guesses nothing', async () => {
      const { document } = await made();
      await able(world.useUnknownWord)(document, 'GONE_FISHING');
      const seen = await look(document);
      expect([seen.status, seen.rawStatus]).toEqual(['UNKNOWN', 'GONE_FISHING']);
    });

    contractCase('C12', 'goes on from wherever the broker or the system stopped', async () => {
      for (const crashAt of [1, 2]) {
        const command = nextCommand();
        let saved = newRecord(command);
        let steps = 0;
        const persist = (record: CommandRecord): void => {
          steps += 1;
          if (steps === crashAt) throw new Error('killed');
          saved = structuredClone(record);
        };
        await expect(execute(world.endpoint, structuredClone(saved), persist)).rejects.toThrow('killed');
        expect(await execute(world.endpoint, saved)).toMatchObject({ state: 'ACKED' });
        expect(await world.documents(command)).toBe(1);
      }
      const command = nextCommand();
      await world.trouble({ kind: 'restart', times: 1, delayMs: 100 }, command);
      expect(await run(command)).toMatchObject({ state: 'ACKED' });
      expect(await world.documents(command)).toBe(1);
    });

    contractCase('C13', 'keeps the line map when the system adds and removes lines', async () => {
      const { command, document } = await made();
      const before = await look(document);
      const removed = await able(world.changeLines)(command, document);
      const after = await look(document);
      if (before.kind !== 'order' || after.kind !== 'order') throw new Error('only orders have lines that change');
      const kept = before.lines.filter(({ lineKey }) => lineKey !== removed);
      expect(after.lines).toEqual(kept);
      expect(kept.length).toBeGreaterThan(0);
    });

    contractCase('C14', 'shows a reversal with the document that made it', async () => {
      const { command, document } = await made();
      const { bucket, taken, after } = await able(world.reverse)(command, document);
      const seen = await look(document);
      expect(totalsOf(seen)).toEqual(after);
      if (seen.kind === 'order') {
        const reversals = seen.reversals.filter((reversal) => reversal.bucket === bucket);
        expect(plus(...reversals.map(({ quantity }) => quantity))).toBe(taken);
        expect(reversals.every(({ reference }) => reference.length > 0)).toBe(true);
      } else if (seen.kind === 'release') expect(seen.shipments.filter(({ status }) => status === 'REVERSED')).toHaveLength(1);
    });

    contractCase('C15', 'keeps two companies apart whose documents have the same number', async () => {
      const other = await able(world.otherCompany)();
      const command = nextCommand();
      const ours = await run(command);
      const theirs = await execute(other.endpoint, newRecord(other.make(command.orderKey)));
      expect(theirs.document?.nativeNumber).toBe(ours.document?.nativeNumber);
      const sight: Sight = new Map();
      await followUntil(world.endpoint, sight, () => sight.size > 0);
      expect([...sight.keys()]).toEqual([ours.document?.nativeId]);
      expect(await look(theirs.document as DocumentRef)).toBeUndefined();
      expect(world.endpoint.id).not.toBe(other.endpoint.id);
    });

    it('makes one document of each command whatever goes wrong', async () => {
      const { settleMs } = world.endpoint.capabilities;
      const kinds = ['drop-answer', 'late-commit', 'unavailable', 'error-before-commit', 'error-after-commit'] as const;
      const more = ['reset-before-commit', 'slow', 'late-index', 'restart', 'stale-version'] as const;
      const trouble: fc.Arbitrary<Trouble> = fc.record({
        kind: fc.constantFrom(...kinds, ...more),
        times: fc.integer({ min: 1, max: 6 }),
        probability: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        delayMs: fc.integer({ min: 1, max: Math.floor(settleMs / 6) }),
        retryAfterMs: fc.constant(0),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(trouble, { minLength: 1, maxLength: 5 }), async (troubles) => {
          await world.calm();
          for (const each of troubles) await world.trouble(each);
          const commands = Array.from({ length: effort.commands }, nextCommand);
          const records = await Promise.all(commands.map(run));
          expect(records.map(({ state }) => state)).toEqual(commands.map(() => 'ACKED'));
          expect(await Promise.all(commands.map(world.documents))).toEqual(commands.map(() => 1));
        }),
        { numRuns: effort.runs },
      );
    }, 240_000);
  });
}
